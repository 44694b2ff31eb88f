import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SiteFunction, type SiteFunctionProps } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';

/** Key of the log groups. */
export const KEY_ARN = 'arn:aws:kms:ap-northeast-1:111111111111:key/1';

/** A function in a stack of its own. */
export function synthFunction(
  props: Partial<SiteFunctionProps> = {},
  use?: (fn: SiteFunction, stack: Stack) => void,
): Template {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1' } });
  const fn = new SiteFunction(stack, 'Function', {
    site: testSite(),
    functionName: 'topology-check',
    description: 'checks',
    logKey: Key.fromKeyArn(stack, 'Key', KEY_ARN),
    timeout: Duration.seconds(45),
    ...props,
  });
  use?.(fn, stack);
  return Template.fromStack(stack);
}
