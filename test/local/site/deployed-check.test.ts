import { checkOf, findChecks } from '../../../lib/local/site';
import { fakeClients, type Answers } from '../aws/support/fake-clients';

const common = { version: 1, site: 'starter' };

const PAYLOADS = {
  topology: { ...common, tiers: [], network: {} },
  database: { ...common, clusterIdentifier: 'db', instanceClasses: [] },
  backup: { ...common, vaults: [], backups: [] },
  audit: { ...common, trail: {} },
  certificate: { ...common, renewal: {} },
  heartbeat: { ...common, heartbeats: [] },
  summary: { ...common, functions: [] },
  failover: { ...common, probes: [], clusterIdentifier: 'db' },
};

interface Schedule {
  readonly payload?: object;
  readonly input?: string;
  readonly expression?: string;
  readonly state?: string;
}

const INTACT: Readonly<Record<string, Schedule>> = {
  ...Object.fromEntries(Object.entries(PAYLOADS).map(([name, payload]) => [name, { payload }])),
  backup: { payload: PAYLOADS.backup, expression: 'rate(1 hour)' },
  summary: { payload: PAYLOADS.summary, expression: 'cron(0 9 * * ? *)' },
};

/** A Region with these schedules, one to a page, whose functions are named after them. */
function region(schedules: Readonly<Record<string, Schedule>>, configuration: object = {}, name?: string) {
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
  return fakeClients(answers, name);
}

const find = (schedules: Readonly<Record<string, Schedule>>, configuration?: object) =>
  findChecks([region(schedules, configuration).clients]);

test('finds every check by the payload of its schedule', async () => {
  const { byName } = await find(INTACT, {
    LoggingConfig: { LogGroup: '/starter/check' },
    Environment: { Variables: { AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:1' } },
  });
  expect(byName.get('backup-check')).toStrictEqual({
    name: 'backup-check',
    region: 'ap-northeast-1',
    functionName: 'backup',
    functionArn: 'arn:aws:lambda:r:a:function:backup',
    bundle: 'backup-check',
    logGroupName: '/starter/check',
    timeoutSeconds: 45,
    environment: { AWS_ENDPOINT_URL_EC2: 'http://127.0.0.1:1' },
    scheduleName: 'backup',
    scheduleGroup: 'starter',
    schedule: 'rate(1 hour)',
    enabled: true,
    intervalSeconds: 3_600,
    input: JSON.stringify(PAYLOADS.backup),
  });
  expect([...byName].map(([name, { functionName }]) => [name, functionName])).toStrictEqual([
    ['topology-check', 'topology'],
    ['database-check', 'database'],
    ['backup-check', 'backup'],
    ['audit-check', 'audit'],
    ['certificate-check', 'certificate'],
    ['heartbeat-check', 'heartbeat'],
    ['daily-summary', 'summary'],
    ['fail-over-writer', 'failover'],
  ]);
});

test('tells what the functions expect of the site', async () => {
  const { topology, database, backup, audit, certificate, heartbeat, failover } = PAYLOADS;
  const expected = { topology, database, backup, audit, certificate, heartbeat, failover };
  expect((await find(INTACT)).expectations).toStrictEqual(expected);
});

test('finds functions in every Region', async () => {
  const { heartbeat, ...others } = INTACT;
  const there = region({ heartbeat: heartbeat ?? {} }, {}, 'us-east-1').clients;
  const { byName } = await findChecks([region(others).clients, there]);
  expect([byName.get('heartbeat-check')?.region, byName.get('audit-check')?.region]).toStrictEqual([
    'us-east-1',
    'ap-northeast-1',
  ]);
});

test('a dry run stands for what it shows, and its log group tells them apart', async () => {
  const LogGroup = '/starter/functions/fail-over-writer-dry-run-0a1b2c3d';
  const { byName } = await find(INTACT, { LoggingConfig: { LogGroup } });
  expect(byName.get('fail-over-writer')?.bundle).toBe('fail-over-writer-dry-run');
});

test('finds what not every site has: a check of lines, and a drill, which has probes, too', async () => {
  const drill = { payload: { ...PAYLOADS.failover, window: {} }, expression: 'cron(0 2 ? * SUN *)' };
  const { byName } = await find({ ...INTACT, lines: { payload: { ...common, partners: [] } }, drill });
  expect([byName.get('line-check')?.functionName, byName.get('drill')?.functionName]).toStrictEqual(['lines', 'drill']);
  expect(byName.get('fail-over-writer')?.functionName).toBe('failover');
});

test('finds the check that asks the site, which a site may not admit', async () => {
  const payload = { ...common, methods: [], url: 'https://tickets.example.jp' };
  const { byName, expectations } = await find({ ...INTACT, asked: { payload } });
  expect([byName.get('site-check')?.functionName, expectations.site]).toStrictEqual(['asked', payload]);
  expect((await find(INTACT)).expectations).not.toHaveProperty('site');
});

test('a function that is not there is asked for in vain', () => {
  expect(() => checkOf({ byName: new Map() }, 'line-check')).toThrow('line-check has no schedule');
});

test('looks a schedule up in its group', async () => {
  const { clients, calls } = region(INTACT);
  await findChecks([clients]);
  const asked = calls.filter(({ action }) => action === 'GetSchedule').map(({ input }) => input);
  expect(asked).toContainEqual({ Name: 'topology', GroupName: 'starter' });
});

test('takes what Lambda would take where the function says nothing', async () => {
  const { byName } = await find(INTACT, { Timeout: undefined });
  expect(byName.get('topology-check')).toMatchObject({
    ...{ logGroupName: '/aws/lambda/topology', timeoutSeconds: 3, environment: {} },
  });
});

test('tells that a schedule is switched off', async () => {
  const { byName } = await find({ ...INTACT, topology: { payload: PAYLOADS.topology, state: 'DISABLED' } });
  expect([byName.get('topology-check')?.enabled, byName.get('backup-check')?.enabled]).toStrictEqual([false, true]);
});

test('takes no notice of schedules that are for others', async () => {
  const others = { none: {}, list: { input: '[1]' }, text: { input: '"tiers"' }, word: { input: 'wake up' } };
  const { byName } = await find({ ...others, ...INTACT });
  expect(byName.get('topology-check')?.functionName).toBe('topology');
});

test.each([
  ['topology-check', 'topology'],
  ['database-check', 'database'],
  ['backup-check', 'backup'],
  ['fail-over-writer', 'failover'],
])('%s must have a schedule', async (check, missing) => {
  const schedules = Object.fromEntries(Object.entries(INTACT).filter(([name]) => name !== missing));
  await expect(find(schedules)).rejects.toThrow(`${check} has 0 schedules, and must have exactly one`);
});

test('a check with two schedules is no check that could be played', async () => {
  await expect(find({ ...INTACT, again: { payload: PAYLOADS.database } })).rejects.toThrow(
    'database-check has 2 schedules, and must have exactly one',
  );
});

test('knows when each runs', async () => {
  const { byName } = await find(INTACT);
  expect([...byName.values()].map(({ intervalSeconds }) => intervalSeconds)).toStrictEqual([
    60, 60, 3_600, 60, 60, 60, 86_400, 60,
  ]);
});
