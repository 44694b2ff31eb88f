import { SetAlarmStateCommand, type PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { AlarmPlayer, type AlarmDefinition, type AlarmWriter, type CheckRecord } from '../../../lib/local/observe';
import { playedAlarm } from './support/definitions';
import { CONCLUSIONS, recordOf, RUN } from './support/records';

type Sent = PutMetricDataCommand | SetAlarmStateCommand;

function play(
  definitions: readonly AlarmDefinition[],
  answer: (command: Sent, nth: number) => Error | undefined = () => undefined,
) {
  const sent: Sent[] = [];
  const cloudWatch: AlarmWriter = {
    send: (command) => {
      sent.push(command);
      const error = answer(command, sent.length);
      return error === undefined ? Promise.resolve({}) : Promise.reject(error);
    },
  };
  const player = new AlarmPlayer({
    functions: new Map([
      ['topology-check', { cloudWatch, intervalSeconds: 60 }],
      ['database-check', { cloudWatch, intervalSeconds: 60 }],
    ]),
    definitions,
    physicalNames: (stack, logicalId) => `${stack}-${logicalId}`,
  });
  return { sent, player };
}

const healthy = recordOf();
const degraded = recordOf({}, CONCLUSIONS.DEGRADED);
const unknown = recordOf({}, CONCLUSIONS.UNKNOWN);

/** Changes of the runs, one after another, as `OK > ALARM after 2`. */
async function changesOf(player: AlarmPlayer, records: readonly (CheckRecord | undefined)[]): Promise<string[][]> {
  const changes: string[][] = [];
  for (const record of records) {
    const found = await player.observe('topology-check', record);
    changes.push(found.map(({ from, to, afterRuns }) => `${from} > ${to} after ${String(afterRuns)}`));
  }
  return changes;
}

test('raises an alarm with the run that completes the datapoints, and ends it with the first good one', async () => {
  const { player } = play([playedAlarm()]);
  expect(player.states.get('starter-topology-fault')).toBe('INSUFFICIENT_DATA');
  expect(await changesOf(player, [healthy, degraded, degraded, degraded, healthy])).toStrictEqual([
    ['INSUFFICIENT_DATA > OK after 1'],
    [],
    ['OK > ALARM after 2'],
    [],
    ['ALARM > OK after 1'],
  ]);
  expect(player.states.get('starter-topology-fault')).toBe('OK');
});

test('a run that cannot tell neither raises an alarm nor ends one', async () => {
  const { player } = play([playedAlarm()]);
  const changes = await changesOf(player, [healthy, degraded, unknown, degraded, unknown, unknown, unknown, unknown]);
  expect(changes.flat()).toStrictEqual(['INSUFFICIENT_DATA > OK after 1', 'OK > ALARM after 3']);
});

const heartbeat = playedAlarm({
  name: 'starter-topology-check-heartbeat',
  metrics: [{ metricName: 'CheckCompleted', statistic: 'Sum' }],
  rules: { comparison: 'LessThanThreshold', evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: 'breaching' },
});

test('tells that a check is silent once nothing is left in the range', async () => {
  const { player } = play([heartbeat]);
  const runs = [healthy, healthy, healthy, undefined, undefined, undefined, undefined, undefined, healthy];
  expect((await changesOf(player, runs)).slice(6)).toStrictEqual([[], ['OK > ALARM after 5'], ['ALARM > OK after 1']]);
});

test('a check that never ran is silent from its first missing run on', async () => {
  const { player } = play([heartbeat, playedAlarm()]);
  expect(await changesOf(player, [undefined])).toStrictEqual([['INSUFFICIENT_DATA > ALARM after 1']]);
});

test('writes the metrics of a record at the time of its run, and then the state', async () => {
  const { player, sent } = play([playedAlarm()]);
  await player.observe('topology-check', healthy);
  expect(sent.map(({ constructor, input }) => [constructor.name, input])).toStrictEqual([
    [
      'PutMetricDataCommand',
      {
        Namespace: 'Honmaru',
        MetricData: Object.entries(healthy.metrics).map(([MetricName, Value]) => ({
          MetricName,
          Value,
          Dimensions: [
            { Name: 'Site', Value: 'starter' },
            { Name: 'Check', Value: 'topology-check' },
          ],
          Timestamp: RUN.completedAt,
        })),
      },
    ],
    [
      'SetAlarmStateCommand',
      {
        AlarmName: 'starter-topology-fault',
        StateValue: 'OK',
        StateReason:
          'Played by the local site: datapoints of topology-check, newest last: [0]; ' +
          'alarm when 2 of 2 are GreaterThanOrEqualToThreshold 1, missing data: ignore.',
      },
    ],
  ]);
});

test('writes no metrics for a run that did not happen', async () => {
  const { player, sent } = play([playedAlarm()]);
  await player.observe('topology-check', undefined);
  expect(sent).toStrictEqual([]);
});

test('every check has its own clock', async () => {
  const { player } = play([playedAlarm({ check: 'database-check' })]);
  await player.observe('topology-check', degraded);
  await player.observe('topology-check', degraded);
  expect(player.states.get('starter-topology-fault')).toBe('INSUFFICIENT_DATA');
});

test('an alarm of another site hears nothing of this one', async () => {
  const { player } = play([playedAlarm({ site: 'other' })]);
  expect((await changesOf(player, [degraded, degraded])).flat()).toStrictEqual([]);
});

test('a part of a sum that is silent counts as nothing beside one that is not', async () => {
  const metrics = ['Firewall', 'Services'].map((metricName) => ({ metricName, statistic: 'Maximum' as const }));
  const { player } = play([playedAlarm({ metrics, rules: { threshold: 3 } })]);
  const run = (values: Record<string, number>) => recordOf({}, { metrics: values });
  const runs = [run({ Firewall: 2 }), run({ Firewall: 2, Services: 1 }), run({ Services: 3 })];
  expect(await changesOf(player, runs)).toStrictEqual([['INSUFFICIENT_DATA > OK after 1'], [], ['OK > ALARM after 2']]);
});

test.each([
  ['Sum', 3],
  ['Average', 1.5],
  ['Minimum', 1],
  ['Maximum', 2],
  ['SampleCount', 2],
] as const)('the %s of the runs within one period is %d', async (statistic, value) => {
  const metrics = [{ metricName: 'M', statistic }];
  const { player, sent } = play([
    playedAlarm({
      metrics,
      periodSeconds: 120,
      rules: { evaluationPeriods: 1, datapointsToAlarm: 1, threshold: value },
    }),
  ]);
  const runs = [1, 2].map((M) => recordOf({}, { metrics: { M } }));
  await changesOf(player, runs);
  const reasons = sent.flatMap((command) =>
    command instanceof SetAlarmStateCommand ? [command.input.StateReason] : [],
  );
  expect(reasons.at(-1)).toContain(`newest last: [${String(value)}]`);
});

test('gives no reason that CloudWatch would find too long', async () => {
  const { player, sent } = play([playedAlarm({ rules: { evaluationPeriods: 1440, datapointsToAlarm: 1440 } })]);
  await changesOf(player, Array<CheckRecord>(1440).fill(degraded));
  const reasons = sent.flatMap((command) =>
    command instanceof SetAlarmStateCommand ? [command.input.StateReason] : [],
  );
  expect(reasons.map((reason) => reason?.length)).toStrictEqual([1023]);
});

test('looks up the names that templates do not give, and leaves alone what is not played', async () => {
  const identity = { stack: 'S', region: 'r', constructPath: undefined, severity: undefined, name: undefined };
  const { player } = play([
    playedAlarm({ name: undefined }),
    { ...identity, kind: 'not-played', logicalId: 'A', reason: 'r' },
    { ...identity, kind: 'composite', logicalId: 'B', children: [], suppressed: false },
  ]);
  const [change] = await player.observe('topology-check', healthy);
  expect(change?.alarm).toBe('Monitoring-TopologyFault');
  expect([...player.states.keys()]).toStrictEqual(['Monitoring-TopologyFault']);
});

test('refuses a period that is no whole number of intervals', () => {
  expect(() => play([playedAlarm({ periodSeconds: 90 })])).toThrow(
    'alarm Monitoring/TopologyFault: its period of 90 s must hold a whole number of intervals of 60 s',
  );
});

test('refuses a record of another check', async () => {
  const { player } = play([]);
  await expect(player.observe('database-check', healthy)).rejects.toThrow(
    'a record of topology-check is no run of database-check',
  );
});

test('no time passes for a function that no schedule starts', async () => {
  const { player } = play([playedAlarm({ check: 'line-check', name: 'starter-lines' })]);
  expect([...player.states.keys()]).toStrictEqual([]);
  await expect(player.observe('line-check', undefined)).rejects.toThrow('no schedule starts line-check');
});

test('a run whose metrics could not be written does not count', async () => {
  const { player } = play([playedAlarm()], (_, nth) => (nth === 1 ? new Error('no answer') : undefined));
  await expect(player.observe('topology-check', degraded)).rejects.toThrow('no answer');
  expect((await changesOf(player, [degraded, degraded])).flat()).toStrictEqual(['INSUFFICIENT_DATA > ALARM after 2']);
});

test('a state that could not be set is set with the next run', async () => {
  const { player } = play([playedAlarm()], (command, nth) =>
    command instanceof SetAlarmStateCommand && nth === 2 ? new Error('no answer') : undefined,
  );
  await expect(player.observe('topology-check', healthy)).rejects.toThrow('no answer');
  expect(player.states.get('starter-topology-fault')).toBe('INSUFFICIENT_DATA');
  expect(await changesOf(player, [healthy])).toStrictEqual([['INSUFFICIENT_DATA > OK after 2']]);
});
