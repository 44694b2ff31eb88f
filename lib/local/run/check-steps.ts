import type { CheckName } from '../../../lambda/shared/contract';
import { notificationTopicName } from '../../site/names';
import { loadAssembly } from '../../template';
import { Lane } from '../drill';
import {
  alarmNameOf,
  AlarmPlayer,
  alarmDefinitions,
  openMailbox,
  type CheckRecord,
  type Invocation,
  type Mailbox,
} from '../observe';
import type { LocalReport } from '../report';
import { findChecks, type DeployedChecks } from '../site';
import type { DeployedSite, RunContext } from './local-run';

/** The checks of a deployed site, and everything that listens to them. */
export interface WatchedSite extends DeployedSite {
  readonly checks: DeployedChecks;
  readonly player: AlarmPlayer;
  readonly mailbox: Mailbox;
  readonly lane: Lane;
  /** Names of the alarms on each check whose state is played. */
  readonly alarms: ReadonlyMap<CheckName, readonly string[]>;
}

type CheckEntry = LocalReport['checks'][number];

/** Runs every check by hand with the payload of its schedule, and shows what it says. */
export function watchChecks(context: RunContext, site: DeployedSite): Promise<WatchedSite> {
  return context.draft.step('checks: run by hand', async (step) => {
    const checks = await findChecks(site.primary);
    const watched = await listen(context, site, checks);
    const records = new Map<CheckName, CheckRecord | undefined>();
    for (const { name } of Object.values(checks.byName)) {
      const { record, failure } = await watched.lane.run(name);
      records.set(name, record);
      context.draft.miss(failure === undefined ? [] : [failure]);
    }
    const entries = Object.values(checks.byName).map(({ name }) => entryOf(watched, name, records.get(name)));
    context.draft.fill({ checks: entries });
    context.draft.miss(entries.flatMap((entry) => problemsOf(entry, checks)));
    step.done(entries.map(({ check, status }) => `${check} ${status}`).join(', '));
    return watched;
  });
}

/** The same site after a deployment that may have told the checks other ids. */
export async function readChecksAgain(context: RunContext, site: WatchedSite): Promise<WatchedSite> {
  const checks = await findChecks(site.primary);
  return { ...site, checks, lane: laneOf(context, site, checks, site, site.lane.invocations) };
}

async function listen(context: RunContext, site: DeployedSite, checks: DeployedChecks): Promise<WatchedSite> {
  const { byName, expectations } = checks;
  const { region, cloudWatch, sns, sqs } = site.primary;
  const definitions = alarmDefinitions(loadAssembly(site.synthesized));
  const physicalNames = (stack: string, logicalId: string): string =>
    site.deployed.get(stack)?.[logicalId]?.physicalId ?? '';
  const player = new AlarmPlayer({
    cloudWatch,
    definitions,
    intervals: {
      'topology-check': byName['topology-check'].intervalSeconds,
      'database-check': byName['database-check'].intervalSeconds,
      'backup-check': byName['backup-check'].intervalSeconds,
    },
    physicalNames,
  });
  const alarms = new Map<CheckName, readonly string[]>();
  for (const definition of definitions.filter((it) => it.kind === 'played')) {
    const names = alarms.get(definition.check) ?? [];
    alarms.set(definition.check, [...names, alarmNameOf(definition, physicalNames)].sort());
  }
  const topicName = notificationTopicName({ name: expectations.topology.site });
  const mailbox = await openMailbox({ sns, sqs, topicArn: `arn:aws:sns:${region}:${site.account}:${topicName}` });
  return { ...site, checks, player, mailbox, alarms, lane: laneOf(context, site, checks, { player, mailbox }) };
}

function laneOf(
  { hooks }: RunContext,
  { primary: clients }: DeployedSite,
  checks: DeployedChecks,
  { player, mailbox }: Pick<WatchedSite, 'player' | 'mailbox'>,
  invocations: readonly Invocation[] = [],
): Lane {
  return new Lane({ clients, checks, player, mailbox, signal: hooks.signal }, invocations);
}

function entryOf(
  { checks, player, alarms }: WatchedSite,
  check: CheckName,
  record: CheckRecord | undefined,
): CheckEntry {
  const { schedule, logGroupName } = checks.byName[check];
  return {
    check,
    schedule,
    scheduledRuns: 0,
    waitedSeconds: 0,
    status: record?.status ?? 'NONE',
    findings: record?.findings.length ?? 0,
    unknown: record?.questions.length ?? 0,
    metrics: Object.keys(record?.metrics ?? {}).length,
    alarms: (alarms.get(check) ?? []).map((name) => ({ name, state: player.states.get(name) ?? 'INSUFFICIENT_DATA' })),
    logGroup: logGroupName,
  };
}

function problemsOf({ check, status }: CheckEntry, { byName }: DeployedChecks): readonly string[] {
  const deployed = Object.values(byName).find(({ name }) => name === check);
  return [
    ...(status === 'HEALTHY' ? [] : [`${check} must be HEALTHY on an intact site, it said ${status}`]),
    ...(deployed?.enabled === true ? [] : [`the schedule of ${check} is switched off`]),
  ];
}
