import { textOfParts } from '../values/build';
import { distribute } from '../values/alternatives';
import { known, symbol, unknown, type KnownValue, type Value } from '../values/value';
import { environmentOf } from './model-index';
import type { Scope } from './scope';
import { zoneSymbol } from './zones';

/**
 * Values that CDK writes into a template when a look-up has not been made yet.
 *
 * They look like identifiers and belong to nothing. Two look-ups get the same placeholder, so it tells nothing at all;
 * only zones are listed in one order for a whole environment.
 *
 * @see https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-ec2/lib/vpc.ts `DUMMY_VPC_PROPS`
 */
const DUMMY =
  /^([sp]-(12345|67890)|vpc-12345|rtb-(12345|57890|67890)[sp]|sg-1234(5678)?|1\.2\.3\.4\/5|pl-xxxxxxxx|ami-1234|DUMMY|.*\bDUMMY_ARN|.*\/50dc6c495c0c9188\b.*|1234abcd-12ab-34cd-56ef-1234567890ab|dummy-value-for-.*)$/;
const DUMMY_ZONE = /^dummy1([abc])$/;

/** A string as it is written: its dynamic references are followed, and what stands for something else is told. */
export function literalValue(scope: Scope, text: string): Value {
  if (scope.options.opaque === true) {
    return known(text);
  }
  const [, zone] = DUMMY_ZONE.exec(text) ?? [];
  if (zone !== undefined || DUMMY.test(text)) {
    scope.note(
      'CONTEXT_NOT_RESOLVED',
      `${text} is a placeholder of a look-up that was not made: nothing is known about the real value; ` +
        'synthesize with credentials and commit cdk.context.json',
    );
    return zone === undefined ? unknown(`look-up ${text}`) : zoneSymbol(scope, 'abc'.indexOf(zone));
  }
  const physical = scope.index.findPhysical(text);
  if (physical !== undefined) {
    // `EndpointId[1]` is the second of several.
    const [, attribute = '', item] = /^(.*?)(?:\[(\d+)\])?$/.exec(physical[1]) ?? [];
    return {
      kind: 'reference',
      resource: physical[0],
      attribute,
      ...(item === undefined ? {} : { item: Number(item) }),
    };
  }
  return text.includes('{{resolve:') ? dynamicText(scope, text) : known(text);
}

/** A text that was put together, with its dynamic references followed; unknown when one is not complete. */
export function withDynamicReferences(scope: Scope, value: Value): Value {
  const parts = value.kind === 'text' ? value.parts : [value];
  if (scope.options.opaque === true || !parts.some(isDynamic)) {
    return value;
  }
  const followed = parts.map((part) => (isDynamic(part) ? dynamicText(scope, String(part.value)) : part));
  return distribute(followed, (picked) => {
    const text = textOfParts(picked);
    return (text.kind === 'text' ? text.parts : [text]).some(isDynamic) ? unknown('dynamic reference') : text;
  });
}

function isDynamic(part: Value): part is KnownValue {
  return part.kind === 'known' && typeof part.value === 'string' && part.value.includes('{{resolve:');
}

function dynamicText(scope: Scope, text: string): Value {
  const parts = text
    .split(/\{\{(resolve:[^{}]*)\}\}/)
    .map((piece, index) => (index % 2 === 0 ? known(piece) : dynamicReference(scope, piece)));
  return distribute(parts, textOfParts);
}

/**
 * `resolve:<service>:<key>`, with an optional version after a plain parameter's name.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html read 2026-11-25
 */
function dynamicReference(scope: Scope, text: string): Value {
  const [, service = '', ...rest] = text.split(':');
  const key = rest.join(':');
  const environment = environmentOf(scope.stack);
  if (service !== 'ssm') {
    return symbol(`${service}:${environment}/${key}`, 'Secret', `${service} ${key}`);
  }
  const [name = '', version] = rest;
  return version === undefined
    ? parameterStoreValue(scope, name)
    : symbol(`ssm:${environment}/${key}`, 'String', `ssm ${key}`);
}

/** What the Parameter Store holds under a name: the parameter of the model, or what CDK's writer puts there. */
export function parameterStoreValue(scope: Scope, name: string, type = 'String'): Value {
  const id = `ssm:${environmentOf(scope.stack)}/${name}`;
  const found = scope.index.findParameter(scope.stack, name);
  if (found !== undefined) {
    return scope.follow(id, found.stack, (inner) => inner.evaluate(found.properties['Value']));
  }
  const written = scope.index.findWritten(scope.stack.region, name);
  return written === undefined
    ? symbol(id, type, `ssm ${name}`)
    : scope.follow(id, written[0], (inner) => inner.evaluate(written[1]));
}
