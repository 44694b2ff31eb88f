import type { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { FailureDeclarations } from '../site';

/** Key of the declarations in the metadata of a template. */
const METADATA_KEY = 'Honmaru';

/**
 * Writes into the template of a stack what nothing else in it tells of how its parts are used, and what is done when one
 * fails.
 *
 * CloudFormation takes a change of metadata only along with one of a resource: until then the deployed template says what
 * it said before. The matrix is computed from the synthesized one.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html read 2026-11-26
 */
export function declareFailures(stack: Stack, declarations: FailureDeclarations): void {
  if (stack.templateOptions.metadata?.[METADATA_KEY] !== undefined) {
    throw new Error(`${stack.node.path} has declared what it does already`);
  }
  stack.addMetadata(METADATA_KEY, declarations);
}

/** The selector that names the principal resource of a construct and no other. */
export function selectorOf({ node }: IConstruct): string {
  return node.defaultChild === undefined ? `path:${node.path}` : selectorOf(node.defaultChild);
}
