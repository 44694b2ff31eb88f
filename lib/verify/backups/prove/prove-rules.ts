import { rulesOf } from '../read/read-backups';
import type { Rule } from '../read/plans';
import type { Span } from '../read/span';
import type { VaultUse } from '../read/vaults';
import { formatDays, formatInstant } from '../schedule/time';
import type { BackupProof } from '../types';
import { answer, verdictFor } from './answer';
import type { Context } from './context';
import { lockAnswer } from './lock-accepts';
import { refusalsOf } from './refusals';
import { ruleParts, spanText } from './rule-parts';

/** AWS Backup takes every rule as it is. */
export function proveAccepted({ backups, calendar }: Context): readonly BackupProof[] {
  const single = rulesOf(backups).map((rule) => {
    const refusals = refusalsOf(rule, calendar.runsOfRule(rule));
    const verdict = verdictFor(refusals.length === 0 ? 'yes' : refusals.some(({ sure }) => sure) ? 'no' : 'unknown');
    const [first] = refusals.filter(({ sure }) => sure || verdict !== 'REFUTED');
    return answer({
      check: 'RuleAccepted',
      about: rule.key,
      verdict,
      says: first?.why ?? {
        en: 'schedule, windows and lifecycle are ones that AWS Backup takes',
        ja: 'スケジュール、ウィンドウ、ライフサイクルは AWS Backup が受け入れるもの',
      },
      ...(verdict === 'REFUTED' && first !== undefined ? { counterExample: { says: first.why } } : {}),
      open: refusals.filter(({ sure }) => !sure).map(({ why }) => why),
      parts: ruleParts(rule),
      facts: refusals.map(({ fact }) => fact),
      origin: {
        resource: rule.plan,
        property: first?.property === undefined ? rule.property : `${rule.property}.${first.property}`,
      },
    });
  });
  return [...single, ...backups.plans.flatMap(({ key, rules = [] }) => twoContinuous(key, rules))];
}

/** Continuous rules of one plan in different vaults. */
function twoContinuous(plan: string, rules: readonly Rule[]): readonly BackupProof[] {
  const continuous = rules.filter((rule) => rule.continuous === true);
  const [first, ...rest] = continuous;
  const other = rest.find(({ vault }) => vault.text !== first?.vault.text);
  return first === undefined || other === undefined
    ? []
    : [
        answer({
          check: 'RuleAccepted',
          about: `${plan} > continuous`,
          verdict: 'REFUTED',
          says: {
            en: `${first.name} and ${other.name} are continuous and name different vaults`,
            ja: `${first.name} と ${other.name} は継続バックアップで、別のボールトを指す`,
          },
          counterExample: {
            says: { en: `${first.vault.text}, ${other.vault.text}`, ja: `${first.vault.text}、${other.vault.text}` },
          },
          facts: ['BK-09'],
          origin: { resource: other.plan, property: `${other.property}.TargetBackupVault` },
        }),
      ];
}

/** Start windows of different rules of a plan do not overlap. */
export function proveApart({ backups, calendar }: Context): readonly BackupProof[] {
  return backups.plans.map((plan) => {
    const { taken, isOpen, open } = calendar.runsOfPlan(plan);
    const { horizon } = calendar;
    const meetings = taken.meetings.filter(({ at }) => at >= horizon.from);
    const loss = meetings.find(({ isLoss }) => isLoss);
    const [first] = meetings;
    const shown = loss ?? first;
    const isHidden =
      isOpen || (taken.facts.includes('BK-04') && meetings.length === 0 && (plan.rules?.length ?? 0) > 1);
    const verdict = verdictFor(loss !== undefined ? 'no' : first !== undefined || isHidden ? 'unknown' : 'yes');
    const names = shown?.rules.map(({ name }) => name).join(', ') ?? '';
    return answer({
      check: 'WindowsApart',
      about: plan.key,
      verdict,
      says:
        shown === undefined
          ? { en: 'no two rules are due in one start window', ja: 'ひとつの開始ウィンドウに入るルールはふたつとない' }
          : loss === undefined
            ? {
                en: `the start windows of ${names} overlap, and whether both backups are taken AWS does not say`,
                ja: `${names} の開始ウィンドウが重なり、両方のバックアップが取られるかは AWS の文書にない`,
              }
            : {
                en: `the start windows of ${names} overlap, so one backup is taken for all of them`,
                ja: `${names} の開始ウィンドウが重なり、まとめて 1 回しかバックアップされない`,
              },
      ...(shown === undefined
        ? {}
        : { counterExample: { instant: formatInstant(shown.at), says: { en: names, ja: names } } }),
      open: [
        ...open,
        ...(shown === undefined
          ? []
          : [
              {
                en: `whether AWS takes both; to be sure, let each start window end before the next of ${names} begins`,
                ja: `両方が取られるか。確実にするには、${names} の開始ウィンドウを次が始まる前に終わらせる`,
              },
            ]),
      ],
      parts: (plan.rules ?? []).flatMap((rule) => ruleParts(rule).slice(0, 2)),
      facts: shown === undefined ? ['BK-04'] : [loss === undefined ? 'BK-05' : 'BK-04'],
      origin: {
        resource: plan.resource,
        ...(shown === undefined ? {} : { property: shown.rules.at(-1)?.property ?? '' }),
      },
    });
  });
}

