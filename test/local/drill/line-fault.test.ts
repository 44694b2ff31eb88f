import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { playLines } from '../../../lib/local/drill';
import { startGateway, type FaultRule, type Gateway, type GatewayCall } from '../../../lib/local/gateway';
import { ACCOUNT, changesIn, fakeClients, type Answers } from '../aws/support/fake-clients';
import { jsonServer, type GivenAnswer, type SeenRequest } from '../aws/support/json-server';
import { deployedCheck } from '../site/support/deployed';
import { tickingClock } from './support/faults';
import { gatewayCall } from './support/ground';

const directory = mkdtempSync(path.join(os.tmpdir(), 'honmaru line 本丸 '));
const world = { states: ['available', 'available'], objects: new Map<string, string>() };
const emulator = jsonServer((request) => (/\/s3\//.test(request.authorization ?? '') ? store(request) : connections()));
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ emulator: emulator.endpoint() });
});

beforeEach(() => {
  world.states = ['available', 'available'];
  world.objects.clear();
});

afterAll(async () => {
  await gateway.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** The VPN connections, without the telemetry that the gateway adds. */
function connections(): GivenAnswer {
  const items = world.states.map(
    (state, index) =>
      `<item><vpnConnectionId>vpn-${String(index + 1)}</vpnConnectionId><state>${state}</state>` +
      `<customerGatewayId>cgw-${String(index + 1)}</customerGatewayId></item>`,
  );
  const set = `<vpnConnectionSet>${items.join('')}</vpnConnectionSet>`;
  return { body: `<DescribeVpnConnectionsResponse><requestId>r</requestId>${set}</DescribeVpnConnectionsResponse>` };
}

/** Keeps the decision records. */
function store({ method, url, body }: SeenRequest): GivenAnswer {
  if (url.includes('list-type=2')) {
    return { body: '<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>' };
  }
  const key = url.split('?')[0] ?? '';
  if (method === 'PUT') {
    world.objects.set(key, body);
    return { body: '', headers: { etag: `"${String(body.length)}"` } };
  }
  const stored = world.objects.get(key);
  return stored === undefined
    ? { status: 404, body: '<Error><Code>NoSuchKey</Code><Message>none</Message></Error>' }
    : { body: stored, headers: { etag: `"${String(stored.length)}"` } };
}

/** Answers of EC2 that number what is made; the second connection can be refused. */
function ec2(refusesSecond = false): Answers {
  const made = { CustomerGateway: 0, VpnGateway: 0, VpnConnection: 0 };
  const next = (kind: keyof typeof made, prefix: string) => {
    made[kind] += 1;
    if (refusesSecond && kind === 'VpnConnection' && made[kind] === 2) {
      throw new Error('too many connections');
    }
    return { [kind]: { [`${kind}Id`]: `${prefix}-${String(made[kind])}` } };
  };
  const ok = () => ({});
  return {
    CreateCustomerGateway: () => next('CustomerGateway', 'cgw'),
    CreateVpnGateway: () => next('VpnGateway', 'vgw'),
    CreateVpnConnection: () => next('VpnConnection', 'vpn'),
    ...{ DeleteCustomerGateway: ok, DeleteVpnGateway: ok, DeleteVpnConnection: ok },
  };
}

/** The gateway: a test may keep the fault from the function, or add a call while it is at work. */
function disturbed({ isInjected = true, more = [] }: { isInjected?: boolean; more?: readonly GatewayCall[] }) {
  const rules: { readonly rule: FaultRule; isRemoved: boolean }[] = [];
  const given: Pick<Gateway, 'calls' | 'inject'> = {
    get calls() {
      return rules.length > 0 ? [...gateway.calls, ...more] : gateway.calls;
    },
    inject: (rule) => {
      const noted = { rule, isRemoved: false };
      rules.push(noted);
      const injection = isInjected ? gateway.inject(rule) : undefined;
      return {
        hits: 0,
        remove: () => {
          noted.isRemoved = true;
          injection?.remove();
        },
      };
    },
  };
  return { rules, given: given as Gateway };
}

async function played(answers: Answers = ec2(), disturbance: Parameters<typeof disturbed>[0] = {}) {
  const { clients, calls } = fakeClients(answers);
  const { rules, given } = disturbed(disturbance);
  const running = playLines({
    ...{ clients, gateway: given, now: tickingClock(), signal: new AbortController().signal },
    like: deployedCheck({
      environment: { AWS_ENDPOINT_URL_EC2: gateway.endpoint, RECORD_BUCKET: 'records' },
      input: '{"version":1,"site":"starter","tiers":[]}',
    }),
    surroundings: {
      ...{ endpoint: emulator.endpoint(), account: ACCOUNT, directory },
      environment: { AWS_CONFIG_FILE: os.devNull, AWS_SHARED_CREDENTIALS_FILE: os.devNull },
    },
  });
  const outcomes = await running.catch((error: unknown) => error);
  return { outcomes, rules, changes: changesIn(calls) };
}

const NAME = 'line-down (one of two lines to a partner is down)';
const UNDONE = [2, 1].flatMap((number) => [
  ['DeleteVpnConnection', { VpnConnectionId: `vpn-${String(number)}` }],
  ['DeleteVpnGateway', { VpnGatewayId: `vgw-${String(number)}` }],
  ['DeleteCustomerGateway', { CustomerGatewayId: `cgw-${String(number)}` }],
]);

test('the shipped line check notices the line that is down, and is healthy before and after', async () => {
  const { outcomes, rules, changes } = await played();
  expect(outcomes).toStrictEqual([
    {
      ...{ id: 'line-down', title: 'one of two lines to a partner is down', references: ['F41'], applied: true },
      check: 'line-check',
      expected: {
        status: ['DEGRADED'],
        codes: ['LineDown', 'PartnerDegraded', 'TunnelDown'],
        withinRuns: 1,
        orders: 0,
      },
      observed: {
        ...{ runs: 1, status: 'DEGRADED', codes: ['LineDown', 'PartnerDegraded', 'TunnelDown'], orders: 0, seconds: 1 },
      },
      ...{ noticed: true, recovered: true, alarms: [], watchedRuns: 1, problems: [] },
    },
  ]);
  expect(rules).toMatchObject([{ rule: { service: 'ec2', action: 'DescribeVpnConnections' }, isRemoved: true }]);
  const line = (number: number, PublicIp: string) => [
    ['CreateCustomerGateway', { Type: 'ipsec.1', PublicIp, BgpAsn: 64_496 }],
    ['CreateVpnGateway', { Type: 'ipsec.1' }],
    [
      'CreateVpnConnection',
      { Type: 'ipsec.1', CustomerGatewayId: `cgw-${String(number)}`, VpnGatewayId: `vgw-${String(number)}` },
    ],
  ];
  expect(changes).toStrictEqual([...line(1, '198.51.100.1'), ...line(2, '203.0.113.1'), ...UNDONE]);
}, 30_000);

test('a line check that says nothing of it, and an order meanwhile, are problems', async () => {
  const order = gatewayCall('ec2', 'DeleteVpnConnection');
  const { outcomes, changes } = await played(ec2(), { isInjected: false, more: [order] });
  expect(outcomes).toMatchObject([
    {
      ...{ noticed: false, recovered: true, observed: { status: 'HEALTHY', codes: [], orders: 1 } },
      problems: [
        `${NAME}: line-check must say DEGRADED, LineDown, PartnerDegraded, TunnelDown, it said HEALTHY`,
        `${NAME}: line-check must send no order to AWS, and sent 1`,
      ],
    },
  ]);
  expect(changes.slice(-UNDONE.length)).toStrictEqual(UNDONE);
}, 30_000);

test('a line check that is not healthy while both lines are up tells nothing of the fault', async () => {
  world.states = ['available', 'deleted'];
  const { outcomes } = await played();
  expect(outcomes).toMatchObject([{ recovered: false }]);
  const problems = (outcomes as readonly { readonly problems: readonly string[] }[]).flatMap((it) => it.problems);
  expect(problems.slice(-2)).toStrictEqual([
    'line-down: line-check must be healthy while both lines are up',
    'line-down: line-check must be healthy after the repair',
  ]);
}, 30_000);

test('whatever fails, what was made is removed', async () => {
  const { outcomes, rules, changes } = await played(ec2(true));
  expect(outcomes).toMatchObject({ message: 'too many connections' });
  expect(rules).toStrictEqual([]);
  // The second connection was never made.
  expect(changes.slice(-UNDONE.length + 1)).toStrictEqual(UNDONE.slice(1));
});
