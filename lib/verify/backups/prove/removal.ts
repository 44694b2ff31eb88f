import type { TemplateResource } from '../../../template';
import { allOf, type Answer } from '../read/arn';

const KEEPING = ['Retain', 'RetainExceptOnCreate', 'Snapshot'];
/** Of these CloudFormation leaves a snapshot behind when a template says nothing. */
const SNAPSHOT_BY_DEFAULT = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];

/**
 * Whether what a resource holds is left when a template no longer has it, and when it is replaced.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html read 2026-11-26
 */
export function isLeft({ type, deletionPolicy, updateReplacePolicy }: TemplateResource): Answer {
  const isSnapshot = SNAPSHOT_BY_DEFAULT.includes(type);
  const onRemoval = KEEPING.includes(deletionPolicy ?? (isSnapshot ? 'Snapshot' : 'Delete')) ? 'yes' : 'no';
  if (type === 'AWS::S3::Bucket' && updateReplacePolicy === undefined) {
    // A bucket that holds something is not deleted.
    return onRemoval;
  }
  // The exception for databases is stated of the removal alone.
  const onReplacement: Answer =
    updateReplacePolicy === undefined && isSnapshot
      ? 'unknown'
      : KEEPING.includes(updateReplacePolicy ?? 'Delete')
        ? 'yes'
        : 'no';
  return allOf([onRemoval, onReplacement]);
}
