import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const TABLE_FILE = /[\\/]@aws-sdk[\\/][^\\/]+[\\/]dist-es[\\/](?:.*[\\/])?schemas[\\/]schemas_\d+\.js$/;

/**
 * Lets esbuild drop the shapes a function does not use from the AWS SDK's schema tables.
 *
 * Each table builds its shapes with computed keys (`{[_xN]: _m}`). To esbuild a computed key may have a side effect, so
 * it keeps every shape of the service; with the key written out it can tell that a shape is unused. Measured with
 * client-ec2 and client-rds: 952 KB become 390 KB.
 */
export function schemaTablePlugin(): Plugin {
  return {
    name: 'schema-table',
    setup(build) {
      build.onLoad({ filter: TABLE_FILE }, async ({ path }) => ({
        contents: inlineComputedKeys(await readFile(path, 'utf8')),
        loader: 'js',
      }));
    },
  };
}

/** Replaces computed keys that are string constants of the same file by those strings. */
export function inlineComputedKeys(source: string): string {
  const constants = new Map<string, string>();
  for (const [, name, value] of source.matchAll(/^const (_\w+) = ("(?:[^"\\]|\\.)*");$/gm)) {
    // As a literal key `__proto__` would set the prototype instead of a member.
    if (name !== undefined && value !== undefined && value !== '"__proto__"') {
      constants.set(name, value);
    }
  }
  return source.replace(/\[(_\w+)\]:/g, (key, name: string) => {
    const value = constants.get(name);
    return value === undefined ? key : `${value}:`;
  });
}
