import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, paginateListSchedules } from '@aws-sdk/client-scheduler';
import type { AuditCheckEvent } from '../../../lambda/audit-check/contract';
import type { BackupCheckEvent } from '../../../lambda/backup-check/contract';
import type { CertificateCheckEvent } from '../../../lambda/certificate-check/contract';
import type { DatabaseCheckEvent } from '../../../lambda/database-check/contract';
import type { FailOverWriterEvent } from '../../../lambda/fail-over-writer/contract';
import type { HeartbeatCheckEvent } from '../../../lambda/heartbeat-check/contract';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { SiteCheckEvent } from '../../../lambda/site-check/contract';
import type { TopologyCheckEvent } from '../../../lambda/topology-check/contract';
import type { LocalClients } from '../aws';
import { LocalFailure } from '../local-failure';
import { intervalOf } from './interval';

/** A function that a schedule starts, as it was deployed. */
export interface DeployedCheck {
  readonly name: FunctionLabel;
  /** Region it runs in. */
  readonly region: string;
  readonly functionName: string;
  /** Bundle it runs: a dry run has one of its own, and the name of what it stands for. */
  readonly bundle: string;
  readonly functionArn: string;
  readonly logGroupName: string;
  /** Longest run, in seconds. */
  readonly timeoutSeconds: number;
  /** Environment of the function. */
  readonly environment: Readonly<Record<string, string>>;
  readonly scheduleName: string;
  readonly scheduleGroup: string;
  /** When it runs, for example `rate(1 minute)`. */
  readonly schedule: string;
  /** Whether the schedule is switched on. */
  readonly enabled: boolean;
  /** Time between two runs, in seconds. */
  readonly intervalSeconds: number;
  /** Payload that the schedule hands over, as JSON. */
  readonly input: string;
}

/** What the functions were told about the site: the ids of everything they watch. */
export interface SiteExpectations {
  readonly topology: TopologyCheckEvent;
  readonly database: DatabaseCheckEvent;
  readonly backup: BackupCheckEvent;
  readonly audit: AuditCheckEvent;
  readonly certificate: CertificateCheckEvent;
  readonly heartbeat: HeartbeatCheckEvent;
  readonly failover: FailOverWriterEvent;
  /** Absent where the web ACL does not admit the check. */
  readonly site?: SiteCheckEvent;
}

/** The functions that schedules of a site start, and what they watch. */
export interface DeployedChecks {
  /** In the order in which they are named above. */
  readonly byName: ReadonlyMap<FunctionLabel, DeployedCheck>;
  readonly expectations: SiteExpectations;
}

/** Functions that every site has on schedule, each with the member of its payload by which it is known. */
const REQUIRED = {
  'topology-check': 'tiers',
  'database-check': 'instanceClasses',
  'backup-check': 'backups',
  'audit-check': 'trail',
  'certificate-check': 'renewal',
  'heartbeat-check': 'heartbeats',
  'daily-summary': 'functions',
  'fail-over-writer': 'probes',
} as const satisfies Partial<Record<FunctionLabel, string>>;

type RequiredLabel = keyof typeof REQUIRED;

/** Functions that a site may have on schedule as well. A drill has probes, too. */
const OPTIONAL = { 'line-check': 'partners', 'site-check': 'methods', drill: 'window' } as const satisfies Partial<
  Record<FunctionLabel, string>
>;

/** A function that was found, or an error that says how many schedules it has. */
export function checkOf({ byName }: Pick<DeployedChecks, 'byName'>, name: FunctionLabel): DeployedCheck {
  const found = byName.get(name);
  if (found === undefined) {
    throw new LocalFailure([`${name} has no schedule`]);
  }
  return found;
}

/**
 * Finds the functions by their schedules in EventBridge Scheduler.
 *
 * @param regions - clients of every Region of the site
 * @throws LocalFailure when a function has no schedule, or more than one
 */
