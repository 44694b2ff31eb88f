import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NetworkReading } from './read-network';

/**
 * Writes what was read in the layout that `loadSnapshot` and `honmaru verify` read:
 * `aws_configs/accounts/<account>/<region>/<list>.json`.
 */
export function writeSnapshot(directory: string, account: string, readings: readonly NetworkReading[]): void {
  for (const { region, lists } of readings) {
    const folder = path.join(directory, 'aws_configs', 'accounts', account, region);
    mkdirSync(folder, { recursive: true });
    for (const [list, records] of Object.entries(lists)) {
      writeFileSync(path.join(folder, `${list}.json`), `${JSON.stringify({ [list]: records }, undefined, 2)}\n`);
    }
  }
}
