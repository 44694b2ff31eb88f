import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HonmaruError } from '../../../errors';
import { nearest } from '../../../site/schema/nearest';
import type { Policy } from '../types';
import { parsePolicy } from './parse-policy';
import { readPolicyText } from './source';

const TEXTS = ['.yaml', '.yml', '.json'];
const MODULES = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];

/** A policy that is checked, written in TypeScript with the help of the compiler. */
export function definePolicy<const P extends Policy>(policy: P): P {
  return policy;
}

/**
 * Reads a policy from a file: YAML, JSON, or a module that exports `policy` or has a default export.
 *
 * @throws HonmaruError with every fault, with file, line and column where the file is a text
 */
export async function readPolicy(file: string): Promise<Policy> {
  const extension = path.extname(file).toLowerCase();
  if (TEXTS.includes(extension)) {
    const { value, source } = readPolicyText(file, readText(file));
    return parsePolicy(withoutSchema(value), source);
  }
  if (MODULES.includes(extension)) {
    readText(file);
    return parsePolicy(await importPolicy(file), file);
  }
  throw new HonmaruError([
    {
      path: file,
      must: `must end in one of ${[...TEXTS, ...MODULES].join(', ')}`,
      ...(extension === '' ? {} : { got: `'${extension}'` }),
      hint: 'write the policy in YAML, JSON or TypeScript',
      code: 'PolicyFormatUnknown',
    },
  ]);
}

/** `$schema` is for editors. */
function withoutSchema(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$schema'))
    : value;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HonmaruError(
      [
        {
          path: file,
          must: 'must be a readable file',
          hint: 'name a policy that exists, or leave it out for the default policy',
          code: 'PolicyNotFound',
        },
      ],
      { cause },
    );
  }
}

async function importPolicy(file: string): Promise<unknown> {
  const exported = await importModule(file);
  // The default export of a CommonJS module is all that it exports.
  const all = isRecord(exported['default']) ? { ...exported, ...exported['default'] } : exported;
  const found = all['policy'] ?? [all['default'], exported['default']].find(looksLikePolicy);
  if (found !== undefined) {
    return found;
  }
  const names = Object.keys(all).filter((name) => name !== 'default');
  const meant = names.find((name) => nearest(name, ['policy']) !== undefined);
  throw new HonmaruError([
    {
      path: file,
      must: "must export 'policy', or have a policy as its default export",
      got: names.length === 0 ? 'no export' : names.map((name) => `'${name}'`).join(', '),
      hint:
        meant === undefined ? "write 'export const policy = definePolicy({ ... })'" : `rename '${meant}' to 'policy'`,
      code: 'PolicyExportMissing',
    },
  ]);
}

function looksLikePolicy(value: unknown): boolean {
  return isRecord(value) && ('rules' in value || 'name' in value);
}

async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const exported: unknown = await import(path.resolve(file));
    return isRecord(exported) ? exported : {};
  } catch (cause) {
    throw new HonmaruError(
      [
        {
          path: file,
          must: 'must be a module that can be imported',
          got: cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause),
          hint: file.endsWith('ts')
            ? "correct it, or start Node.js with '--import tsx' so that it reads TypeScript"
            : 'correct it',
          code: 'PolicyModuleFails',
        },
      ],
      { cause },
    );
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