export async function findChecks(regions: Iterable<LocalClients>): Promise<DeployedChecks> {
  const schedules = (await Promise.all([...regions].map(readSchedules))).flat();
  const ofDrill = schedules.filter(({ payload }) => Object.hasOwn(payload, OPTIONAL.drill));
  const others = schedules.filter((schedule) => !ofDrill.includes(schedule));
  const byName = new Map<FunctionLabel, DeployedCheck>();
  const events = new Map<FunctionLabel, object>();
  for (const name of Object.keys(REQUIRED) as RequiredLabel[]) {
    const found = others.filter(({ payload }) => Object.hasOwn(payload, REQUIRED[name]));
    const [schedule] = found;
    if (schedule === undefined || found.length > 1) {
      throw new LocalFailure([
        `${name} has ${String(found.length)} schedules, and must have exactly one; ` +
          'an app without the checks of honmaru is deployed with --only deploy',
      ]);
    }
    byName.set(name, await readCheck(name, schedule));
    events.set(name, schedule.payload);
  }
  const lines = others.find(({ payload }) => Object.hasOwn(payload, OPTIONAL['line-check']));
  const asked = others.find(({ payload }) => Object.hasOwn(payload, OPTIONAL['site-check']));
  const optional = [['line-check', lines] as const, ['site-check', asked] as const, ['drill', ofDrill[0]] as const];
  for (const [name, schedule] of optional) {
    if (schedule !== undefined) {
      byName.set(name, await readCheck(name, schedule));
    }
  }
  // The shipped functions themselves refuse a payload that is not of its shape.
  const eventOf = <E>(name: RequiredLabel): E => events.get(name) as E;
  return {
    byName,
    expectations: {
      topology: eventOf('topology-check'),
      database: eventOf('database-check'),
      backup: eventOf('backup-check'),
      audit: eventOf('audit-check'),
      certificate: eventOf('certificate-check'),
      heartbeat: eventOf('heartbeat-check'),
      failover: eventOf('fail-over-writer'),
      ...(asked === undefined ? {} : { site: asked.payload as SiteCheckEvent }),
    },
  };
}

interface FoundSchedule {
  readonly clients: LocalClients;
  readonly name: string;
  readonly group: string;
  readonly targetArn: string;
  readonly expression: string;
  readonly enabled: boolean;
  readonly input: string;
  readonly payload: object;
}

async function readSchedules(clients: LocalClients): Promise<readonly FoundSchedule[]> {
  const { scheduler } = clients;
  const found: FoundSchedule[] = [];
  for await (const page of paginateListSchedules({ client: scheduler }, {})) {
    for (const { Name = '', GroupName = '' } of page.Schedules ?? []) {
      const schedule = await scheduler.send(new GetScheduleCommand({ Name, GroupName }));
      const input = schedule.Target?.Input ?? '';
      found.push({
        clients,
        name: Name,
        group: GroupName,
        targetArn: schedule.Target?.Arn ?? '',
        expression: schedule.ScheduleExpression ?? '',
        enabled: schedule.State === 'ENABLED',
        input,
        payload: asPayload(input),
      });
    }
  }
  return found;
}

/** A payload of a function is an object. Whatever else a schedule hands over is for somebody else. */
function asPayload(input: string): object {
  try {
    const parsed: unknown = JSON.parse(input);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/** Log groups of functions are named after the bundle and the place of the function. */
const BUNDLE = /\/functions\/(.+)-[0-9a-f]{8}$/;

async function readCheck(name: FunctionLabel, { clients, ...schedule }: FoundSchedule): Promise<DeployedCheck> {
  const configuration = await clients.lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: schedule.targetArn }),
  );
  const functionName = configuration.FunctionName ?? '';
  const logGroupName = configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`;
  return {
    name,
    region: clients.region,
    functionName,
    functionArn: schedule.targetArn,
    logGroupName,
    bundle: BUNDLE.exec(logGroupName)?.[1] ?? name,
    timeoutSeconds: configuration.Timeout ?? 3,
    environment: configuration.Environment?.Variables ?? {},
    scheduleName: schedule.name,
    scheduleGroup: schedule.group,
    schedule: schedule.expression,
    enabled: schedule.enabled,
    intervalSeconds: intervalOf(schedule.expression),
    input: schedule.input,
  };
}
