import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A test whose title says which faults it shows. */
export interface FaultTest {
  /** Path from the root of the repository, with `/`. */
  readonly file: string;
  readonly title: string;
  /** Faults named at the beginning of the title. */
  readonly faults: readonly string[];
  /** Whether the file, or a support file it imports, talks to an API through the fake transport, or to a site over HTTP. */
  readonly atTransport: boolean;
}

const ROOT = path.join(__dirname, '../../..');

/** The first argument of a call: a literal that begins with ids of faults. */
const TITLE = /\(\s*(['"`])((?:F\d\d )+)((?:\\.|(?!\1)[^\\\n])+)\1\s*,/g;

/** Every test below `test/lambda` whose title begins with ids of faults, sorted by file and place. */
export function findFaultTests(): readonly FaultTest[] {
  return readdirSync(path.join(ROOT, 'test/lambda'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/lambda/${name.replaceAll('\\', '/')}`)
    .sort()
    .flatMap((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8');
      const atTransport = usesTransport(file, new Set());
      return titlesIn(text).map((found) => ({ file, ...found, atTransport }));
    });
}

/** Titles that begin with ids of faults. */
export function titlesIn(text: string): readonly Pick<FaultTest, 'title' | 'faults'>[] {
  return [...text.matchAll(TITLE)].map(([, , ids = '', rest = '']) => ({
    title: rest.replaceAll(/\\(.)/g, '$1'),
    faults: ids.trim().split(' '),
  }));
}

/** What stands below the real clients: of the SDK, and of whoever asks the site itself. */
const TRANSPORTS = ['/fake-transport.ts', '/fake-site.ts'];

const IMPORT = /from '(\.[^']+)'/g;

function usesTransport(file: string, seen: Set<string>): boolean {
  if (seen.has(file) || !file.startsWith('test/')) {
    return false;
  }
  seen.add(file);
  if (TRANSPORTS.some((name) => file.endsWith(name))) {
    return true;
  }
  const imports = [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(IMPORT)];
  return imports.some(([, name = '']) => {
    const imported = path.posix.join(path.posix.dirname(file), name);
    return imported.startsWith('test/') && usesTransport(`${imported}.ts`, seen);
  });
}
