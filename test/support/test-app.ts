import { App, type AppProps } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json';

/** A CDK app with the feature flags a site needs and without the slow template validator. */
export function testApp(props: AppProps = {}): App {
  return new App({
    ...props,
    stackTraces: false,
    context: {
      ...flags,
      '@aws-cdk/core:defaultCrossStackReferences': 'strong',
      '@aws-cdk/core:validateAgainstDefaultRules': false,
      ...props.context,
    },
    builtinCloudFormationValidation: false,
  });
}
