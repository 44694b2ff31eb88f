import { backupWindowOf, maintenanceWindowOf, type Window } from '../read/databases';
import { allOf, type Answer } from '../read/arn';
import { readBoolean } from '../read/fields';
import { assignmentsOf } from '../read/read-backups';
import type { Store } from '../read/stores';
import { formatInstant } from '../schedule/time';
import type { BackupProof, Words } from '../types';
import { answer, verdictFor } from './answer';
import type { Context } from './context';
import { isLeft } from './removal';

const DAY = 1440;
const WEEK = 7 * DAY;
/** 1 January 1970 was a Thursday. */
const FIRST_SUNDAY = 3 * DAY;
/** Minutes before maintenance in which no snapshot of an instance starts. */
const BEFORE_MAINTENANCE = 60;

/** Windows of automated backups, of maintenance and of snapshots do not meet. */
export function proveMaintenanceApart(context: Context): readonly BackupProof[] {
  return context.backups.stores
    .filter(({ kind }) => kind === 'aurora' || kind === 'rds' || kind === 'cluster')
    .flatMap((store) => [...automated(context, store), ...snapshots(context, store)]);
}

/** The window of automated backups against that of maintenance. */
function automated({ evaluator }: Context, { resource, key }: Store): readonly BackupProof[] {
  const backup = backupWindowOf(resource, evaluator);
  const maintenance = maintenanceWindowOf(resource, evaluator);
  if (backup.kind === 'absent' || maintenance.kind === 'absent') {
    // AWS chooses the window that is missing so that it fits the other.
    return [];
  }
  const isKnown = backup.kind === 'known' && maintenance.kind === 'known';
  const meeting = isKnown ? meetingOf(backup.value, maintenance.value) : undefined;
  const isShort = backup.kind === 'known' && backup.value.until - backup.value.from < 30;
  return [
    answer({
      check: 'MaintenanceApart',
      about: key,
      verdict: verdictFor(!isKnown ? 'unknown' : meeting || isShort ? 'no' : 'yes'),
      says: {
        en: `automated backups ${windowText(backup, DAY)} UTC, maintenance ${windowText(maintenance, WEEK)} UTC`,
        ja: `自動バックアップ ${windowText(backup, DAY)} UTC、メンテナンス ${windowText(maintenance, WEEK)} UTC`,
      },
      ...(meeting === true || isShort ? { counterExample: { says: isShort ? SHORT : MEET } } : {}),
      open: [
        {
          en: 'PreferredBackupWindow and PreferredMaintenanceWindow',
          ja: 'PreferredBackupWindow と PreferredMaintenanceWindow',
        },
      ],
      facts: ['BK-22'],
      origin: { resource, property: 'PreferredBackupWindow' },
    }),
  ];
}

const SHORT: Words = {
  en: 'the window of automated backups is shorter than 30 minutes, and AWS refuses it',
  ja: '自動バックアップのウィンドウが 30 分未満で、AWS に拒否される',
};
const MEET: Words = {
  en: 'both windows share a minute, and AWS refuses them',
  ja: 'ふたつのウィンドウが重なり、AWS に拒否される',
};

/** A daily window meets a weekly one when it does so on any day. */
function meetingOf(daily: Window, weekly: Window): boolean {
  return [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8].some(
    (day) => daily.from + day * DAY < weekly.until && weekly.from < daily.until + day * DAY,
  );
}

/** Snapshots of an instance of RDS do not start during maintenance or within the hour before. */
function snapshots(context: Context, store: Store): readonly BackupProof[] {
  const window = maintenanceWindowOf(store.resource, context.evaluator);
  const assignments = assignmentsOf(context.backups, store);
  if (store.kind === 'aurora' || window.kind === 'absent' || assignments.length === 0) {
    return [];
  }
  if (window.kind === 'hidden') {
    return [blockedProof(store, 'unknown', undefined)];
  }
  const blocked = { from: window.value.from - BEFORE_MAINTENANCE, until: window.value.until };
  let worst: { readonly is: 'unknown' | 'no'; readonly at: number } | undefined;
  for (const { plan } of assignments) {
    for (const { candidates } of context.calendar.runsOfPlan(plan).taken.possibly) {
      for (const { rule, run } of candidates) {
        const minute = (((run.from - FIRST_SUNDAY) % WEEK) + WEEK) % WEEK;
        const end = minute + rule.startWindow.least;
        const shift = [-WEEK, 0, WEEK].find((by) => minute < blocked.until + by && blocked.from + by < end);
        if (shift !== undefined && worst?.is !== 'no') {
          const isWhole = blocked.from + shift <= minute && end <= blocked.until + shift;
          worst = isWhole ? { is: 'no', at: run.from } : (worst ?? { is: 'unknown', at: run.from });
        }
      }
    }
  }
  return [blockedProof(store, worst?.is ?? 'yes', worst?.at)];
}

