import {
  findTarget,
  resolve,
  textOf,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
  type TemplateStack,
} from '../../template';
import { undetermined, type RuleFault } from '../rule';
import { coversAction, meets, statementsOf, type Condition, type Statement } from './policy-statements';

/** What must be allowed in the policy of a key. */
export interface KeyUse {
  /** Who uses the key: a service, or a role by its ARN. */
  readonly user: { readonly service: string } | { readonly roleArn: string };
  /** Actions the user needs, each a concrete one. */
  readonly actions: readonly string[];
  /**
   * What a request of the user carries, by condition key in lower case. A condition on a key that is not listed cannot
   * be judged; `undefined` stands for a key the request does not carry, so a condition on it never holds.
   */
  readonly request: Readonly<Record<string, string | undefined>>;
}

/** A key a resource is encrypted with. */
export type UsedKey =
  | { readonly kind: 'key'; readonly resource: TemplateResource }
  | { readonly kind: 'aws-managed'; readonly alias: string }
  | { readonly kind: 'unknown'; readonly text: string };

/** The key a value names: by id, ARN or alias. */
export function keyOf(model: TemplateModel, stack: TemplateStack, value: JsonValue | undefined): UsedKey {
  const target = findTarget(model, stack, value);
  if (target?.type === 'AWS::KMS::Alias') {
    return keyOf(model, target.stack, target.properties['TargetKeyId']);
  }
  if (target?.type === 'AWS::KMS::Key' || target?.type === 'AWS::KMS::ReplicaKey') {
    return { kind: 'key', resource: target };
  }
  const text = textOf(resolve(model, stack, value));
  const managed = /alias\/aws\/[\w-]+/.exec(text)?.[0];
  return managed === undefined ? { kind: 'unknown', text } : { kind: 'aws-managed', alias: managed };
}

/** What keeps a user from using a key, or nothing. */
export function keyUseFault(
  model: TemplateModel,
  stack: TemplateStack,
  value: JsonValue | undefined,
  use: KeyUse,
  property: string,
): RuleFault | undefined {
  const key = keyOf(model, stack, value);
  const user = 'service' in use.user ? use.user.service : use.user.roleArn;
  switch (key.kind) {
    case 'aws-managed':
      return {
        message: `${user} cannot use ${key.alias}, whose policy nobody can change; use a key of your own`,
        property,
      };
    case 'unknown':
      return undetermined(
        `the policy of the key ${key.text} cannot be read, so ${user} may not be able to use it`,
        property,
      );
    case 'key': {
      const missing = use.actions.filter((action) => !allows(model, key.resource, use, action));
      return missing.length === 0
        ? undefined
        : { message: `${key.resource.logicalId} does not allow ${user} ${missing.join(', ')}`, property };
    }
  }
}

function allows(model: TemplateModel, key: TemplateResource, use: KeyUse, action: string): boolean {
  return statementsOf(model, key, key.properties['KeyPolicy']).some(
    (statement) =>
      statement.allows &&
      isAbout(statement, use) &&
      statement.actions.some((pattern) => coversAction(pattern, action)) &&
      statement.conditions.every((condition) => holds(condition, use)),
  );
}

function isAbout({ services, principals }: Statement, { user }: KeyUse): boolean {
  // A statement for everybody reaches a service as well; its conditions say whether it holds.
  return (
    principals.includes('*') ||
    ('service' in user ? services.includes(user.service) : principals.includes(user.roleArn))
  );
}

function holds(condition: Condition, { request }: KeyUse): boolean {
  const value = request[condition.key];
  return value === undefined ? condition.operator.endsWith('IfExists') : meets(condition, value);
}
