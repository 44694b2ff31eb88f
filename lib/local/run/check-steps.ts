import type { FunctionLabel } from '../../../lambda/shared/contract';
import { notificationTopicName } from '../../site/names';
import { loadAssembly } from '../../template';
import { Lane } from '../drill';
import { alarmNameOf, AlarmPlayer, alarmDefinitions, openMailbox, type CheckRecord, type Mailbox } from '../observe';
import type { LocalReport } from '../report';
import { findChecks, type DeployedCheck, type DeployedChecks } from '../site';
import { together } from '../together';
import type { ServedSite } from './data-plane-step';
import type { DeployedSite, RunContext } from './local-run';

/** The functions of a deployed site that schedules start, and everything that listens to them. */
export interface WatchedSite extends ServedSite {
  readonly checks: DeployedChecks;
  readonly player: AlarmPlayer;
  /** One for the topic of every Region in which a function runs. */
  readonly mailboxes: readonly Mailbox[];
  readonly lane: Lane;
  /** Names of the alarms on each function whose state is played. */
  readonly alarms: ReadonlyMap<FunctionLabel, readonly string[]>;
}

type CheckEntry = LocalReport['checks'][number];

/**
 * Runs every function once by hand with the payload of its schedule, and shows what it says: first those that look at the
 * site, side by side, then those that look at what these have left.
 */
export function watchChecks(context: RunContext, site: ServedSite): Promise<WatchedSite> {
  return context.draft.step('checks: run by hand', async (step) => {
    const checks = await findChecks(site.clients.values());
    const watched = await listen(context, site, checks);
    const records = new Map<FunctionLabel, CheckRecord | undefined>();
    const run = async (name: FunctionLabel): Promise<void> => {
      const { record, failure } = await watched.lane.run(name);
      records.set(name, record);
      context.draft.miss(failure === undefined ? [] : [failure]);
    };
    const names = [...checks.byName.keys()].filter((name) => !NOT_STARTED.includes(name));
    await together(names.filter((name) => !AFTERWARDS.includes(name)).map(run));
    for (const name of AFTERWARDS) {
      await run(name);
    }
    const entries = names.map((name) => entryOf(watched, name, records.get(name)));
    context.draft.fill({ checks: entries });
    context.draft.miss(
      entries.flatMap((entry) => problemsOf(entry, checks.byName.get(entry.check as FunctionLabel), site)),
    );
    step.done(entries.map(({ check, status }) => `${check} ${status}`).join(', '));
    return watched;
  });
}

/** Functions that are asked about what others have left: mails about records, and heartbeats. */
const AFTERWARDS: readonly FunctionLabel[] = ['daily-summary', 'heartbeat-check'];

/** Functions that a schedule starts in their own time only, and that do something then. */
const NOT_STARTED: readonly FunctionLabel[] = ['drill'];

/** The same site after a deployment that may have told the functions other ids. */
export async function readChecksAgain(context: RunContext, site: WatchedSite): Promise<WatchedSite> {
  const checks = await findChecks(site.clients.values());
  return { ...site, checks, lane: laneOf(context, site, checks, site, site.lane) };
}

async function listen(context: RunContext, site: ServedSite, checks: DeployedChecks): Promise<WatchedSite> {
  const definitions = alarmDefinitions(loadAssembly(site.synthesized));
  const physicalNames = (stack: string, logicalId: string): string =>
    site.deployed.get(stack)?.[logicalId]?.physicalId ?? '';
  const functions = new Map(
    [...checks.byName].flatMap(([name, { region, intervalSeconds }]) => {
      const cloudWatch = site.clients.get(region)?.cloudWatch;
      return cloudWatch === undefined ? [] : [[name, { cloudWatch, intervalSeconds }] as const];
    }),
  );
  const player = new AlarmPlayer({ functions, definitions, physicalNames });
  const alarms = new Map<FunctionLabel, readonly string[]>();
  for (const definition of definitions.filter((it) => it.kind === 'played')) {
    const names = alarms.get(definition.check) ?? [];
    alarms.set(definition.check, [...names, alarmNameOf(definition, physicalNames)].sort());
  }
  const mailboxes = await openMailboxes(site, checks);
  const parts = { checks, player, mailboxes };
  return { ...site, ...parts, alarms, lane: laneOf(context, site, checks, parts) };
}

function openMailboxes(site: DeployedSite, { byName, expectations }: DeployedChecks): Promise<readonly Mailbox[]> {
  const topicName = notificationTopicName({ name: expectations.topology.site });
  const regions = [...new Set([...byName.values()].map(({ region }) => region))];
  return together(
    regions.flatMap((region) => {
      const clients = site.clients.get(region);
      const topicArn = `arn:aws:sns:${region}:${site.account}:${topicName}`;
      return clients === undefined ? [] : [openMailbox({ sns: clients.sns, sqs: clients.sqs, topicArn })];
    }),
  );
}

function laneOf(
  { hooks }: RunContext,
  { clients, gateway }: DeployedSite,
  checks: DeployedChecks,
  { player, mailboxes }: Pick<WatchedSite, 'player' | 'mailboxes'>,
  earlier?: Lane,
): Lane {
  return new Lane({ clients, gateway, checks, player, mailboxes, signal: hooks.signal }, earlier);
}

function entryOf(
  { checks, player, alarms }: WatchedSite,
  check: FunctionLabel,
  record: CheckRecord | undefined,
): CheckEntry {
  const deployed = checks.byName.get(check);
  return {
    check,
    schedule: deployed?.schedule ?? '',
    scheduledRuns: 0,
    waitedSeconds: 0,
    status: record?.status ?? 'NONE',
    findings: record?.findings.length ?? 0,
    unknown: record?.questions.length ?? 0,
    metrics: Object.keys(record?.metrics ?? {}).length,
    alarms: (alarms.get(check) ?? []).map((name) => ({ name, state: player.states.get(name) ?? 'INSUFFICIENT_DATA' })),
    logGroup: deployed?.logGroupName ?? '',
  };
}

function problemsOf(
  { check, status }: CheckEntry,
  deployed: DeployedCheck | undefined,
  { dataPlane }: Pick<ServedSite, 'dataPlane'>,
): readonly string[] {
  // Nothing answers its probes then, and that must not be called healthy.
  const expected = check === 'fail-over-writer' && typeof dataPlane === 'string' ? 'UNKNOWN' : 'HEALTHY';
  return [
    ...(status === expected ? [] : [`${check} must be ${expected} on an intact site, it said ${status}`]),
    ...(deployed?.enabled === true ? [] : [`the schedule of ${check} is switched off`]),
  ];
}
