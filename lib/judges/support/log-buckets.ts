import {
  asList,
  at,
  findTarget,
  resolve,
  resourcesOfType,
  textOf,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { undetermined, type RuleFault } from '../rule';

/** What keeps a service from writing logs to a bucket: it has to be encrypted with the keys of S3. */
export function logBucketFault(
  model: TemplateModel,
  writer: TemplateResource,
  value: JsonValue,
  property: string,
): RuleFault | undefined {
  const bucket =
    findTarget(model, writer.stack, value) ?? bucketNamed(model, textOf(resolve(model, writer.stack, value)));
  if (bucket?.type !== 'AWS::S3::Bucket') {
    const name = textOf(resolve(model, writer.stack, value));
    return undetermined(`the bucket ${name} is in none of the templates, so its encryption cannot be read`, property);
  }
  // A bucket without the property is encrypted with the keys of S3 since January 2023.
  const algorithms = asList(at(bucket.properties['BucketEncryption'], 'ServerSideEncryptionConfiguration')).map(
    (rule) => at(rule, 'ServerSideEncryptionByDefault', 'SSEAlgorithm'),
  );
  return algorithms.every((algorithm) => algorithm === 'AES256')
    ? undefined
    : { message: `logs to ${bucket.logicalId}, which is encrypted with ${algorithms.join(', ')}`, property };
}

function bucketNamed(model: TemplateModel, name: string): TemplateResource | undefined {
  return resourcesOfType(model, 'AWS::S3::Bucket').find(
    ({ properties, stack }) =>
      properties['BucketName'] !== undefined && textOf(resolve(model, stack, properties['BucketName'])) === name,
  );
}
