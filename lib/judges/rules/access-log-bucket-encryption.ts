import { at, resourcesOfType } from '../../template';
import { judge, type Rule } from '../rule';
import { logBucketFault } from '../support';

/**
 * What a log bucket may be encrypted with for S3 to deliver to it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export const accessLogBucketEncryption: Rule = {
  id: 'AccessLogBucketEncryption',
  description:
    'A bucket logs to one encrypted with the keys of S3: access logs are not delivered to one with a KMS key.',
  check: (model) =>
    resourcesOfType(model, 'AWS::S3::Bucket').flatMap((bucket) => {
      const destination = at(bucket.properties['LoggingConfiguration'], 'DestinationBucketName');
      return destination === undefined
        ? []
        : [judge(bucket, [logBucketFault(model, bucket, destination, 'Properties.LoggingConfiguration')])];
    }),
};
