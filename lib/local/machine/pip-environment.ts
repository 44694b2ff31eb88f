import { childEnvironment, temporaryFolder, type Machine } from './child-environment';
import { markerOf } from './process-marker';
import { readVariable } from './variables';
import type { Workspace } from './workspace';

/** Where the user's packages come from and how they are fetched. What says where they are installed is left out. */
const PIP = [
  'PIP_CONFIG_FILE',
  'PIP_INDEX_URL',
  'PIP_EXTRA_INDEX_URL',
  'PIP_NO_INDEX',
  'PIP_FIND_LINKS',
  'PIP_TRUSTED_HOST',
  'PIP_PROXY',
  'PIP_CERT',
  'PIP_CLIENT_CERT',
  'PIP_RETRIES',
  'PIP_TIMEOUT',
  'PIP_DEFAULT_TIMEOUT',
  'PIP_KEYRING_PROVIDER',
  'PIP_USE_FEATURE',
  'PIP_USE_DEPRECATED',
];

/** How the network is reached; proxies are written in either case. */
const NETWORK = [
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
];

/** Where pip looks for the user's settings and for the passwords of private indexes. */
const SETTINGS = ['XDG_CONFIG_HOME', 'XDG_CONFIG_DIRS', 'NETRC', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'];

/**
 * Environment of pip, the only child process that reaches the network.
 *
 * It reads the user's settings and passwords for package indexes, in the user's home; it writes nothing there, as its
 * cache is off and its temporary files are in the workspace.
 */
export function pipEnvironment(
  workspace: Workspace,
  source: NodeJS.ProcessEnv,
  machine: Machine = { platform: process.platform, node: process.execPath },
): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const name of [...PIP, ...NETWORK, ...SETTINGS]) {
    const value = readVariable(source, name, machine.platform);
    if (value !== undefined) {
      inherited[name] = value;
    }
  }
  const home = readVariable(source, machine.platform === 'win32' ? 'USERPROFILE' : 'HOME', machine.platform);
  return childEnvironment(
    source,
    {
      ...inherited,
      ...temporaryFolder(workspace.temporary),
      ...PYTHON_SETTINGS,
      ...markerOf(workspace),
      HOME: home ?? workspace.cdkHome,
      // pip asks rustc for its version, to tell it to the index; rustup's stand-in for rustc would make this in the home.
      RUSTUP_HOME: workspace.temporary,
    },
    machine,
  );
}

/** Python neither looks into the user's own packages nor writes beside those of the system. */
export const PYTHON_SETTINGS = { PYTHONNOUSERSITE: '1', PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' } as const;
