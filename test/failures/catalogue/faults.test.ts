import { Evaluator, readFailureModel, type Declared, type FailureModel, type Fault } from '../../../lib/failures';
import { FAULTS } from '../../../lib/monitoring/fault';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory } from '../../support/synth-sites';
import { paperNetwork } from '../paper/network';
import { readFixture } from '../support/fixture';
import { courseOf, stateOf } from '../support/outcome';
import { readSmall } from '../support/small-site';

/**
 * Faults of the catalogue that the matrix has rows for; the others are about functions, templates or time. A route that leaks
 * (F46) is refuted by the proofs, and costs nobody an answer.
 */
const ROWS = [
  ...['F01', 'F02', 'F03', 'F04', 'F05', 'F06', 'F08', 'F15', 'F16', 'F17', 'F18', 'F31', 'F32'],
  ...['F41', 'F42', 'F43', 'F44', 'F45', 'F47', 'F51'],
] as const;
type Row = (typeof ROWS)[number];

/** What is asked of a fault: the states of a service at t0, t1 and t2, and the seconds until it is answered in full. */
interface Expected {
  readonly model: FailureModel;
  readonly service: string;
  readonly lost: readonly (string | Fault)[];
  readonly course: readonly unknown[];
}

/** Beside what the site itself declares. */
const SELL: Declared = {
  services: [
    { id: 'show', method: 'GET' },
    { id: 'sell', method: 'POST', egress: [{ from: 'id:AppServersASG*', to: 'internet' }] },
  ],
};

const site = readFailureModel(loadAssembly(assemblyDirectory('ticket-agency')), SELL).model;
const lines = readFixture('lines', {
  services: [
    { id: 'settle', method: 'POST', egress: [{ from: 'id:Servers', to: 'partner:centre' }] },
    { id: 'pages', method: 'GET' },
  ],
  partners: [
    {
      name: 'centre',
      lines: [
        { connection: 'id:LineOne', line: '1', gateway: 'A' },
        { connection: 'id:LineTwo', line: '2', gateway: 'B' },
      ],
    },
  ],
}).model;
/** Both lines end in one device of the partner. */
const oneDevice = readFixture('lines', {
  services: [{ id: 'settle', method: 'POST', egress: [{ from: 'id:Servers', to: 'partner:centre' }] }],
  partners: [
    {
      name: 'centre',
      lines: [
        { connection: 'id:LineOne', line: '1', gateway: 'A' },
        { connection: 'id:LineTwo', line: '2', gateway: 'A' },
      ],
    },
  ],
}).model;
const origins = readFixture('origin-group', {
  services: [
    { id: 'GET', method: 'GET' },
    { id: 'POST', method: 'POST' },
  ],
}).model;
const restored = readSmall(
  {},
  {
    runbooks: [
      {
        id: 'restore',
        on: ['region-lost'],
        does: ['restore-region'],
        seconds: 900,
        region: 'eu-central-1',
        dataLossSeconds: 60,
      },
    ],
  },
).model;

function groups(model: FailureModel, pattern: RegExp): readonly string[] {
  const found = model.groups.map(({ id }) => id).filter((id) => pattern.test(id));
  if (found.length === 0) {
    throw new Error(`no group fits ${String(pattern)}`);
  }
  return found;
}

const first = (pattern: RegExp): string => groups(site, pattern)[0] ?? '';
const inZone = (pattern: RegExp, zone: string): readonly string[] =>
  groups(site, pattern).filter((id) => id.includes(`#${zone}`));
const ZONE = 'ap-northeast-1c';
const WRITER_ZONE = 'ap-northeast-1a';

