import { createHash } from 'node:crypto';
import { FINAL_SNAPSHOT_PROPERTY, LOCAL_PROVIDER, localType, type Kind } from '../../../lambda/local-provider/contract';
import { asObject, walk, type JsonObject, type JsonValue } from '../../template';
import type { RecordedTreatment } from './treatment';

/** ARN of the provider function in the Region of the stack. */
const SERVICE_TOKEN = {
  'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${LOCAL_PROVIDER}`,
};

/** Longest time the provider may take, in seconds. CloudFormation waits an hour otherwise. */
const SERVICE_TIMEOUT = '60';

/** Deletion policies that a custom resource may have; the others belong to the type that is played. */
const COMMON_POLICIES = new Set(['Delete', 'Retain', 'RetainExceptOnCreate']);

/** The custom resource that plays a resource through the API. */
export function translatedResource(type: string, resource: JsonObject): JsonObject {
  const properties = {
    ...asObject(resource['Properties']),
    ...(leavesSnapshot(type, resource['DeletionPolicy']) ? { [FINAL_SNAPSHOT_PROPERTY]: true } : {}),
  };
  return customResource(type, resource, { Properties: properties, Kinds: kindsIn(properties) });
}

/**
 * Whether deletion takes a last snapshot: of a cluster also when its template says nothing.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
function leavesSnapshot(type: string, policy: JsonValue | undefined): boolean {
  return policy === 'Snapshot' || (policy === undefined && type === 'AWS::RDS::DBCluster');
}

/** The custom resource that answers for a resource of which nothing is made. */
export function recordedResource(
  type: string,
  resource: JsonObject,
  treatment: RecordedTreatment,
  address: { readonly stack: string; readonly logicalId: string },
): JsonObject {
  const id = createHash('sha256').update(`${address.stack}/${address.logicalId}`).digest('hex').slice(0, 16);
  const filled = (text: string): JsonObject => ({ 'Fn::Sub': text.replaceAll('{id}', id) });
  return customResource(type, resource, {
    Properties: asObject(resource['Properties']),
    Kinds: {},
    Reference:
      typeof treatment.ref === 'string'
        ? filled(treatment.ref)
        : asObject(resource['Properties'])[treatment.ref.property],
    Attributes: Object.fromEntries(
      Object.entries(treatment.attributes ?? {}).map(([attribute, text]) => [attribute, filled(text)]),
    ),
  });
}

/** A custom resource of the provider that stands for no resource of the template. */
export function addedResource(type: string, properties: JsonObject, dependsOn: readonly string[] = []): JsonObject {
  const resource = dependsOn.length === 0 ? {} : { DependsOn: dependsOn };
  return customResource(type, resource, { Properties: properties, Kinds: kindsIn(properties) });
}

function customResource(type: string, resource: JsonObject, own: JsonObject): JsonObject {
  const { DeletionPolicy, UpdateReplacePolicy, DependsOn, Condition, Metadata } = resource;
  return {
    Type: localType(type),
    Properties: { ServiceToken: SERVICE_TOKEN, ServiceTimeout: SERVICE_TIMEOUT, Type: type, ...own },
    ...defined({ DependsOn, Condition, Metadata }),
    ...defined({ DeletionPolicy: common(DeletionPolicy), UpdateReplacePolicy: common(UpdateReplacePolicy) }),
  };
}

function common(policy: JsonValue | undefined): JsonValue | undefined {
  return typeof policy === 'string' && COMMON_POLICIES.has(policy) ? policy : undefined;
}

function defined(entries: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

/**
 * JSON pointers (RFC 6901) of every number and boolean: CloudFormation hands both on as strings. What a condition chooses
 * stands, once it is chosen, where the condition stood.
 */
function kindsIn(properties: JsonObject): Readonly<Record<string, Kind>> {
  const kinds: Record<string, Kind> = {};
  walk(properties, (value, path) => {
    if (typeof value === 'number' || typeof value === 'boolean') {
      const chosen = path.filter((key, index) => key !== 'Fn::If' && path[index - 1] !== 'Fn::If');
      const pointer = chosen.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
      kinds[pointer] = typeof value === 'number' ? 'number' : 'boolean';
    }
  });
  return kinds;
}
