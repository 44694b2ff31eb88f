import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a stand-in for Python does, each a few lines of JavaScript. */
export interface FakePython {
  /** Version it says it has. @default '3.12.4' */
  readonly version?: string;
  /** Instead of saying what it is. */
  readonly probe?: string;
  /** In place of `-m venv`; `target` is the folder. @default a folder with a copy of itself */
  readonly venv?: string;
  /** In place of `-m pip`. @default ends without an error */
  readonly pip?: string;
  /** In place of the check of an environment. @default ends without an error */
  readonly check?: string;
  /** In place of `-m ministack`. @default ends without an error */
  readonly ministack?: string;
}

const MAKE_ENVIRONMENT = [
  "fs.mkdirSync(path.join(target, 'bin'), { recursive: true });",
  "fs.copyFileSync(__filename, path.join(target, 'bin', 'python'));",
].join('\n');

/** Writes a program that behaves like Python as far as the local site uses it. Needs nothing but Node. */
export function writeFakePython(file: string, behaviour: FakePython = {}): string {
  const { version = '3.12.4', venv = MAKE_ENVIRONMENT, pip = '', check = '', ministack = '' } = behaviour;
  const facts = `({ version: ${JSON.stringify(version)}, executable: __filename, kind: 'cpython-test' })`;
  const probe = behaviour.probe ?? `console.log(JSON.stringify(${facts}));`;
  const script = `#!${process.execPath}
const fs = require('node:fs');
const path = require('node:path');
const args = process.argv.slice(2);
const target = args.at(-1);
const code = args.includes('-c') ? args.at(-1) : '';
if (code.includes('json.dumps')) { ${probe} }
else if (code !== '') { ${check} }
else if (args[1] === 'venv') { ${venv} }
else if (args[1] === 'pip') { ${pip} }
else if (args[1] === 'ministack') { ${ministack} }
else { throw new Error('a call that nothing stands in for: ' + args.join(' ')); }
`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}
