import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PAIRS } from '../../verify/pairs';
import type { Pair } from '../../verify/pairs/pair';

/** A folder with templates, policies and whatever a command writes. */
export class VerifyFolder {
  readonly cwd: string;

  constructor() {
    this.cwd = path.join(mkdtempSync(path.join(tmpdir(), 'honmaru-verify-')), "it's a 本丸");
    mkdirSync(this.cwd);
  }

  remove(): void {
    rmSync(path.dirname(this.cwd), { recursive: true, force: true });
  }

  write(name: string, content: string | object): string {
    mkdirSync(path.dirname(path.join(this.cwd, name)), { recursive: true });
    writeFileSync(
      path.join(this.cwd, name),
      typeof content === 'string' ? content : JSON.stringify(content, undefined, 2),
    );
    return name;
  }

  /** Writes the templates of a pair, and its policy as one for `honmaru verify`. */
  writePair(id: string): { readonly bad: string; readonly good: string; readonly policy: string } {
    const pair = requirePair(id);
    const { policy } = pair;
    const word = (place: string) => (place.includes(':') || place === 'internet' ? place : `id:${place}`);
    return {
      bad: this.write('bad.json', pair.bad.template),
      good: this.write('good.json', pair.good.template),
      policy: this.write('policy.json', {
        name: id,
        rules: [
          {
            id,
            kind: policy.relation,
            from: word(policy.from),
            to: word(policy.to),
            services: policy.services,
            level: 'via-proxies',
          },
        ],
      }),
    };
  }
}

function requirePair(id: string): Pair {
  const found = PAIRS.find((pair) => pair.id === id);
  if (found === undefined) {
    throw new Error(`no pair ${id}`);
  }
  return found;
}
