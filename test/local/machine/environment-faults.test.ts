import { pipFault, venvFault, type FailedStep } from '../../../lib/local/machine/environment-faults';

/** What Python or pip printed before it failed with exit code 1. */
function step(output: string, platform: NodeJS.Platform = 'linux'): FailedStep {
  return {
    lines: output.split('\n'),
    exitCode: 1,
    python: { executable: '/usr/bin/python3', version: '3.11.2', kind: 'cpython-linux-x86_64' },
    folder: '/project/.honmaru/local',
    logFile: '/project/.honmaru/local/logs/environment.log',
    platform,
  };
}

const DEBIAN = `The virtual environment was not created successfully because ensurepip is not
available.  On Debian/Ubuntu systems, you need to install the python3-venv
package using the following command.

    apt install python3.11-venv`;

test.each([DEBIAN, '/usr/bin/python3: No module named venv', "ModuleNotFoundError: No module named 'ensurepip'"])(
  'names the package of Debian that makes environments possible: %s',
  (output) => {
    expect(venvFault(step(output)).message).toMatch(
      /^python: must be able to make a virtual environment, got 3\.11\.2 at \/usr\/bin\/python3 .+`sudo apt install python3\.11-venv`.+ \[VenvFailed\]$/,
    );
  },
);

test('asks for another Python where its parts are no packages', () => {
  expect(venvFault(step('No module named venv', 'darwin')).message).toContain('brew install');
});

test('shows the last words of anything else', () => {
  expect(venvFault(step('Traceback\nError: something odd\n')).message).toBe(
    'python: must be able to make a virtual environment, got Error: something odd; ' +
      'see /project/.honmaru/local/logs/environment.log; another Python can be put first in PATH [VenvFailed]',
  );
});

test('shows the exit code when there are no words', () => {
  expect(venvFault(step('')).message).toContain('got exit code 1;');
});

test.each([
  'OSError: [Errno 28] No space left on device',
  "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device: '/x'",
  'OSError: [WinError 112] There is not enough space on the disk',
  'OSError: [Errno 122] Disk quota exceeded',
])('recognises a full disk: %s', (output) => {
  expect(venvFault(step(output)).message).toMatch(/^\/project\/\.honmaru\/local: .+ \[DiskFull\]$/);
  expect(pipFault(step(output)).message).toMatch(/^\/project\/\.honmaru\/local: .+ \[DiskFull\]$/);
});

const NO_MATCH = 'ERROR: No matching distribution found for botocore==1.43.106';

test.each([
  `ERROR: Could not find a version that satisfies the requirement botocore==1.43.106 (from versions: none)\n${NO_MATCH}`,
  "requests.exceptions.SSLError: HTTPSConnectionPool: Max retries exceeded with url: /simple (Caused by SSLError('CERTIFICATE_VERIFY_FAILED'))",
  'ERROR: HTTP error 503 while getting https://index/x.whl\npip._vendor.requests.exceptions.HTTPError: 503 Server Error: Unavailable',
  'pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.',
])('recognises an index that cannot be reached: %s', (output) => {
  expect(pipFault(step(output)).message).toMatch(
    /^package index: must answer with the packages of the emulator, got .+; look at the network, and at the proxy and the index .+ \[RegistryUnreachable\]$/,
  );
});

test('shows why the last attempt failed, not only that none is left', () => {
  const refused =
    "'NewConnectionError('<pip._vendor.urllib3.HTTPConnection object at 0x7fea>: Connection refused')': /simple/";
  const output = `WARNING: Retrying (Retry(total=0)) after connection broken by ${refused}\n${NO_MATCH}\n[notice] A new release of pip`;
  expect(pipFault(step(output)).message).toContain(
    "got connection broken by 'NewConnectionError('Connection refused')': /simple/;",
  );
});

test('recognises files that were changed on the way', () => {
  expect(pipFault(step('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.')).message).toMatch(
    /^package index: must give every package as it was published, .+ \[PackageAltered\]$/,
  );
});

test('recognises a Python that the packages are not built for', () => {
  const output = `ERROR: Could not find a version that satisfies the requirement cbor2==5.9.0 (from versions: 5.8.0)\nERROR: No matching distribution found for cbor2==5.9.0`;
  expect(pipFault(step(output)).message).toMatch(
    /^python: must be one that cbor2==5\.9\.0 is built for: .+, got 3\.11\.2 \(cpython-linux-x86_64\); .+ \[PythonUnsupported\]$/,
  );
});

test('shows the last words of any other failure of pip', () => {
  expect(pipFault(step('ERROR: unknown option --odd')).message).toMatch(
    /^python: must be able to install the packages of the emulator, got ERROR: unknown option --odd; .+ \[VenvFailed\]$/,
  );
});
