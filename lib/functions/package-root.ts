import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Folder of this package: the nearest one above that holds its `package.json`.
 *
 * The same file runs from `lib/functions` in a checkout and from `dist/lib/functions` once packed.
 */
export function packageRoot(start: string = __dirname): string {
  const manifest = path.join(start, 'package.json');
  if (existsSync(manifest) && isOurs(readFileSync(manifest, 'utf8'))) {
    return start;
  }
  const parent = path.dirname(start);
  if (parent === start) {
    throw new Error('no package.json of honmaru lies above its own code');
  }
  return packageRoot(parent);
}

/** Folder that holds `<name>/index.js` for every function. */
export function bundleDirectory(root: string = packageRoot()): string {
  return path.join(root, 'dist', 'lambda');
}

function isOurs(manifest: string): boolean {
  const parsed: unknown = JSON.parse(manifest);
  return typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'honmaru';
}
