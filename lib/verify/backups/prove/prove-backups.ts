import { compare, createEvaluator, enumerateWorlds, type TemplateModel, type World } from '../../../template';
import type { BackupObjectives } from '../objectives/objectives';
import type { ObjectivesSource } from '../objectives/source';
import { readBackups } from '../read/read-backups';
import { readStores } from '../read/stores';
import { BACKUP_CHECKS, type BackupProof, type BackupReport, type Words } from '../types';
import { Calendar } from './calendar';
import { findStores, requireStores, type Context } from './context';
import { proveDataStays, proveMaintenanceApart } from './prove-databases';
import { proveBackupsPerDay } from './prove-days';
import { proveKeysApart, proveVaultKeys } from './prove-keys';
import { provePointInTime } from './prove-point-in-time';
import { proveCopies, proveRecoveryPoints } from './prove-points';
import { proveRegionLoss } from './prove-region-loss';
import { proveRetention } from './prove-retention';
import { proveAccepted, proveApart, proveCopiesLeave, proveLockAccepts } from './prove-rules';
import { proveCovered, proveReady, proveSelections } from './prove-stores';
import { proveComplete, proveLocked } from './prove-vaults';

/** Questions about one store of a subject. */
const OF_STORES = [
  proveBackupsPerDay,
  proveRecoveryPoints,
  provePointInTime,
  proveRetention,
  proveRegionLoss,
  proveCopies,
];

/** Questions about everything. */
const OF_ALL = [
  proveCovered,
  proveReady,
  proveSelections,
  proveAccepted,
  proveApart,
  proveMaintenanceApart,
  proveLockAccepts,
  proveCopiesLeave,
  proveLocked,
  proveVaultKeys,
  proveKeysApart,
  proveDataStays,
  proveComplete,
];

/** Most combinations of conditions that are looked at one by one; with more, what they decide is left open. */
const MOST_WORLDS = 32;

/** What can be given beside templates and objectives. */
export interface ProveOptions {
  /** Where the objectives were read from, for faults in them. @default - objectives */
  readonly source?: ObjectivesSource;
  /** Time over which schedules are looked at, for tests. @default - 28 years */
  readonly calendar?: Calendar;
}

/**
 * Proves what backups achieve, on the templates alone: under every combination of their conditions, at every instant.
 *
 * @throws HonmaruError when objectives name resources that are not there
 */
export function proveBackups(
  model: TemplateModel,
  objectives: BackupObjectives,
  options: ProveOptions = {},
): BackupReport {
  const { source = { name: 'objectives' }, calendar = new Calendar() } = options;
  requireStores(objectives, readStores(model, createEvaluator(model)), source);
  const { complete, worlds } = enumerateWorlds(model);
  const isLookedAt = complete && worlds.length > 0 && worlds.length <= MOST_WORLDS;
  const looked: readonly (World | undefined)[] = isLookedAt ? worlds : [undefined];
  const answers = looked.map((world) => ({
    world: looked.length > 1 ? world?.name : undefined,
    proofs: proveIn(model, objectives, calendar, world),
  }));
  const proofs = merged(answers).sort(byCheck);
  return {
    name: objectives.name,
    holds: proofs.every(({ verdict }) => verdict === 'PROVED'),
    proofs,
    facts: [...new Set(proofs.flatMap(({ facts }) => facts))].sort(),
    unseen: UNSEEN,
  };
}

function proveIn(
  model: TemplateModel,
  objectives: BackupObjectives,
  calendar: Calendar,
  world: World | undefined,
): readonly BackupProof[] {
  const evaluator = createEvaluator(model, world === undefined ? {} : { world });
  const backups = readBackups(model, evaluator);
  const { subjects, leftOut } = findStores(objectives, backups.stores);
  const context: Context = { backups, evaluator, objectives, calendar, subjects, leftOut };
  return [
    ...subjects.flatMap((subject) =>
      subject.stores.flatMap((store) => OF_STORES.flatMap((prove) => prove(context, subject, store))),
    ),
    ...OF_ALL.flatMap((prove) => prove(context)),
  ];
}

const ORDER = ['PROVED', 'UNDETERMINED', 'REFUTED'] as const;

/** The worst answer to each question; with the conditions under which it is so, when others are better. */
function merged(
  answers: readonly { readonly world: string | undefined; readonly proofs: readonly BackupProof[] }[],
): BackupProof[] {
  const byQuestion = new Map<string, BackupProof>();
  const verdicts = new Map<string, Set<string>>();
  for (const { world, proofs } of answers) {
    for (const proof of proofs) {
      const question = JSON.stringify([proof.check, proof.subject ?? '', proof.about]);
      const before = byQuestion.get(question);
      verdicts.set(question, (verdicts.get(question) ?? new Set()).add(proof.verdict));
      if (before === undefined || ORDER.indexOf(proof.verdict) > ORDER.indexOf(before.verdict)) {
        byQuestion.set(question, world === undefined ? proof : { ...proof, world });
      }
    }
  }
  return [...byQuestion].map(([question, proof]) => {
    const { world, ...rest } = proof;
    return world === undefined || verdicts.get(question)?.size === 1 ? rest : { ...rest, world };
  });
}

function byCheck(a: BackupProof, b: BackupProof): number {
  return (
    BACKUP_CHECKS.indexOf(a.check) - BACKUP_CHECKS.indexOf(b.check) ||
    compare(a.subject ?? '', b.subject ?? '') ||
    compare(a.about, b.about)
  );
}

/** What no template shows. */
const UNSEEN: readonly Words[] = [
  {
    en: 'whether AWS Backup is switched on for the service in every Region (service opt-in)',
    ja: '各リージョンで AWS Backup のサービスオプトインが有効か',
  },
  {
    en: 'whether jobs succeed: permissions, quotas and faults of AWS; the alarms on jobs watch that',
    ja: 'ジョブが成功するか（権限、クォータ、AWS の障害）。これはジョブのアラームが見張る',
  },
  {
    en: 'whether a restore works, and how long it takes; a rehearsal shows that',
    ja: '復元が成功するか、どれだけかかるか。これはリハーサルで確かめる',
  },
  {
    en: 'the first days after a deployment, until as many recovery points exist as the retention holds',
    ja: 'デプロイ直後、保持期間ぶんの復旧ポイントがそろうまでの数日',
  },
  {
    en: 'changes by hand, and laws that change clocks',
    ja: '手作業による変更と、時計を変える法改正',
  },
];