function blockedProof(store: Store, is: 'yes' | 'no' | 'unknown', at: number | undefined): BackupProof {
  return answer({
    check: 'MaintenanceApart',
    about: `${store.key} > AWS Backup`,
    verdict: verdictFor(is),
    says:
      is === 'yes'
        ? {
            en: 'no snapshot is due during maintenance or in the hour before',
            ja: 'メンテナンス中とその前の 1 時間にスナップショットは予定されていない',
          }
        : {
            en: 'a snapshot is due during maintenance or in the hour before, when AWS Backup starts none',
            ja: 'AWS Backup が開始しないメンテナンス中かその前の 1 時間に、スナップショットが予定されている',
          },
    ...(at === undefined
      ? {}
      : { counterExample: { instant: formatInstant(at), says: { en: 'snapshot', ja: 'スナップショット' } } }),
    open: [
      {
        en: 'whether the rest of the start window is enough, or the windows themselves',
        ja: '開始ウィンドウの残りで足りるか、またはウィンドウそのもの',
      },
    ],
    facts: ['BK-23'],
    origin: { resource: store.resource, property: 'PreferredMaintenanceWindow' },
  });
}

function windowText(window: { readonly kind: string; readonly value?: Window }, round: number): string {
  if (window.value === undefined) {
    return '?';
  }
  const clock = (minute: number) => {
    const inDay = ((minute % DAY) + DAY) % DAY;
    const text = `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
    const day = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][Math.floor(minute / DAY) % 7] ?? '';
    return round === WEEK ? `${day}:${text}` : text;
  };
  return `${clock(window.value.from)}-${clock(window.value.until)}`;
}

/** A protected database is not deleted by accident, and leaves something behind when it is. */
export function proveDataStays(context: Context): readonly BackupProof[] {
  const { evaluator, subjects } = context;
  const stores = new Set(subjects.flatMap((subject) => subject.stores));
  return [...stores].map((store) => {
    const { resource, kind, key } = store;
    const isDatabase = kind === 'aurora' || kind === 'rds' || kind === 'cluster';
    const guard = readBoolean(evaluator.property(resource, 'DeletionProtection'));
    const isGuarded: Answer = !isDatabase
      ? 'yes'
      : guard.kind === 'hidden'
        ? 'unknown'
        : guard.kind === 'known' && guard.value
          ? 'yes'
          : 'no';
    const left = isLeft(resource);
    const stays = allOf([left, isGuarded]);
    return answer({
      check: 'DataStays',
      about: key,
      verdict: verdictFor(stays),
      says: {
        en: `${key}: DeletionPolicy ${resource.deletionPolicy ?? '-'}, UpdateReplacePolicy ${resource.updateReplacePolicy ?? '-'}${isDatabase ? `, deletion protection ${GUARD[isGuarded].en}` : ''}`,
        ja: `${key}：DeletionPolicy ${resource.deletionPolicy ?? '-'}、UpdateReplacePolicy ${resource.updateReplacePolicy ?? '-'}${isDatabase ? `、削除保護 ${GUARD[isGuarded].ja}` : ''}`,
      },
      ...(stays === 'no' ? { counterExample: { says: left === 'no' ? GONE : UNGUARDED } } : {}),
      open: [
        left === 'unknown'
          ? {
              en: 'whether a snapshot is left when it is replaced: write an UpdateReplacePolicy',
              ja: '置換のときスナップショットが残るか（UpdateReplacePolicy を書く）',
            }
          : { en: 'DeletionProtection', ja: 'DeletionProtection' },
      ],
      facts: ['BK-27'],
      origin: { resource, property: left === 'yes' ? 'DeletionProtection' : 'DeletionPolicy' },
    });
  });
}

const GUARD: Readonly<Record<Answer, Words>> = {
  yes: { en: 'on', ja: '有効' },
  no: { en: 'off', ja: '無効' },
  unknown: { en: 'unknown', ja: '不明' },
};

const GONE: Words = {
  en: 'whoever removes it from the template deletes the data, its automated backups included',
  ja: 'テンプレートから外すと、自動バックアップを含めてデータが削除される',
};
const UNGUARDED: Words = {
  en: 'one call deletes it: deletion protection is off',
  ja: '削除保護が無効で、1 回の呼び出しで削除できる',
};
