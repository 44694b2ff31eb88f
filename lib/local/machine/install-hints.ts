/** How to install a Python that is new enough. */
export function pythonHint(platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    return 'install it with `winget install Python.Python.3.13` and open a new terminal';
  }
  if (platform === 'darwin') {
    return 'install it with `brew install python@3.13`, or from python.org';
  }
  return (
    'install it with `sudo apt install python3 python3-venv` (Debian, Ubuntu), ' +
    '`sudo dnf install python3.12` (Fedora, Red Hat) or `sudo apk add python3` (Alpine)'
  );
}

/** How to complete a Python that cannot make virtual environments. */
export function venvHint(platform: NodeJS.Platform, version: string): string {
  if (platform !== 'linux') {
    return `${pythonHint(platform)}: this one came without the modules venv and ensurepip`;
  }
  const short = version.split('.').slice(0, 2).join('.');
  return `install the rest of it with \`sudo apt install python${short}-venv\` (Debian, Ubuntu), or with your system's package of venv and ensurepip`;
}
