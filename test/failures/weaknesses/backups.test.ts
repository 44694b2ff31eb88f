import {
  findWeaknesses,
  readFailureModel,
  WEAKNESS_CODES,
  WEAKNESS_NAMES,
  type WeaknessCode,
} from '../../../lib/failures';
import type { BackupReport } from '../../../lib/verify/backups';
import { smallSite } from '../support/small-site';

function codesOf(backups: BackupReport): readonly WeaknessCode[] {
  const templates = smallSite();
  return findWeaknesses(templates, readFailureModel(templates), { backups }).map(({ code }) => code);
}

const report = (proofs: readonly Pick<BackupReport['proofs'][number], 'check' | 'verdict'>[]): BackupReport => ({
  name: 'given',
  holds: false,
  facts: [],
  unseen: [],
  proofs: proofs.map((proof) => ({
    ...proof,
    about: proof.check,
    says: { en: 'says', ja: 'says' },
    open: [],
    parts: [],
    facts: [],
  })),
});

test('what was proved is taken over, each refuted proof by the name of its weakness', () => {
  expect(
    codesOf(
      report([
        { check: 'CopyLeavesRegion', verdict: 'REFUTED' },
        { check: 'KeysApart', verdict: 'REFUTED' },
        { check: 'CopiesKept', verdict: 'REFUTED' },
        { check: 'StoreCovered', verdict: 'REFUTED' },
      ]),
    ),
  ).toEqual(['KEY_SHARED_WITH_BACKUPS', 'RETENTION_BELOW_GENERATIONS', 'COPY_IN_OWN_REGION']);
});

test('what is proved or open is no weakness', () => {
  expect(
    codesOf(
      report([
        { check: 'CopyLeavesRegion', verdict: 'UNDETERMINED' },
        { check: 'KeysApart', verdict: 'PROVED' },
      ]),
    ),
  ).toEqual([]);
});

test('every weakness has a name in each language', () => {
  expect(Object.keys(WEAKNESS_NAMES)).toEqual([...WEAKNESS_CODES]);
});
