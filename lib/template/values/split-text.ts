import { listOf, scalarText, textOfParts } from './build';
import { known, unknown, type Value } from './value';

/** Splits a text; unknown when the delimiter could stand in, or reach into, a part that is not known. */
export function splitText(parts: readonly Value[], delimiter: string): Value {
  if (delimiter === '' || parts.some((_, index) => mayHold(parts, index, delimiter))) {
    return unknown('Fn::Split');
  }
  const items: Value[][] = [[]];
  for (const part of parts) {
    if (part.kind !== 'known') {
      items.at(-1)?.push(part);
      continue;
    }
    scalarText(part.value)
      .split(delimiter)
      .forEach((piece, index) => {
        if (index > 0) {
          items.push([]);
        }
        items.at(-1)?.push(known(piece));
      });
  }
  return listOf(items.map(textOfParts));
}

function mayHold(parts: readonly Value[], index: number, delimiter: string): boolean {
  const part = parts[index];
  if (part === undefined || part.kind === 'known') {
    return false;
  }
  const foreign = foreignTo(part);
  if (foreign === undefined || !foreign.test(delimiter)) {
    return true;
  }
  const before = edgeText(parts[index - 1]);
  const after = edgeText(parts[index + 1]);
  // Two parts side by side that are not known may together be anything.
  return before === undefined || after === undefined || reachesInto(foreign, before, after, delimiter);
}

/** Whether the delimiter may begin or end in a part of the alphabet and go on in the text beside it. */
function reachesInto(foreign: RegExp, before: string, after: string, delimiter: string): boolean {
  return [...delimiter].some((_, cut) => {
    const head = delimiter.slice(0, cut);
    const tail = delimiter.slice(cut);
    return (
      cut > 0 && ((!foreign.test(head) && after.startsWith(tail)) || (before.endsWith(head) && !foreign.test(tail)))
    );
  });
}

function edgeText(part: Value | undefined): string | undefined {
  return part === undefined ? '' : part.kind === 'known' ? scalarText(part.value) : undefined;
}

/** Characters that never stand in a value, where anything is known about that. */
function foreignTo(part: Value): RegExp | undefined {
  if (part.kind === 'reference') {
    // Identifiers, names and ARNs hold no comma, bar or blank: CDK and users join lists with those.
    return part.joinedBy !== undefined ? undefined : part.attribute === 'EndpointId' ? /[^a-z0-9-]/ : /[^\w:/.+=@*-]/;
  }
  if (part.kind !== 'symbol') {
    return undefined;
  }
  switch (part.type) {
    case 'AvailabilityZone':
    case 'AWS::EC2::AvailabilityZone::Name':
    case 'Region':
      return /[^a-z0-9-]/;
    case 'Cidr':
      return /[^0-9a-f:./]/;
    default:
      return /^AWS::EC2::[\w:]+::Id$/.test(part.type) ? /[^\w-]/ : undefined;
  }
}
