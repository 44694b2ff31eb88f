import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** State LISTEN in the socket tables of Linux. */
const LISTEN = '0A';

/** Whether a server on this port listens on every address of the machine, not on loopback alone. */
export function listensEverywhere(port: number): boolean {
  if (process.platform === 'linux') {
    return ['/proc/self/net/tcp', '/proc/self/net/tcp6']
      .filter((file) => existsSync(file))
      .some((file) => everywhereInLinuxTable(readFileSync(file, 'utf8'), port));
  }
  const table = execFileSync('netstat', ['-an'], { encoding: 'utf8', windowsHide: true, maxBuffer: 64 * 1024 * 1024 });
  return everywhereInNetstat(table, port);
}

/** Reads `/proc/net/tcp` or `tcp6`: address and port of both ends are hexadecimal. */
export function everywhereInLinuxTable(table: string, port: number): boolean {
  return table.split('\n').some((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    const [address = '', hexPort = ''] = local.split(':');
    return state === LISTEN && Number.parseInt(hexPort, 16) === port && /^0+$/.test(address);
  });
}

/** Reads what `netstat -an` prints on macOS and on Windows, whatever the language. */
export function everywhereInNetstat(table: string, port: number): boolean {
  const everywhere = new Set(['*.', '0.0.0.0:', '[::]:', ':::'].map((address) => `${address}${String(port)}`));
  return table.split('\n').some((line) =>
    line
      .trim()
      .split(/\s+/)
      .some((word) => everywhere.has(word)),
  );
}
