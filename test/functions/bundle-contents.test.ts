import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleFunctions } from '../../lib/functions/bundle';
import { FUNCTION_NAMES, type BundledFunction } from '../../lib/functions/function-name';
import { bundleDirectory, packageRoot } from '../../lib/functions/package-root';

beforeAll(() => bundleFunctions(), 60_000);

function bundlePath(root: string, name: BundledFunction): string {
  return path.join(bundleDirectory(root), name, 'index.js');
}

/** Calls that change a database, but for the one that functions send. */
const OTHER_CHANGES = /"(Modify|Delete|Create|Start|Stop|Reboot|Promote|Switchover)(DB|Global)\w+"|FailoverGlobal/;

/** What of a bundle matches; a failure then does not print all of it. */
function found(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[0];
}

describe('what a dry run does not hold', () => {
  const dryRuns = FUNCTION_NAMES.filter((name) => name.endsWith('-dry-run'));

  test('is shown of two of them', () => {
    expect(dryRuns).toStrictEqual(['evacuate-writer-dry-run', 'fail-over-writer-dry-run']);
  });

  test.each(dryRuns)('%s cannot name the call that changes a cluster, nor any other', async (name) => {
    const text = await readFile(bundlePath(packageRoot(), name), 'utf8');
    expect(found(text, /Failover(DB|Global)/)).toBeUndefined();
    expect(found(text, OTHER_CHANGES)).toBeUndefined();
  });

  test.each(dryRuns)('%s lacks it, and its twin has it: the search finds what it looks for', async (name) => {
    const twin = FUNCTION_NAMES.find((other) => `${other}-dry-run` === name) ?? name;
    expect(found(await readFile(bundlePath(packageRoot(), twin), 'utf8'), /"FailoverDBCluster"/)).toBeDefined();
  });
});

test.each(['fail-over-writer', 'evacuate-writer', 'drill'] as const)(
  '%s can change a cluster by one call alone',
  async (name) => {
    const text = await readFile(bundlePath(packageRoot(), name), 'utf8');
    expect(found(text, OTHER_CHANGES)).toBeUndefined();
  },
);

test.each(['database-probe-mysql', 'database-probe-postgresql'] as const)(
  '%s knows no AWS API and no certificates of its own',
  async (name) => {
    const text = await readFile(bundlePath(packageRoot(), name), 'utf8');
    expect(found(text, /amazonaws\.com|BEGIN CERTIFICATE/)).toBeUndefined();
  },
);
