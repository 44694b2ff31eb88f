import path from 'node:path';
import {
  LOOPBACK,
  PYTHON_SETTINGS,
  temporaryFolder,
  workspaceEnvironment,
  type Machine,
  type Workspace,
} from '../machine';

/** What the environment of an emulator is made of. */
export interface EmulatorSettings {
  readonly workspace: Workspace;
  /** The user's environment, of which only what every child process needs is taken over. */
  readonly source: NodeJS.ProcessEnv;
  readonly port: number;
  /** Account of requests that do not say one, 12 digits. */
  readonly account: string;
  /** Region in which the data plane looks for load balancers. */
  readonly region: string;
  /** Folder `node_modules` in which deployed functions find the AWS SDK, as they do on Lambda. */
  readonly modules: string;
  /** What the emulator's health answer shows, so that it is told from another server on the port. */
  readonly instance: string;
}

/** Folders that the emulator writes to, all inside the workspace. They must exist when it starts. */
export function emulatorFolders(
  workspace: Workspace,
  style: Pick<typeof path, 'join'> = path,
): { readonly home: string; readonly temporary: string; readonly state: string; readonly objects: string } {
  const inside = (name: string): string => style.join(workspace.emulator, name);
  return { home: inside('home'), temporary: inside('tmp'), state: inside('state'), objects: inside('s3') };
}

/** Environment of the emulator, and so of the functions it runs. */
export function emulatorEnvironment(
  settings: EmulatorSettings,
  machine: Machine = { platform: process.platform, node: process.execPath },
): Record<string, string> {
  const { workspace, source, port, account, region, modules, instance } = settings;
  const style = machine.platform === 'win32' ? path.win32 : path.posix;
  const folders = emulatorFolders(workspace, style);
  return workspaceEnvironment(
    workspace,
    source,
    {
      ...PYTHON_SETTINGS,
      PYTHONUNBUFFERED: '1',
      // Left to itself, the emulator listens on every address of the machine.
      BIND_HOST: LOOPBACK,
      GATEWAY_PORT: String(port),
      MINISTACK_ACCOUNT_ID: account,
      MINISTACK_REGION: region,
      MINISTACK_EDITION: instance,
      LAMBDA_EXECUTOR: 'local',
      NODE_PATH: modules,
      // Functions have the credentials of a role, which always have a token; left to itself, the emulator gives them an empty one.
      AWS_SESSION_TOKEN: 'local',
      // Servers of their own that nothing here needs.
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      // A socket that does not exist: the user's own Docker is neither asked nor cleaned up.
      DOCKER_HOST: `unix://${folders.state}/no-docker`,
      HOME: folders.home,
      ...temporaryFolder(folders.temporary),
      STATE_DIR: folders.state,
      S3_DATA_DIR: folders.objects,
    },
    machine,
  );
}
