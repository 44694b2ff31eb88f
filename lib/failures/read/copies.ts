import { describeValue, knownNumber, knownText, type TemplateResource, type Value } from '../../template';
import { entry, listed } from '../../verify';
import type { Delay } from '../model/types';
import type { ReadContext } from './context';
import { labelOf } from './draft';

const DAY_MINUTES = 24 * 60;
/** What AWS takes where a rule names no windows. */
const START_MINUTES = 8 * 60;
const COMPLETION_MINUTES = 7 * DAY_MINUTES;

/**
 * How much work is lost at most when a site is restored from copies in another Region (FM-19): the longest time between two
 * copies, and the windows in which a backup and its copy are made. `undefined` when no plan makes copies there.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html read 2026-11-26
 */
export function lossOfCopies(
  ctx: ReadContext,
  databases: readonly TemplateResource[],
  region: string,
): Delay | undefined {
  const plans = plansOf(ctx, databases);
  const rules = plans.flatMap((plan) =>
    listed(ctx.property(plan, 'BackupPlan', 'BackupPlanRule'))
      .items.map(({ value }) => ({ plan, value }))
      .filter(({ value }) => copiesTo(value, region)),
  );
  const [first] = rules;
  const gap = longestGap(rules.flatMap(({ value }) => minutesOf(knownText(entry(value, 'ScheduleExpression')) ?? '')));
  if (first === undefined || gap === undefined) {
    return undefined;
  }
  const window = (name: string, otherwise: number): number =>
    Math.max(...rules.map(({ value }) => knownNumber(entry(value, name)) ?? otherwise));
  const piece = (name: string, minutes: number): Delay[number] => ({
    name,
    seconds: minutes * 60,
    basis: 'declared',
    source: labelOf(first.plan),
  });
  const made = window('CompletionWindowMinutes', COMPLETION_MINUTES);
  return [
    piece('between two copies', gap),
    piece('until a backup starts', window('StartWindowMinutes', START_MINUTES)),
    piece('until it is made', made),
    { name: 'until it is copied', seconds: made * 60, basis: 'unverified', source: labelOf(first.plan) },
  ];
}

/** Plans whose selections name a database. */
function plansOf(ctx: ReadContext, databases: readonly TemplateResource[]): readonly TemplateResource[] {
  const selections = ctx
    .resources('AWS::Backup::BackupSelection')
    .filter((selection) =>
      listed(ctx.property(selection, 'BackupSelection', 'Resources')).items.some(({ value }) =>
        databases.some((database) => names(value, database)),
      ),
    );
  return [...new Set(selections.flatMap((selection) => ctx.target(selection, 'BackupPlanId') ?? []))];
}

function names(value: Value, resource: TemplateResource): boolean {
  return value.kind === 'reference'
    ? value.resource === resource
    : value.kind === 'text' && value.parts.some((part) => part.kind === 'reference' && part.resource === resource);
}

function copiesTo(rule: Value, region: string): boolean {
  return listed(entry(rule, 'CopyActions')).items.some(({ value }) =>
    describeValue(entry(value, 'DestinationBackupVaultArn')).includes(`:${region}:`),
  );
}

/** Minutes of the day at which a schedule runs that runs every day; none of another one. */
function minutesOf(expression: string): readonly number[] {
  const [, minute, hours] = /^cron\((\d+) ([\d,]+|\*) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minute === undefined || hours === undefined) {
    return [];
  }
  const each = hours === '*' ? Array.from({ length: 24 }, (_, hour) => hour) : hours.split(',').map(Number);
  return each.map((hour) => hour * 60 + Number(minute));
}

function longestGap(minutes: readonly number[]): number | undefined {
  const sorted = [...new Set(minutes)].sort((a, b) => a - b);
  const [first] = sorted;
  return first === undefined
    ? undefined
    : Math.max(...sorted.map((minute, index) => (sorted[index + 1] ?? first + DAY_MINUTES) - minute));
}
