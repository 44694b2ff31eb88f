import type { TranslatedType } from '../../../lambda/local-provider/contract';
import { at, type JsonObject, type JsonValue } from '../../template';
import { addedResource } from './custom-resource';
import { GROUP_TYPE, instancesOf } from './instances';

/** What the CloudFormation of the emulator leaves out of a type it makes, and the resource that makes up for it. */
interface Addition {
  /** Appended to the logical id. */
  readonly suffix: string;
  /** Property that is left out; a resource that has none of it needs no addition. */
  readonly property: string;
  readonly type: TranslatedType;
  /** Property by which the added resource names the one that it belongs to. */
  readonly owner: string;
}

const ADDITIONS: Readonly<Record<string, Addition>> = {
  'AWS::S3::Bucket': {
    suffix: 'LocalLock',
    property: 'ObjectLockConfiguration',
    type: 'Honmaru::Local::BucketLock',
    owner: 'Bucket',
  },
  'AWS::SNS::Topic': {
    suffix: 'LocalKey',
    property: 'KmsMasterKeyId',
    type: 'Honmaru::Local::TopicKey',
    owner: 'TopicArn',
  },
};

/**
 * Resources that stand beside one of the site, by their logical ids.
 *
 * @param resources all those of the template
 */
export function additionsOf(
  type: string,
  logicalId: string,
  resource: JsonObject,
  resources: JsonObject,
): Readonly<Record<string, JsonObject>> {
  if (type === GROUP_TYPE) {
    return { [`${logicalId}LocalInstances`]: instancesOf(logicalId, resource, resources) };
  }
  const addition = Object.hasOwn(ADDITIONS, type) ? ADDITIONS[type] : undefined;
  const value = addition === undefined ? undefined : at(resource['Properties'], addition.property);
  return addition === undefined || value === undefined
    ? {}
    : { [`${logicalId}${addition.suffix}`]: added(addition, logicalId, value) };
}

function added({ type, owner, property }: Addition, logicalId: string, value: JsonValue): JsonObject {
  return addedResource(type, { [owner]: { Ref: logicalId }, [property]: value });
}
