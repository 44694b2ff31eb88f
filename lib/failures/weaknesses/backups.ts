import { resourceKey } from '../../template';
import {
  Calendar,
  HORIZON,
  proveBackups,
  type BackupCheck,
  type BackupProof,
  type BackupReport,
} from '../../verify/backups';
import { at, firstOf, type WeaknessContext } from './context';
import type { Weakness, WeaknessCode } from './types';

/** Proofs that fail where one of these weaknesses is. */
const CODES: Partial<Readonly<Record<BackupCheck, { readonly code: WeaknessCode; readonly change: string }>>> = {
  KeysApart: { code: 'KEY_SHARED_WITH_BACKUPS', change: 'encrypt the vault with a key of its own' },
  RecoveryPointsKept: {
    code: 'RETENTION_BELOW_GENERATIONS',
    change: 'keep recovery points longer, or make them more often',
  },
  CopiesKept: {
    code: 'RETENTION_BELOW_GENERATIONS',
    change: 'keep copies longer, or make them more often',
  },
  CopyLeavesRegion: { code: 'COPY_IN_OWN_REGION', change: 'copy to a vault in another Region' },
};

/** Minutes over which schedules are looked at when nothing is asked that depends on them. */
const SHORT = 31 * 24 * 60;

/** What the proofs about backups refute; how many recovery points must be kept is in the objectives. */
export function backupWeaknesses(context: WeaknessContext): readonly Weakness[] {
  const found = reportOf(context).proofs.flatMap((proof): readonly Weakness[] => {
    const known = CODES[proof.check];
    return known === undefined || proof.verdict !== 'REFUTED' ? [] : [weaknessOf(proof, known)];
  });
  return firstOf(found, ({ code, resource, where, means }) =>
    JSON.stringify([code, resource === undefined ? where : resourceKey(resource), means]),
  );
}

function weaknessOf(
  { origin, about, says, counterExample }: BackupProof,
  { code, change }: { readonly code: WeaknessCode; readonly change: string },
): Weakness {
  return {
    code,
    ...at(origin?.resource, about),
    means: counterExample === undefined ? says.en : `${says.en}: ${counterExample.says.en}`,
    change: origin?.property === undefined ? change : `${change} (${origin.property})`,
    severity: 'error',
  };
}

function reportOf({ templates, options: { backups, backupObjectives } }: WeaknessContext): BackupReport {
  const objectives = backupObjectives ?? { name: 'none', protects: {} };
  const calendar =
    backupObjectives === undefined ? new Calendar({ from: HORIZON.from, until: HORIZON.from + SHORT }) : new Calendar();
  return backups ?? proveBackups(templates, objectives, { calendar });
}
