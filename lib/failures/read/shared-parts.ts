import { describeValue, knownText, targetOf, type TemplateResource, type Value } from '../../template';
import { entry, listed } from '../../verify';
import type { Need } from '../model/types';
import type { ReadContext } from './context';
import { labelOf, type ElementKind } from './draft';
import { resourcesIn, standsOn } from './structure';

/** A part that everybody shares: a key, a role, a certificate. */
export function sharedPart(ctx: ReadContext, resource: TemplateResource, region?: string, what?: ElementKind): string {
  ctx.draft.touched.add(resource);
  return ctx.draft.part({
    id: `${resource.stack.constructPath}/${resource.logicalId}`,
    label: labelOf(resource),
    kind: 'shared',
    ...(region === undefined ? {} : { region }),
    ...(what === undefined ? {} : { what }),
    standsOn: standsOn(ctx, resource),
  });
}

/** A part for what a value names: a resource, or something outside of the templates by its name. */
export function sharedValue(ctx: ReadContext, value: Value, region?: string, what?: ElementKind): string | undefined {
  const target = targetOf(value);
  if (target !== undefined) {
    return sharedPart(ctx, target, region, what);
  }
  const name = value.kind === 'absent' ? undefined : (knownText(value) ?? describeValue(value));
  return name === undefined
    ? undefined
    : ctx.draft.part({
        id: name,
        label: name,
        kind: 'shared',
        ...(region === undefined ? {} : { region }),
        ...(what === undefined ? {} : { what }),
      });
}

/** A need of one part. */
export function needOf(part: string): Need {
  return { kind: 'parts', parts: [part], atLeast: 1 };
}

const USABLE = /^AWS::(KMS::Key|SecretsManager::Secret)$/;

/**
 * What servers with a role need: the role, and the keys and secrets that it may use. Whether requests need them is not in
 * the templates: they do, unless it is declared that they do not.
 */
export function needsOfRole(ctx: ReadContext, role: TemplateResource, user: TemplateResource): readonly Need[] {
  const used = usedBy(ctx, role);
  const needed = [role, ...used].filter((resource) => !isUnneeded(ctx, resource));
  for (const resource of used) {
    if (needed.includes(resource)) {
      ctx.draft.noteOn(
        resource,
        'ASSUMED',
        `the role of ${labelOf(user)} may use it: requests are taken to need it; declare it under 'unneeded' if they do not`,
      );
    }
  }
  return needed.map((resource) =>
    needOf(sharedPart(ctx, resource, resource.type.startsWith('AWS::IAM::') ? undefined : resource.stack.region)),
  );
}

function isUnneeded(ctx: ReadContext, resource: TemplateResource): boolean {
  return (
    ctx.declared.unneeded?.some((selector) => ctx.selection.find(selector, [resource.type]).includes(resource)) ?? false
  );
}

/** Keys and secrets that the policies of a role allow to use. */
function usedBy(ctx: ReadContext, role: TemplateResource): readonly TemplateResource[] {
  const documents = policiesOf(ctx, role);
  const found = new Set<TemplateResource>();
  for (const statement of documents.flatMap((document) => listed(entry(document, 'Statement')).items)) {
    const actions = listed(entry(statement.value, 'Action')).items.flatMap(({ value }) => knownText(value) ?? []);
    const isUse = actions.some((action) =>
      /^(\*|kms:(\*|Decrypt|GenerateDataKey)|secretsmanager:(\*|Get))/.test(action),
    );
    if (isUse && knownText(entry(statement.value, 'Effect')) === 'Allow') {
      resourcesIn(entry(statement.value, 'Resource'))
        .filter(({ type }) => USABLE.test(type))
        .forEach((resource) => found.add(resource));
    }
  }
  return [...found];
}

/** Documents of the policies of a role: its own, managed ones, and those that name it. */
export function policiesOf(ctx: ReadContext, role: TemplateResource): readonly Value[] {
  const managed = listed(ctx.property(role, 'ManagedPolicyArns')).items.flatMap(({ value }) => targetOf(value) ?? []);
  const naming = ctx
    .resources('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy')
    .filter((policy) =>
      [...listed(ctx.property(policy, 'Roles')).items.map(({ value }) => value), ctx.property(policy, 'RoleName')].some(
        (value) => targetOf(value) === role,
      ),
    );
  return [
    ...listed(ctx.property(role, 'Policies')).items.map(({ value }) => entry(value, 'PolicyDocument')),
    ...[...new Set([...managed, ...naming])].map((policy) => ctx.property(policy, 'PolicyDocument')),
  ];
}
