export { findChecks, type DeployedCheck, type DeployedChecks, type SiteExpectations } from './deployed-check';
export { invokeCheck, type CheckRun } from './invoke-check';
export { functionCode, runBundle, type BundleSurroundings, type FunctionCode } from './run-bundle';
