import { ResourceNotFoundException } from '@aws-sdk/client-lambda';
import type { FunctionLabel, RunResult } from '../../../../lambda/shared/contract';
import { Lane } from '../../../../lib/local/drill';
import { AlarmPlayer, type AlarmState, type Mailbox, type Notification } from '../../../../lib/local/observe';
import type { DeployedChecks } from '../../../../lib/local/site';
import { fakeClients } from '../../aws/support/fake-clients';
import { playedAlarm } from '../../observe/support/definitions';
import { CONCLUSIONS, lineOf } from '../../observe/support/records';
import { deployedCheck } from '../../site/support/deployed';
import { FakeGateway } from './ground';

const ALARM = playedAlarm({ name: 'redundancy', rules: { evaluationPeriods: 1, datapointsToAlarm: 1 } });
const OTHER = playedAlarm({ ...ALARM, name: 'zones', logicalId: 'Zones' });

/** That an alarm went to another state. */
export function notification(alarm: string, to: AlarmState = 'ALARM'): Notification {
  return { kind: 'alarm', alarm, from: 'OK', to, reason: 'r', description: 'd', subject: undefined };
}

/** That a function announced another status. */
export function notice(check: string, from: string, to: string): Notification {
  const message = JSON.stringify({ notice: `${check} of starter: ${from} -> ${to}` });
  return { kind: 'other', message, subject: undefined };
}

/** Functions that the site of a lane has. */
const FUNCTIONS = ['topology-check', 'database-check', 'fail-over-writer'] as const;

/** What a function does when it is invoked, and what the mailboxes hold. */
export interface LaneState {
  concludes: keyof typeof CONCLUSIONS;
  /** Announced by the next runs. */
  announces: Pick<RunResult, 'previousStatus' | 'status'> | undefined;
  /** Whether functions hand their results on. */
  hasDestination: boolean;
  /** Whether a run leaves a record. */
  leaves: 'a record' | 'nothing' | 'an error';
  readonly mail: readonly Notification[][];
  /** Most functions that ran at the same time. */
  atOnce: number;
}

/** A lane before functions that do what a test tells them to; a reading of a mailbox takes all that is in it. */
export function laneOf({ endpoint = 'http://127.0.0.1:9', earlier }: { endpoint?: string; earlier?: Lane } = {}) {
  const state: LaneState = {
    ...{ concludes: 'HEALTHY', announces: undefined, hasDestination: true, leaves: 'a record', atOnce: 0 },
    mail: [[], []],
  };
  const lines: string[] = [];
  const running = { now: 0 };
  const { clients, calls } = fakeClients(
    {
      Invoke: async ({ input }) => {
        running.now += 1;
        state.atOnce = Math.max(state.atOnce, running.now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running.now -= 1;
        const check = String(input['FunctionName']).replace('starter-', '') as FunctionLabel;
        return invoked(check, state, lines);
      },
      FilterLogEvents: () => ({ events: lines.map((message) => ({ message, timestamp: Date.now() })) }),
      GetFunctionEventInvokeConfig: () => {
        if (!state.hasDestination) {
          throw new ResourceNotFoundException({ $metadata: {}, message: 'none' });
        }
        const Destination = 'arn:aws:events:ap-northeast-1:111122223333:event-bus/starter';
        return { DestinationConfig: { OnSuccess: { Destination } } };
      },
    },
    'ap-northeast-1',
    endpoint,
  );
  const functions = new Map(
    FUNCTIONS.map((name) => [name, { cloudWatch: { send: () => Promise.resolve({}) }, intervalSeconds: 60 }]),
  );
  const checks: Pick<DeployedChecks, 'byName'> = {
    byName: new Map(FUNCTIONS.map((name) => [name, deployedCheck({ name })])),
  };
  const gateway = new FakeGateway();
  const lane = new Lane(
    {
      ...{ gateway, checks: checks as DeployedChecks, signal: new AbortController().signal },
      clients: new Map([['ap-northeast-1', clients]]),
      player: new AlarmPlayer({ functions, definitions: [ALARM, OTHER], physicalNames: () => '' }),
      mailboxes: state.mail.map(mailboxOf),
    },
    earlier,
  );
  const invoked_ = () => calls.filter(({ action }) => action === 'Invoke').map(({ input }) => input['FunctionName']);
  return { lane, state, gateway, checks, invoked: invoked_ };
}

function invoked(check: FunctionLabel, state: LaneState, lines: string[]): object {
  lines.splice(0);
  if (state.leaves === 'an error') {
    return { FunctionError: 'Unhandled', Payload: Buffer.from('{"errorMessage":"no"}') };
  }
  if (state.leaves === 'a record') {
    const now = new Date();
    const outcome = check === 'fail-over-writer' ? { outcome: 'OBSERVE' } : {};
    lines.push(lineOf({ check, startedAt: now, completedAt: now, ...outcome }, CONCLUSIONS[state.concludes]));
  }
  const { previousStatus = 'HEALTHY', status = 'HEALTHY' } = state.announces ?? {};
  const result = { version: 1, check, site: 'starter', previousStatus, status, changed: state.announces !== undefined };
  return { Payload: Buffer.from(JSON.stringify(result)) };
}

function mailboxOf(mail: Notification[]): Mailbox {
  return {
    read: async () => {
      const found = mail.splice(0);
      // What was taken is on its way, and nobody else can take it.
      await new Promise((resolve) => setTimeout(resolve, 2));
      return found;
    },
    close: () => Promise.resolve(),
  };
}