const EXPECTED: Readonly<Record<Row, readonly Expected[]>> = {
  F01: [expected(site, 'sell', [first(/WebServersASG\w+#/)], ['PARTIAL 33 %', 'UP', 'UP', 12])],
  F02: [expected(site, 'sell', [first(/AppServersASG\w+#/)], ['PARTIAL 17 %', 'UP', 'UP', 12])],
  F03: [
    expected(site, 'sell', inZone(/WebServersASG\w+#/, ZONE), ['PARTIAL 33 %', 'UP', 'UP', 12]),
    expected(site, 'sell', inZone(/AppServersASG\w+#/, ZONE), ['PARTIAL 33 %', 'UP', 'UP', 12]),
  ],
  F04: [expected(site, 'sell', [ZONE], [expect.stringMatching(/^PARTIAL/), 'UP', 'UP', 105])],
  F05: [
    expected(
      site,
      'POST',
      [{ group: ZONE, mode: 'cut-off' }],
      [expect.stringMatching(/^PARTIAL/), 'PARTIAL 56 %', 'UP', undefined],
    ),
    expected(site, 'sell', [{ group: WRITER_ZONE, mode: 'cut-off' }], ['DOWN', 'DOWN', 'UP', undefined]),
  ],
  F06: [
    expected(
      site,
      'POST',
      [first(/NatGatewayApNortheast1c/)],
      ['PARTIAL 33 %', 'PARTIAL 33 %', 'PARTIAL 33 %', undefined],
    ),
    expected(site, 'show', [first(/NatGatewayApNortheast1c/)], ['UP', 'UP', 'UP', 0]),
  ],
  F08: [expected(site, 'sell', [first(/WebLoadBalancer\w+#/)], ['PARTIAL 33 %', 'UP', 'UP', 105])],
  F15: [expected(site, 'sell', [first(/DatabaseWriter/)], ['DOWN', 'UP', 'UP', 75])],
  F16: [expected(site, 'sell', [WRITER_ZONE], ['DOWN', 'UP', 'UP', 105])],
  F17: [expected(site, 'sell', [first(/DatabaseReader/)], ['UP', 'UP', 'UP', 0])],
  F18: [expected(site, 'sell', groups(site, /DatabaseReader/), ['UP', 'UP', 'UP', 0])],
  F31: [expected(restored, 'POST', ['eu-west-1'], ['DOWN', 'DOWN', 'UP', undefined])],
  F32: [expected(site, 'sell', ['ap-northeast-3'], ['UP', 'UP', 'UP', 0])],
  F41: [
    expected(lines, 'settle', ['line 1'], ['DOWN', 'UP', 'UP', 40]),
    expected(paperNetwork(), 'application server 1 to A', ['line 1'], ['DOWN', 'UP', 'UP', 10]),
  ],
  F42: [
    expected(lines, 'settle', ['line 2'], ['UP', 'UP', 'UP', 0]),
    expected(paperNetwork(), 'application server 2 to A', ['line 2'], ['DOWN', 'UP', 'UP', 10]),
  ],
  F43: [
    expected(paperNetwork(), 'application server 1 to A', ['gateway A'], ['DOWN', 'DOWN', 'DOWN', undefined]),
    expected(paperNetwork(), 'application server 2 to A', ['gateway A'], ['DOWN', 'DOWN', 'DOWN', undefined]),
    expected(paperNetwork(), 'application server 1 to B', ['gateway A'], ['UP', 'UP', 'UP', 0]),
    expected(paperNetwork(), 'application server 2 to B', ['gateway A'], ['DOWN', 'UP', 'UP', 10]),
    expected(lines, 'settle', ['gateway A'], ['DOWN', 'UP', 'UP', 40]),
  ],
  F44: [expected(oneDevice, 'settle', ['gateway A'], ['DOWN', 'DOWN', 'DOWN', undefined])],
  F45: [
    expected(lines, 'settle', ['line 1', 'line 2'], ['DOWN', 'DOWN', 'DOWN', undefined]),
    expected(lines, 'pages', ['line 1', 'line 2'], ['UP', 'UP', 'UP', 0]),
  ],
  F47: [
    expected(origins, 'GET', [groups(origins, /first/)[0] ?? ''], ['UP', 'UP', 'UP', 0]),
    expected(origins, 'POST', [groups(origins, /first/)[0] ?? ''], ['DOWN', 'DOWN', 'DOWN', undefined]),
  ],
  F51: [
    expected(
      readFailureModel(loadAssembly(assemblyDirectory('ticket-agency')), {
        services: [{ id: 'sign', method: 'POST', egress: [{ from: 'id:AppServersASG*', to: 'endpoint:kms' }] }],
      }).model,
      'sign',
      [first(/EndpointsKms\w+#ap-northeast-1c/)],
      ['PARTIAL 33 %', 'PARTIAL 33 %', 'PARTIAL 33 %', undefined],
    ),
  ],
};

function expected(model: FailureModel, service: string, lost: Expected['lost'], course: Expected['course']): Expected {
  return { model, service, lost, course };
}

describe.each(ROWS)('%s', (id) => {
  test.each(EXPECTED[id].map((each) => [each.service, each] as const))(`${FAULTS[id]}: %s`, (service, each) => {
    const faults = each.lost.map((one): Fault => (typeof one === 'string' ? { group: one, mode: 'lost' } : one));
    expect(courseOf(new Evaluator(each.model).evaluate({ first: faults }), service)).toEqual(each.course);
  });
});

test('a Region that is lost costs a minute of work when it is restored', () => {
  const [get] = new Evaluator(restored).evaluate({ first: [{ group: 'eu-west-1', mode: 'lost' }] }).services;
  expect([get?.manualRecoverySeconds, get?.t2.dataLossSeconds]).toEqual([900, 60]);
});

describe('each element that the paper duplicates has its row, or its counterpart', () => {
  const ELEMENTS: Readonly<Record<string, readonly [FailureModel, RegExp]>> = {
    'web server': [site, /WebServersASG\w+#ap-northeast-1a\/1$/],
    'application server': [site, /AppServersASG\w+#ap-northeast-1a\/1$/],
    'database server': [site, /DatabaseWriter/],
    'disk, and its controller: copies of the volume': [site, /Database\w+#copy ap-northeast-1a\/1$/],
    'load-balancer switch: nodes of load balancers': [site, /WebLoadBalancer\w+#ap-northeast-1a$/],
    'hub: subnets': [site, /SubnetsDmzApNortheast1a/],
    'firewall: endpoints': [site, /VpcFirewall\w+#ap-northeast-1a$/],
    'internet router: the internet gateway': [site, /VpcInternetGateway\w+$/],
    'way out: NAT gateways': [site, /NatGatewayApNortheast1a/],
    'WAN router: the attachment to the transit gateway': [lines, /Attachment#eu-west-1a$/],
    'cable: tunnels': [lines, /LineOne#tunnel 1$/],
    'line 1': [lines, /^line 1$/],
    'line 2, which backs it up': [lines, /^line 2$/],
    'gateway A': [paperNetwork(), /^gateway A$/],
    'gateway B': [paperNetwork(), /^gateway B$/],
  };

  test.each(Object.entries(ELEMENTS))('%s', (_, [model, pattern]) => {
    const [group = ''] = groups(model, pattern);
    const { services } = new Evaluator(model).evaluate({ first: [{ group, mode: 'lost' }] });
    expect(services.map(({ t1 }) => stateOf(t1))).not.toContain('UNDETERMINED');
  });
});
