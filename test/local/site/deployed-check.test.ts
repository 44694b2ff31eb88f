import { findChecks } from '../../../lib/local/site';
import { fakeClients, type Answers } from '../aws/support/fake-clients';

const PAYLOADS = {
  topology: { version: 1, site: 'starter', tiers: [], network: {} },
  database: { version: 1, site: 'starter', clusterIdentifier: 'db' },
  backup: { version: 1, site: 'starter', vaults: [], backups: [] },
};

interface Schedule {
  readonly payload?: object;
  readonly input?: string;
  readonly expression?: string;
  readonly state?: string;
}

const INTACT: Readonly<Record<string, Schedule>> = {
  topology: { payload: PAYLOADS.topology },
  database: { payload: PAYLOADS.database },
  backup: { payload: PAYLOADS.backup, expression: 'rate(1 hour)' },
};

/** A Region with these schedules, one to a page, whose functions are named after them. */
function region(schedules: Readonly<Record<string, Schedule>>, configuration: object = {}) {
  const names = Object.keys(schedules);
  const answers: Answers = {
    ListSchedules: ({ input }) => {
      const page = Number(input['NextToken'] ?? 0);
      const next = page + 1 < names.length ? { NextToken: String(page + 1) } : {};
      return { Schedules: names.slice(page, page + 1).map((Name) => ({ Name, GroupName: 'starter' })), ...next };
    },
    GetSchedule: ({ input }) => {
      const name = String(input['Name']);
      const { payload, expression = 'rate(1 minute)', state = 'ENABLED', ...rest } = schedules[name] ?? {};
      const Input = payload === undefined ? rest.input : JSON.stringify(payload);
      return {
        ...{ ScheduleExpression: expression, State: state },
        Target: { Arn: `arn:aws:lambda:r:a:function:${name}`, Input },
      };
    },
    GetFunctionConfiguration: ({ input }) => ({
      FunctionName: String(input['FunctionName']).split(':').at(-1),
      Timeout: 45,
      ...configuration,
    }),
  };
  return fakeClients(answers);
}

const find = (schedules: Readonly<Record<string, Schedule>>, configuration?: object) =>
  findChecks(region(schedules, configuration).clients);

test('finds every check by the payload of its schedule', async () => {
  const { byName } = await find(INTACT, {
    LoggingConfig: { LogGroup: '/starter/check' },
    Environment: { Variables: { AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:1' } },
  });
  expect(byName['backup-check']).toStrictEqual({
    name: 'backup-check',
    functionName: 'backup',
    logGroupName: '/starter/check',
    timeoutSeconds: 45,
    environment: { AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:1' },
    schedule: 'rate(1 hour)',
    enabled: true,
    intervalSeconds: 3_600,
    input: JSON.stringify(PAYLOADS.backup),
  });
  expect(Object.values(byName).map(({ name, functionName }) => [name, functionName])).toStrictEqual([
    ['topology-check', 'topology'],
    ['database-check', 'database'],
    ['backup-check', 'backup'],
  ]);
});

test('tells what the checks expect of the site', async () => {
  expect((await find(INTACT)).expectations).toStrictEqual(PAYLOADS);
});

test('looks a schedule up in its group', async () => {
  const { clients, calls } = region(INTACT);
  await findChecks(clients);
  const asked = calls.filter(({ action }) => action === 'GetSchedule').map(({ input }) => input);
  expect(asked).toContainEqual({ Name: 'topology', GroupName: 'starter' });
});

test('takes what Lambda would take where the function says nothing', async () => {
  const { byName } = await find(INTACT, { Timeout: undefined });
  expect(byName['topology-check']).toMatchObject({
    ...{ logGroupName: '/aws/lambda/topology', timeoutSeconds: 3, environment: {} },
  });
});

test('tells that a schedule is switched off', async () => {
  const { byName } = await find({ ...INTACT, topology: { payload: PAYLOADS.topology, state: 'DISABLED' } });
  expect([byName['topology-check'].enabled, byName['backup-check'].enabled]).toStrictEqual([false, true]);
});

test('takes no notice of schedules that are for others', async () => {
  const others = { none: {}, list: { input: '[1]' }, text: { input: '"tiers"' }, word: { input: 'wake up' } };
  const { byName } = await find({ ...others, ...INTACT });
  expect(byName['topology-check'].functionName).toBe('topology');
});

test.each([
  ['topology-check', 'topology'],
  ['database-check', 'database'],
  ['backup-check', 'backup'],
])('%s must have a schedule', async (check, missing) => {
  const schedules = Object.fromEntries(Object.entries(INTACT).filter(([name]) => name !== missing));
  await expect(find(schedules)).rejects.toThrow(`${check} has 0 schedules, and must have exactly one`);
});

test('a check with two schedules is no check that could be played', async () => {
  await expect(find({ ...INTACT, again: { payload: PAYLOADS.database } })).rejects.toThrow(
    'database-check has 2 schedules, and must have exactly one',
  );
});

test.each([
  ['rate(1 minute)', 60],
  ['rate(15 minutes)', 900],
  ['rate(2 hours)', 7_200],
  ['rate(1 day)', 86_400],
])('%s is every %i seconds', async (expression, seconds) => {
  const { byName } = await find({ ...INTACT, topology: { payload: PAYLOADS.topology, expression } });
  expect(byName['topology-check'].intervalSeconds).toBe(seconds);
});

test.each(['cron(0 3 * * ? *)', 'rate(0 minutes)', 'rate(1.5 hours)', 'rate(1 week)', 'at(2026-11-25T09:00:00)', ''])(
  'the schedule %p has no interval',
  async (expression) => {
    const schedules = { ...INTACT, topology: { payload: PAYLOADS.topology, expression } };
    await expect(find(schedules)).rejects.toThrow(
      `the schedule ${expression} of a check is no rate of whole minutes, hours or days`,
    );
  },
);
