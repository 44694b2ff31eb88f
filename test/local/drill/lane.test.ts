import { jsonServer } from '../aws/support/json-server';
import { laneOf, notice, notification, type LaneState } from './support/lane';

type Site = ReturnType<typeof laneOf>;

const bus = jsonServer(() => ({ body: { FailedEntryCount: 0 } }));
/** A lane before a bus of events that takes everything. */
const site = (earlier?: Site['lane']): Site =>
  laneOf({ endpoint: bus.endpoint(), ...(earlier === undefined ? {} : { earlier }) });
const mail = ({ state }: Site, index = 0) => state.mail[index] ?? [];

/** Raises both alarms. */
async function raise({ lane, state }: Site): Promise<void> {
  state.concludes = 'HEALTHY';
  await lane.run('topology-check');
  state.concludes = 'DEGRADED';
  await lane.run('topology-check');
}

describe('a run', () => {
  test('is one of the deployed function: it plays its alarms, and the invocation is kept', async () => {
    const { lane, state, invoked } = site();
    state.concludes = 'DEGRADED';
    const { record, changes, failure } = await lane.run('topology-check');
    expect([record?.status, failure]).toStrictEqual(['DEGRADED', undefined]);
    expect(changes.map(({ alarm, to }) => [alarm, to])).toStrictEqual([
      ['redundancy', 'ALARM'],
      ['zones', 'ALARM'],
    ]);
    expect(lane.raisedNow()).toStrictEqual(['redundancy', 'zones']);
    expect(lane.invocations.map(({ check }) => check)).toStrictEqual(['topology-check']);
    expect(invoked()).toStrictEqual(['starter-topology-check']);
  });

  test('that fails is told, and leaves no record', async () => {
    const { lane, state } = site();
    state.leaves = 'an error';
    expect(await lane.run('topology-check')).toMatchObject({
      record: undefined,
      failure: 'topology-check failed (Unhandled): {"errorMessage":"no"}',
    });
  });

  test('of a function that the site has not is an error', async () => {
    await expect(site().lane.run('audit-check')).rejects.toThrow('audit-check has no schedule');
  });

  test('in a Region where the site has nothing is an error', async () => {
    const { lane, checks } = site();
    Object.assign(checks.byName.get('topology-check') ?? {}, { region: 'us-east-1' });
    await expect(lane.run('topology-check')).rejects.toThrow(
      'topology-check runs in us-east-1, where the site has nothing',
    );
  });

  test('of a function that acts comes one interval after the last, and that of a check costs no time', async () => {
    const { lane, gateway } = site();
    await lane.run('topology-check');
    expect(gateway.passed).toStrictEqual([]);
    await lane.run('fail-over-writer');
    await lane.run('fail-over-writer');
    expect(gateway.passed).toStrictEqual([60_000, 60_000]);
  });

  test('waits while two others run', async () => {
    const { lane, state, invoked } = site();
    await Promise.all((['topology-check', 'database-check', 'fail-over-writer'] as const).map((it) => lane.run(it)));
    expect(invoked()).toHaveLength(3);
    expect(state.atOnce).toBe(2);
  });
});

describe('the last run', () => {
  test('is not made again', async () => {
    const { lane, invoked } = site();
    const run = await lane.run('topology-check');
    expect(await lane.last('topology-check')).toBe(run);
    expect(invoked()).toHaveLength(1);
  });

  test('is made when there was none, of this function, or it left no record', async () => {
    const { lane, state, invoked } = site();
    await lane.run('database-check');
    state.leaves = 'nothing';
    expect((await lane.last('topology-check')).record).toBeUndefined();
    state.leaves = 'a record';
    expect((await lane.last('topology-check')).record?.status).toBe('HEALTHY');
    expect(invoked()).toHaveLength(3);
  });
});

