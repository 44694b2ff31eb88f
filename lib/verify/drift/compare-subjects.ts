import { compare } from '../../template/compare';
import type { Origin } from '../network/types';
import type { Aspect, Subject } from './facts/facts';
import type { Names } from './names';
import type { Difference, Drift, Untold } from './types';

/** Aspect of something that is there, or is not, as a whole. */
export const WHOLE = 'is there';

/** Compares what is said about one thing with what runs of it; one of the two is there. */
export function compareSubjects(said: Subject | undefined, runs: Subject | undefined, names: Names): Drift {
  if (said !== undefined && runs !== undefined) {
    return compareAspects(said, runs, names);
  }
  const subject = said ?? runs;
  if (subject === undefined) {
    return { agreed: 0, differences: [], untold: [] };
  }
  const difference: Difference = {
    ...identify(subject.name, said?.origin, runs?.origin, names),
    aspect: WHOLE,
    said: said === undefined ? undefined : 'yes',
    runs: runs === undefined ? undefined : 'yes',
  };
  // A group without instances shows neither its subnets nor its security groups.
  return subject.permits.size > 0 && runs === undefined
    ? { agreed: 0, differences: [], untold: [{ ...difference, because: 'nothing of it runs' }] }
    : { agreed: 0, differences: [difference], untold: [] };
}

function compareAspects(said: Subject, runs: Subject, names: Names): Drift {
  let agreed = 0;
  const differences: Difference[] = [];
  const untold: Untold[] = [];
  const note = (aspect: string, own: Aspect | undefined, other: Aspect | undefined, because?: string) => {
    const difference: Difference = {
      ...identify(said.name, own?.by ?? said.origin, runs.origin, names),
      aspect,
      said: own?.told.text,
      runs: other?.told.text,
    };
    if (because === undefined) {
      differences.push(difference);
    } else {
      untold.push({ ...difference, because });
    }
  };
  for (const name of [...new Set([...said.aspects.keys(), ...runs.aspects.keys()])].sort(compare)) {
    const [own, other] = [said.aspects.get(name), runs.aspects.get(name)];
    const part = own?.part ?? other?.part ?? name;
    const isMissing = own === undefined || other === undefined;
    const because =
      own?.told.open ?? other?.told.open ?? (isMissing ? (said.open.get(part) ?? runs.open.get(part)) : undefined);
    if (because === undefined && own?.told.text === other?.told.text) {
      agreed += 1;
    } else if (other !== undefined || !said.permits.has(part)) {
      note(name, own, other, because);
    }
  }
  for (const [part, because] of [...said.open, ...runs.open]) {
    note(part, undefined, undefined, because);
  }
  return { agreed, differences, untold };
}

/** Names of what a difference is about. */
export function identify(
  subject: string,
  said: Origin | undefined,
  runs: Origin | undefined,
  names: Names,
): Pick<Difference, 'subject' | 'logicalId' | 'physicalId'> {
  const logicalId = said?.resource?.stack.observed === true ? undefined : said?.resource?.logicalId;
  const running = runs?.resource ?? said?.resource;
  const physicalId = running === undefined ? undefined : names.physicalId(running);
  return {
    subject,
    ...(logicalId === undefined ? {} : { logicalId }),
    ...(physicalId === undefined ? {} : { physicalId }),
  };
}
