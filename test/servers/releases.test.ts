import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SERVERS = path.join(__dirname, '../../bin/servers');

function read(file: string): string {
  return readFileSync(path.join(SERVERS, file), 'utf8');
}

test('both releases carry the same shared file, because each is packed on its own', () => {
  expect(read('app/http.mjs')).toBe(read('web/http.mjs'));
});

test('releases need no package', () => {
  const files = readdirSync(SERVERS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mjs'));
  const imports = files.flatMap((file) => [...read(file).matchAll(/from '([^']+)'/g)].map(([, name]) => name));
  expect(imports.filter((name) => !/^(?:node:|\.\/)/.test(name ?? ''))).toEqual([]);
});