describe('an alarm', () => {
  test('is notified when its notification has arrived, in whichever mailbox', async () => {
    for (const index of [0, 1]) {
      const one = site();
      await raise(one);
      expect(await one.lane.isNotified('redundancy')).toBe(false);
      mail(one, index).push(notification('redundancy'));
      expect(await one.lane.isNotified('redundancy')).toBe(true);
    }
  });

  test.each([
    ['that it is over', notification('redundancy', 'OK')],
    ['of another alarm', notification('zones')],
    ['of something else', { kind: 'other', message: 'redundancy ALARM', subject: undefined } as const],
  ])('is not notified by a notification %s', async (_, other) => {
    const one = site();
    await raise(one);
    mail(one).push(other);
    expect(await one.lane.isNotified('redundancy')).toBe(false);
  });

  test('may be asked about by several at a time: what one reading takes, all know of', async () => {
    const one = site();
    await raise(one);
    mail(one).push(notification('zones'), notification('redundancy'));
    const asked = ['redundancy', 'zones'].map((alarm) => one.lane.isNotified(alarm));
    expect(await Promise.all(asked)).toStrictEqual([true, true]);
  });

  test('that is raised again needs another notification', async () => {
    const one = site();
    await raise(one);
    mail(one).push(notification('redundancy'));
    expect(await one.lane.isNotified('redundancy')).toBe(true);
    await raise(one);
    expect(await one.lane.isNotified('redundancy')).toBe(false);
    mail(one).push(notification('redundancy'));
    expect(await one.lane.isNotified('redundancy')).toBe(true);
  });

  test('cannot be asked about while a mailbox cannot be read, and can afterwards', async () => {
    const one = site();
    const failing = { once: true };
    Object.assign(mail(one), {
      splice: () => {
        if (failing.once) {
          failing.once = false;
          throw new Error('no answer');
        }
        return [notification('redundancy')];
      },
    });
    await expect(one.lane.isNotified('redundancy')).rejects.toThrow('no answer');
    expect(await one.lane.isNotified('redundancy')).toBe(true);
  });
});

describe('a change of status', () => {
  const CHANGE = { previousStatus: 'HEALTHY', status: 'DEGRADED' };
  const ANNOUNCED = { check: 'topology-check', from: 'HEALTHY', to: 'DEGRADED' };

  async function announcing(states: Partial<LaneState>, runs = 1): Promise<Site> {
    const one = site();
    Object.assign(one.state, { announces: CHANGE, ...states });
    for (let run = 0; run < runs; run += 1) {
      await one.lane.run('topology-check');
    }
    return one;
  }

  test('that a function announces is handed on, and missing until a subscriber hears of it', async () => {
    const one = await announcing({});
    expect(bus.seen).toHaveLength(1);
    expect(await one.lane.announced()).toStrictEqual({ announcements: [ANNOUNCED], missing: [ANNOUNCED] });
    mail(one, 1).push(notice('topology-check', 'HEALTHY', 'DEGRADED'));
    expect(await one.lane.announced()).toStrictEqual({ announcements: [ANNOUNCED], missing: [] });
  });

  test.each([
    ['of another function', notice('database-check', 'HEALTHY', 'DEGRADED')],
    ['of another change', notice('topology-check', 'DEGRADED', 'HEALTHY')],
    ['of an alarm', notification('redundancy')],
  ])('is not told by a notification %s', async (_, other) => {
    const one = await announcing({});
    mail(one).push(other);
    expect((await one.lane.announced()).missing).toStrictEqual([ANNOUNCED]);
  });

  test('that is announced twice must be told twice', async () => {
    const one = await announcing({}, 2);
    mail(one).push(notice('topology-check', 'HEALTHY', 'DEGRADED'));
    expect((await one.lane.announced()).missing).toStrictEqual([ANNOUNCED]);
    mail(one).push(notice('topology-check', 'HEALTHY', 'DEGRADED'));
    expect((await one.lane.announced()).missing).toStrictEqual([]);
  });

  test('is none in a run that announces nothing, whose result is handed on all the same', async () => {
    const one = await announcing({ announces: undefined });
    expect(bus.seen).toHaveLength(1);
    expect((await one.lane.announced()).announcements).toStrictEqual([]);
  });

  test.each([
    ['hands nothing on', { hasDestination: false }],
    ['fails', { leaves: 'an error' }],
  ] as const)('is none of a function that %s', async (_, states) => {
    const one = await announcing(states);
    expect(bus.seen).toHaveLength(0);
    expect((await one.lane.announced()).announcements).toStrictEqual([]);
  });
});

test('a lane of the same site goes on with what was run, raised and told before', async () => {
  const before = site();
  before.state.announces = { previousStatus: 'HEALTHY', status: 'DEGRADED' };
  await raise(before);
  mail(before).push(notification('redundancy'));
  expect(await before.lane.isNotified('redundancy')).toBe(true);
  const after = site(before.lane);
  expect(after.lane.invocations).toStrictEqual(before.lane.invocations);
  expect((await after.lane.announced()).announcements).toHaveLength(2);
  await raise(after);
  expect(after.lane.invocations).toHaveLength(4);
  expect(before.lane.invocations).toHaveLength(2);
  // The notification of the first time does not speak for the second.
  expect(await after.lane.isNotified('redundancy')).toBe(false);
  mail(after).push(notification('redundancy'));
  expect(await after.lane.isNotified('redundancy')).toBe(true);
});
