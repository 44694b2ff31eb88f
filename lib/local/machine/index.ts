export {
  childEnvironment,
  temporaryFolder,
  workspaceEnvironment,
  type ExtraVariables,
  type Machine,
} from './child-environment';
export { clearWorkspace, type ClearOptions } from './clear-workspace';
export type { PrepareOptions } from './environment-steps';
export { ignoredCredentials } from './ignored-credentials';
export { acquireLock, type Lock } from './lock';
export { PYTHON_SETTINGS } from './pip-environment';
export { freePort, LOOPBACK, portTaken } from './port';
export { ProcessGroup, type Exit, type StartOptions } from './process-group';
export { findPython, type PythonCommand } from './python';
export { runToEnd, type Outcome } from './run-to-end';
export { diskFull, explainStorage, requireDiskSpace } from './storage';
export { untilAborted } from './until-aborted';
export { prepareEnvironment, type PythonEnvironment } from './virtual-environment';
export { workspaceOf, type Workspace } from './workspace';
