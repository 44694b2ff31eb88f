/** A running process, as far as it matters here. One that has ended and only waits to be collected is left out. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Process group. On Windows, which has none, the process itself. */
  readonly group: number;
  /** When it was started, as the system words it: with the pid, it tells a process from a later one with its number. */
  readonly started: string;
}

/** Reads `/proc/<pid>/stat` of Linux; `undefined` for a process that has ended. `boot` tells one start of the machine from another. */
export function parseLinuxStat(stat: string, boot: string): RunningProcess | undefined {
  // The name of the program stands in brackets and may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group] = fields;
  // Field 22 of the manual page; the first two are cut off.
  const ticks = fields[19];
  if (ticks === undefined || state === 'Z' || state === 'X') {
    return undefined;
  }
  return { pid: Number.parseInt(stat, 10), parent: Number(parent), group: Number(group), started: `${boot}:${ticks}` };
}

/** Columns asked of `ps` on other Unix systems. */
export const PS_ARGUMENTS = ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart='];

/** Reads what `ps` prints for `PS_ARGUMENTS`. */
export function parsePs(output: string): readonly RunningProcess[] {
  return output.split('\n').flatMap((line) => {
    const [pid, parent, group, state, ...started] = line.trim().split(/\s+/);
    if (pid === undefined || state === undefined || state.startsWith('Z')) {
      return [];
    }
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), started: started.join(' ') }];
  });
}

/** What PowerShell is asked on Windows: pid, parent and start of every process, a line each. */
export const POWERSHELL_ARGUMENTS = [
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  "Get-CimInstance Win32_Process | Where-Object CreationDate | ForEach-Object { '{0} {1} {2}' -f $_.ProcessId, $_.ParentProcessId, $_.CreationDate.ToFileTimeUtc() }",
];

/** Reads what PowerShell prints for `POWERSHELL_ARGUMENTS`. */
export function parsePowerShell(output: string): readonly RunningProcess[] {
  return output.split('\n').flatMap((line) => {
    const [pid, parent, started] = line.trim().split(' ');
    if (pid === undefined || parent === undefined || started === undefined) {
      return [];
    }
    return [{ pid: Number(pid), parent: Number(parent), group: Number(pid), started }];
  });
}
