import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, paginateListSchedules } from '@aws-sdk/client-scheduler';
import type { BackupCheckEvent } from '../../../lambda/backup-check/contract';
import type { DatabaseCheckEvent } from '../../../lambda/database-check/contract';
import type { CheckName } from '../../../lambda/shared/contract';
import type { TopologyCheckEvent } from '../../../lambda/topology-check/contract';
import type { LocalClients } from '../aws';
import { LocalFailure } from '../local-failure';

/** A failover check as it was deployed. */
export interface DeployedCheck {
  readonly name: CheckName;
  readonly functionName: string;
  readonly logGroupName: string;
  /** Longest run, in seconds. */
  readonly timeoutSeconds: number;
  /** Environment of the function. */
  readonly environment: Readonly<Record<string, string>>;
  /** When it runs, for example `rate(1 minute)`. */
  readonly schedule: string;
  /** Whether the schedule is switched on. */
  readonly enabled: boolean;
  /** Time between two runs, in seconds. */
  readonly intervalSeconds: number;
  /** Payload that the schedule hands over, as JSON. */
  readonly input: string;
}

/** What the checks were told about the site: the ids of everything they watch. */
export interface SiteExpectations {
  readonly topology: TopologyCheckEvent;
  readonly database: DatabaseCheckEvent;
  readonly backup: BackupCheckEvent;
}

/** The failover checks of a site, and what they watch. */
export interface DeployedChecks {
  readonly byName: Readonly<Record<CheckName, DeployedCheck>>;
  readonly expectations: SiteExpectations;
}

/** Member of a payload by which its check is known. */
const MARKS: Readonly<Record<CheckName, string>> = {
  'topology-check': 'tiers',
  'database-check': 'clusterIdentifier',
  'backup-check': 'backups',
};

/**
 * Finds the checks by their schedules in EventBridge Scheduler.
 *
 * @throws LocalFailure when a check has no schedule, or more than one
 */
export async function findChecks(clients: LocalClients): Promise<DeployedChecks> {
  const schedules = await readSchedules(clients);
  const find = async (name: CheckName): Promise<readonly [DeployedCheck, object]> => {
    const ofCheck = schedules.filter(({ payload }) => Object.hasOwn(payload, MARKS[name]));
    const [schedule] = ofCheck;
    if (schedule === undefined || ofCheck.length > 1) {
      throw new LocalFailure([
        `${name} has ${String(ofCheck.length)} schedules, and must have exactly one; ` +
          'an app without the checks of honmaru is deployed with --only deploy',
      ]);
    }
    return [await readCheck(clients, name, schedule), schedule.payload];
  };
  const [topology, topologyEvent] = await find('topology-check');
  const [database, databaseEvent] = await find('database-check');
  const [backup, backupEvent] = await find('backup-check');
  return {
    byName: { 'topology-check': topology, 'database-check': database, 'backup-check': backup },
    expectations: {
      // The shipped functions themselves refuse a payload that is not of this shape.
      topology: topologyEvent as TopologyCheckEvent,
      database: databaseEvent as DatabaseCheckEvent,
      backup: backupEvent as BackupCheckEvent,
    },
  };
}

interface FoundSchedule {
  readonly targetArn: string;
  readonly expression: string;
  readonly enabled: boolean;
  readonly input: string;
  readonly payload: object;
}

async function readSchedules({ scheduler }: LocalClients): Promise<readonly FoundSchedule[]> {
  const found: FoundSchedule[] = [];
  for await (const page of paginateListSchedules({ client: scheduler }, {})) {
    for (const { Name, GroupName } of page.Schedules ?? []) {
      const schedule = await scheduler.send(new GetScheduleCommand({ Name, GroupName }));
      const input = schedule.Target?.Input ?? '';
      found.push({
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

/** A payload of a check is an object. Whatever else a schedule hands over is for somebody else. */
function asPayload(input: string): object {
  try {
    const parsed: unknown = JSON.parse(input);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

async function readCheck({ lambda }: LocalClients, name: CheckName, schedule: FoundSchedule): Promise<DeployedCheck> {
  const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: schedule.targetArn }));
  const functionName = configuration.FunctionName ?? '';
  return {
    name,
    functionName,
    logGroupName: configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`,
    timeoutSeconds: configuration.Timeout ?? 3,
    environment: configuration.Environment?.Variables ?? {},
    schedule: schedule.expression,
    enabled: schedule.enabled,
    intervalSeconds: intervalOf(schedule.expression),
    input: schedule.input,
  };
}

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };

/** Seconds between two runs of a schedule `rate(N unit)`. */
function intervalOf(expression: string): number {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? 0);
  if (!(seconds > 0)) {
    throw new LocalFailure([`the schedule ${expression} of a check is no rate of whole minutes, hours or days`]);
  }
  return seconds;
}
