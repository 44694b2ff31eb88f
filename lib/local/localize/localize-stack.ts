import { HonmaruError, type Fault } from '../../errors';
import { asObject, asString, type JsonObject, type StackSource } from '../../template';
import { additionsOf } from './additions';
import { attributesRead } from './attributes-read';
import type { Counted } from './census';
import { recordedResource, translatedResource } from './custom-resource';
import { withHostedZones } from './hosted-zones';
import { localizeParameters } from './public-parameters';
import { replaceForeignOutputs } from './stack-outputs';
import type { Surroundings, Treatment } from './treatment';

/** How templates are localized. */
export interface LocalizeOptions extends Surroundings {
  /** What becomes of each type. */
  readonly treatments: Readonly<Record<string, Treatment>>;
}

/** A stack as the emulator can deploy it. */
export interface LocalStack {
  readonly template: JsonObject;
  /** Every resource of the site's own template. */
  readonly counted: readonly Counted[];
}

/**
 * Makes of one template what the emulator can deploy.
 *
 * @throws HonmaruError naming type, stack and construct path of every resource that nobody could make
 */
export function localizeStack(stack: StackSource, options: LocalizeOptions): LocalStack {
  const { name, region = '' } = stack;
  const source = stack.template;
  const faults: Fault[] = [];
  const counted: Counted[] = [];
  const resources: Record<string, JsonObject> = {};
  const read = attributesRead(source);
  const all = asObject(source['Resources']);
  for (const [logicalId, value] of Object.entries(all)) {
    const resource = asObject(value);
    const type = asString(resource['Type']) ?? '';
    const treatment = Object.hasOwn(options.treatments, type) ? options.treatments[type] : undefined;
    if (treatment === undefined) {
      faults.push(untreated(stack, logicalId, type));
      continue;
    }
    faults.push(...unansweredAttributes(stack, logicalId, treatment, read.get(logicalId) ?? []));
    counted.push({ stack: name, type, treatment });
    resources[logicalId] = localizeResource(treatment, type, resource, { stack: name, logicalId }, options);
    Object.assign(resources, additionsOf(type, logicalId, resource, all));
  }
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  const parameters = source['Parameters'];
  const { value, readers } = replaceForeignOutputs(
    {
      ...source,
      ...(parameters === undefined ? {} : { Parameters: localizeParameters(name, asObject(parameters)) }),
      Resources: withHostedZones(resources),
    },
    region,
  );
  return { template: { ...value, Resources: { ...readers, ...asObject(value['Resources']) } }, counted };
}

function localizeResource(
  treatment: Treatment,
  type: string,
  resource: JsonObject,
  address: { readonly stack: string; readonly logicalId: string },
  surroundings: Surroundings,
): JsonObject {
  switch (treatment.kind) {
    case 'native':
      return treatment.rewrite === undefined
        ? resource
        : { ...resource, Properties: treatment.rewrite(asObject(resource['Properties']), surroundings) };
    case 'translated':
      return translatedResource(type, resource);
    case 'recorded':
      return recordedResource(type, resource, treatment, address);
  }
}

function untreated({ name, constructPaths }: StackSource, logicalId: string, type: string): Fault {
  return {
    path: `${name}.${logicalId}`,
    must: 'must have a type that the local site can make, translate or record',
    got: `${type} at ${constructPaths[logicalId] ?? 'an unknown construct'}`,
    hint: 'see "Adding a resource type" in docs/local.md of honmaru',
    code: 'LocalTypeUnknown',
  };
}

/** Attributes of a recorded resource that are read although nobody could tell them. */
function unansweredAttributes(
  { name, constructPaths }: StackSource,
  logicalId: string,
  treatment: Treatment,
  read: readonly string[],
): readonly Fault[] {
  if (treatment.kind !== 'recorded') {
    return [];
  }
  const answered = treatment.attributes ?? {};
  return read
    .filter((attribute) => !Object.hasOwn(answered, attribute))
    .map((attribute) => ({
      path: `${name}.${logicalId}.${attribute}`,
      must: 'must be an attribute that the local site can answer for a recorded type',
      got: `read from ${constructPaths[logicalId] ?? 'an unknown construct'}`,
      hint: 'see "Adding a resource type" in docs/local.md of honmaru',
      code: 'LocalAttributeUnknown',
    }));
}
