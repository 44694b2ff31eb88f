export { checkOf, findChecks, type DeployedCheck, type DeployedChecks, type SiteExpectations } from './deployed-check';
export { invokeCheck, type CheckRun } from './invoke-check';
export {
  functionCode,
  runBundle,
  shippedCode,
  type BundledFunction,
  type BundleSurroundings,
  type FunctionCode,
} from './run-bundle';
export { handOver } from './success-destination';
