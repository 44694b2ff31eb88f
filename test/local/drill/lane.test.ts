import { Lane } from '../../../lib/local/drill';
import { AlarmPlayer, type AlarmState, type Mailbox, type Notification } from '../../../lib/local/observe';
import type { DeployedChecks } from '../../../lib/local/site';
import { fakeClients } from '../aws/support/fake-clients';
import { playedAlarm } from '../observe/support/definitions';
import { CONCLUSIONS, lineOf } from '../observe/support/records';
import { deployedCheck } from '../site/support/deployed';

const ALARM = playedAlarm({ name: 'redundancy', rules: { evaluationPeriods: 1, datapointsToAlarm: 1 } });
const OTHER = playedAlarm({ ...ALARM, name: 'zones', logicalId: 'Zones' });

function notification(alarm: string, to: AlarmState = 'ALARM'): Notification {
  return { kind: 'alarm', alarm, from: 'OK', to, reason: 'r', description: 'd', subject: undefined };
}

/** A lane before a function that concludes what a test tells it to; a reading of the mailbox takes all that is in it. */
function laneOf() {
  const state: { concludes: keyof typeof CONCLUSIONS; readonly mail: Notification[] } = {
    concludes: 'HEALTHY',
    mail: [],
  };
  const lines: string[] = [];
  const { clients } = fakeClients({
    Invoke: () => {
      const now = new Date();
      const run = { requestId: `run-${String(lines.length)}`, startedAt: now, completedAt: now };
      lines.push(lineOf(run, CONCLUSIONS[state.concludes]));
      return {};
    },
    FilterLogEvents: () => ({ events: lines.slice(-1).map((message) => ({ message, timestamp: Date.now() })) }),
  });
  const mailbox: Mailbox = {
    read: async () => {
      const found = state.mail.splice(0);
      // What was taken is on its way, and nobody else can take it.
      await new Promise((resolve) => setTimeout(resolve, 2));
      return found;
    },
    close: () => Promise.resolve(),
  };
  const player = new AlarmPlayer({
    cloudWatch: { send: () => Promise.resolve({}) },
    definitions: [ALARM, OTHER],
    intervals: { 'topology-check': 60, 'database-check': 60, 'backup-check': 3600 },
    physicalNames: () => '',
  });
  const byName = { 'topology-check': deployedCheck() } as unknown as DeployedChecks['byName'];
  const checks = { byName } as DeployedChecks;
  const lane = new Lane({ clients, checks, player, mailbox, signal: new AbortController().signal });
  return { lane, state };
}

test('runs the deployed check, plays its alarms and keeps the invocation', async () => {
  const { lane, state } = laneOf();
  state.concludes = 'DEGRADED';
  const { record, changes } = await lane.run('topology-check');
  expect(record?.status).toBe('DEGRADED');
  expect(changes.map(({ alarm, to }) => [alarm, to])).toStrictEqual([
    ['redundancy', 'ALARM'],
    ['zones', 'ALARM'],
  ]);
  expect(lane.raisedNow()).toStrictEqual(['redundancy', 'zones']);
  expect(lane.invocations.map(({ check }) => check)).toStrictEqual(['topology-check']);
});

test('begins with the invocations that there were before', () => {
  const before = { check: 'backup-check', from: new Date(0), to: new Date(1) } as const;
  expect(new Lane({} as ConstructorParameters<typeof Lane>[0], [before]).invocations).toStrictEqual([before]);
});

/** Raises both alarms. */
async function raise({ lane, state }: ReturnType<typeof laneOf>): Promise<void> {
  state.concludes = 'HEALTHY';
  await lane.run('topology-check');
  state.concludes = 'DEGRADED';
  await lane.run('topology-check');
}

test('an alarm is notified when its notification has arrived', async () => {
  const site = laneOf();
  await raise(site);
  expect(await site.lane.isNotified('redundancy')).toBe(false);
  site.state.mail.push(notification('redundancy'));
  expect(await site.lane.isNotified('redundancy')).toBe(true);
});

test.each([
  ['that it is over', notification('redundancy', 'OK')],
  ['of another alarm', notification('zones')],
  ['of something else', { kind: 'other', message: 'redundancy ALARM', subject: undefined } as const],
])('a notification %s is none of the alarm', async (_, other) => {
  const site = laneOf();
  await raise(site);
  site.state.mail.push(other);
  expect(await site.lane.isNotified('redundancy')).toBe(false);
});

test('several may ask at a time: what one reading takes, all know of', async () => {
  const site = laneOf();
  await raise(site);
  site.state.mail.push(notification('zones'), notification('redundancy'));
  const asked = ['redundancy', 'zones'].map((alarm) => site.lane.isNotified(alarm));
  expect(await Promise.all(asked)).toStrictEqual([true, true]);
});

test('an alarm that is raised again needs another notification', async () => {
  const site = laneOf();
  await raise(site);
  site.state.mail.push(notification('redundancy'));
  expect(await site.lane.isNotified('redundancy')).toBe(true);
  await raise(site);
  expect(await site.lane.isNotified('redundancy')).toBe(false);
  site.state.mail.push(notification('redundancy'));
  expect(await site.lane.isNotified('redundancy')).toBe(true);
});

test('a mailbox that cannot be read is an error, and can be read again', async () => {
  const { lane, state } = laneOf();
  const failing = { once: true };
  Object.assign(state.mail, {
    splice: () => {
      if (failing.once) {
        failing.once = false;
        throw new Error('no answer');
      }
      return [notification('redundancy')];
    },
  });
  await expect(lane.isNotified('redundancy')).rejects.toThrow('no answer');
  expect(await lane.isNotified('redundancy')).toBe(true);
});
