export { findCdkScript, runCdk, type CdkCli } from './cdk-cli';
export { bootstrap, destroy, synthesize, type DeployOptions, type Synthesis } from './cdk-steps';
export { differenceOf, unexpectedChanges, type StackChanges } from './changes';
export {
  deployAssembly,
  readDeployedStacks,
  type DeployedStacks,
  type Deployment,
  type DeploymentSite,
} from './deployment';
export { takeInventory, type Existing } from './inventory';
export { createProvider } from './provider-function';
export { retainedBy, type RetainedResource } from './retention';
export { deployedResources, type DeployedResource, type DeployedStack } from './stack-state';
export { watchStacks, type OnStackStatus } from './watch-stacks';
