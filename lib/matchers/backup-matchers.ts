import { HonmaruError } from '../errors';
import { renderBackupProof } from '../report/backups';
import type { BackupObjectives } from '../verify/backups';
import { Backups } from './backups';
import type { MatcherResult } from './network-matchers';
import { refuseNegation } from './refuse-negation';

/**
 * Matchers for `expect` of jest or vitest: `expect.extend(backupMatchers)`.
 *
 * None may be negated: what is not proved may still hold.
 */
export const backupMatchers = {
  /** Everything that objectives ask for is proved, and everything that must hold of any plan. */
  toAchieve(this: unknown, backups: unknown, objectives: BackupObjectives): MatcherResult {
    refuseNegation(this, 'backups', 'toAchieve');
    const { proofs } = requireBackups(backups).ask(objectives);
    const failing = proofs.filter(({ verdict }) => verdict !== 'PROVED');
    return {
      pass: failing.length === 0,
      message: () =>
        failing.map((proof) => renderBackupProof(proof, { language: 'en', root: process.cwd() })).join('\n\n'),
    };
  },
};

function requireBackups(value: unknown): Backups {
  if (!(value instanceof Backups)) {
    throw new HonmaruError([
      {
        path: 'expect(…)',
        must: 'must be given backups',
        got: value === null ? 'null' : typeof value,
        hint: "make them with backupsOf('cdk.out')",
        code: 'MatcherWithoutBackups',
      },
    ]);
  }
  return value;
}