/** The locks of vaults take every recovery point and every copy. */
export function proveLockAccepts({ backups }: Context): readonly BackupProof[] {
  return rulesOf(backups).flatMap((rule) => [
    lockProof(rule, rule.vault, rule.keptDays, rule.property),
    ...(rule.copies ?? []).map(({ vault, keptDays, property }) => lockProof(rule, vault, keptDays, property)),
  ]);
}

function lockProof(rule: Rule, use: VaultUse, keptDays: Span, property: string): BackupProof {
  const { arrives, why } = lockAnswer(use, keptDays);
  const lock = use.vault?.lock;
  const range =
    lock?.kind === 'locked'
      ? `${spanText(lock.leastDays, formatDays)} – ${spanText(lock.mostDays, formatDays)}`
      : lock?.kind === 'none'
        ? '0 d – ∞'
        : '?';
  const days = spanText(keptDays, formatDays);
  return answer({
    check: 'LockAccepts',
    about: `${rule.key} > ${use.text}`,
    verdict: verdictFor(arrives),
    says: {
      en: `${use.text} takes what lives ${range}, ${rule.name} asks for ${days}`,
      ja: `${use.text} が受け入れる保持期間は ${range}、${rule.name} の指定は ${days}`,
    },
    ...(arrives === 'no'
      ? {
          counterExample: {
            says: { en: `every job of ${rule.name} fails`, ja: `${rule.name} のジョブはすべて失敗する` },
          },
        }
      : {}),
    open: why === undefined ? [] : [why],
    parts: [
      { what: { en: 'lock', ja: 'ロック' }, value: range, basis: 'template', fact: 'BK-13' },
      { what: { en: 'retention', ja: '保持期間' }, value: days, basis: 'template', fact: 'BK-06' },
    ],
    origin: { resource: rule.plan, property: `${property}.Lifecycle` },
  });
}

/** Copies leave the Region of what they are copies of, and go where AWS Backup takes them. */
export function proveCopiesLeave({ backups }: Context): readonly BackupProof[] {
  return rulesOf(backups).flatMap((rule) =>
    (rule.copies ?? []).map(({ vault, property }) => {
      const own = rule.plan.stack.region;
      const isSame = vault.region !== undefined && vault.region === own;
      const isBoth = vault.otherAccount === 'yes' && !isSame;
      const leaves =
        isSame && vault.otherAccount === 'no'
          ? 'no'
          : vault.region === undefined || own === undefined || (isSame && vault.otherAccount === 'unknown') || isBoth
            ? 'unknown'
            : 'yes';
      return answer({
        check: 'CopyLeavesRegion',
        about: `${rule.key} > ${vault.text}`,
        verdict: verdictFor(leaves),
        says: {
          en: `${rule.name} copies from ${own ?? '?'} to ${vault.region ?? '?'}`,
          ja: `${rule.name} のコピー：${own ?? '?'} から ${vault.region ?? '?'} へ`,
        },
        ...(leaves === 'no'
          ? {
              counterExample: {
                says: {
                  en: `what ${own ?? ''} loses is lost with its copy`,
                  ja: `${own ?? ''} が失われればコピーも失われる`,
                },
              },
            }
          : {}),
        open: [
          isBoth
            ? {
                en: 'whether AWS copies to another account and another Region in one step: not for every type',
                ja: '別アカウントかつ別リージョンへ一度にコピーできるか（種類による）',
              }
            : { en: 'in which Region and account the vault lies', ja: 'ボールトのリージョンとアカウント' },
        ],
        facts: isBoth ? ['BK-28'] : ['BK-10'],
        origin: { resource: rule.plan, property: `${property}.DestinationBackupVaultArn` },
      });
    }),
  );
}
