import { modelOfTemplate, type TemplateModel } from '../../../../lib/template';
import type { Hop, Origin, Party, Verdict, Witness } from '../../../../lib/verify';
import type { PolicyFinding, ProofResult, VerifyReport } from '../../../../lib/verify/policy';

const TEMPLATE = {
  Parameters: { AdminRange: { Type: 'String' } },
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    PublicA: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24' } },
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Scheme: 'internet-facing' } },
    WebGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'web',
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
          { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: { Ref: 'AdminRange' } },
        ],
      },
    },
    Web: { Type: 'AWS::EC2::Instance', Properties: { SecurityGroupIds: [{ Ref: 'WebGroup' }] } },
    Route: {
      Type: 'AWS::EC2::Route',
      Properties: { DestinationCidrBlock: '0.0.0.0/0', GatewayId: { Ref: 'Igw' } },
    },
  },
} as const;

const MODEL: TemplateModel = modelOfTemplate(JSON.parse(JSON.stringify(TEMPLATE)), {
  stackName: 'Stack',
  region: 'ap-northeast-1',
  account: '111122223333',
});

/** Something of the small template, with a line as a program has. */
export function origin(logicalId: string, property?: string, line = 12): Origin {
  const found = MODEL.resources.find((resource) => resource.logicalId === logicalId);
  if (found === undefined) {
    throw new Error(`no ${logicalId}`);
  }
  const id = `Stack/${logicalId}`;
  return {
    id: property === undefined ? id : `${id}#${property}`,
    label: `App/${logicalId}`,
    resource: {
      ...found,
      constructPath: `App/${logicalId}`,
      place: { file: '/project/lib/network.ts', line, column: 5 },
    },
    ...(property === undefined ? {} : { property }),
  };
}

const ACL: Origin = { ...origin('Vpc'), id: 'Stack/Vpc#default network ACL', label: 'App/Vpc (default network ACL)' };

const INTERNET: Party = { kind: 'internet', id: 'internet', label: 'internet' };

/** A party without an interface: a name and an origin is all that reports read. */
function party(logicalId: string): Party {
  return { kind: 'edge', id: `Stack/${logicalId}`, label: `App/${logicalId}`, origin: origin(logicalId) };
}

export function hop(kind: Hop['kind'], says: string, of: Origin, more: Partial<Hop> = {}): Hop {
  return { kind, says, origin: of, decision: 'passes', rules: ['SG-01'], ...more };
}

const TO_BALANCER: Witness = {
  from: INTERNET,
  to: party('Balancer'),
  packet: { source: '203.0.113.7', destination: '198.51.100.4', protocol: 6, sourcePort: 50000, destinationPort: 443 },
  forward: [
    hop('gateway', 'in through the internet gateway of App/Vpc', origin('Vpc'), { rules: ['IGW-02'] }),
    hop('listener', 'listeners of App/Balancer', origin('Balancer'), { rules: ['LB-01'] }),
  ],
};

/** A packet through a load balancer, with its answer. */
export const CHAIN: Witness = {
  from: party('Balancer'),
  to: party('Web'),
  packet: { source: '10.0.1.10', destination: '10.0.2.10', protocol: 6, sourcePort: 50000, destinationPort: 443 },
  forward: [
    hop('acl-out', 'App/Vpc (default network ACL), out of App/PublicA', ACL, { rule: ACL, rules: ['ACL-01'] }),
    hop('group-in', 'into the security groups of App/Web', origin('Web'), {
      rule: origin('WebGroup', 'SecurityGroupIngress[0]'),
      rules: ['SG-01', 'SG-03'],
    }),
  ],
  back: [hop('route', 'route App/Route', origin('Route'), { rule: origin('Route'), rules: ['RT-01'] })],
  before: [TO_BALANCER],
};

export function verdict(more: Partial<Verdict>): Verdict {
  return { verdict: 'PROVED', assuming: [], blames: [], rules: [], pairs: 1, ...more };
}

export function result(more: Partial<ProofResult>): ProofResult {
  return {
    rule: 'rule',
    kind: 'isolate',
    severity: 'error',
    says: { en: 'nothing gets from internet to web', ja: 'internet から web へ、いかなる通信も到達しない' },
    from: 'internet',
    to: 'web',
    services: ['any'],
    level: 'via-proxies',
    relation: 'delivers',
    holds: true,
    verdict: verdict({}),
    controlPlane: [],
    ...more,
  };
}

export const REFUTED = result({
  rule: 'internet-to-web',
  why: { en: 'the web is for the load balancer alone', ja: 'ウェブサーバーはロードバランサーだけが使うため' },
  holds: false,
  verdict: verdict({ verdict: 'REFUTED', witness: CHAIN, rules: ['LB-01', 'SG-01'], world: 'IsProd' }),
  paths: [
    { from: 'internet', to: 'Stack/Web@Stack/PublicA', state: 'open', services: ['tcp/443'], fingerprint: 'f1' },
    { from: 'internet', to: 'Stack/Web@Stack/PublicC', state: 'open', services: ['tcp/443'], fingerprint: 'f2' },
  ],
  changes: [
    {
      says: { en: 'remove WebGroup (SecurityGroupIngress[0])', ja: 'WebGroup (SecurityGroupIngress[0]) を削除する' },
      origins: [origin('WebGroup', 'SecurityGroupIngress[0]')],
      collateral: 1,
      examples: ['Balancer > Web tcp/443'],
    },
  ],
  controlPlane: [
    {
      way: 'session-manager',
      to: 'Stack/Web',
      origin: origin('Web'),
      says: 'whoever may start sessions of Systems Manager gets a shell, and forwards ports, if its role lets the agent connect',
    },
  ],
});

export const UNDETERMINED = result({
  rule: 'internet-to-ssh',
  severity: 'warning',
  services: ['tcp/22'],
  holds: false,
  verdict: verdict({
    verdict: 'UNDETERMINED',
    blames: [
      { what: 'into the security groups of App/Web', origin: origin('Web'), rules: ['SG-01'] },
      { what: 'what App/Partner advertises', rules: ['UNK-01'] },
    ],
    rules: ['SG-01', 'UNK-01'],
  }),
});

export const PROVED = result({
  rule: 'matrix',
  kind: 'matrix',
  level: 'direct',
  from: 'internet',
  to: 'data',
  says: { en: 'nothing gets from internet to data', ja: 'internet から data へ、いかなる通信も到達しない' },
  verdict: verdict({
    pairs: 2,
    rules: ['RT-01', 'SG-01'],
    certificate: {
      depth: 1,
      pairs: [
        {
          from: 'internet',
          to: 'Stack/Web@Stack/PublicA',
          layers: [
            {
              kind: 'no-route',
              origin: origin('Route'),
              says: 'no route of App/PublicA leads to 203.0.113.7',
              rules: ['RT-01'],
            },
            { kind: 'group-in', origin: origin('Web'), says: 'into the security groups of App/Web', rules: ['SG-01'] },
          ],
        },
        {
          from: 'internet',
          to: 'Stack/Web@Stack/PublicC',
          layers: [
            { kind: 'group-in', origin: origin('Web'), says: 'into the security groups of App/Web', rules: ['SG-01'] },
          ],
        },
      ],
    },
  }),
});

const PROVED_IF = result({
  rule: 'matrix',
  kind: 'matrix',
  level: 'direct',
  relation: 'session',
  from: 'data',
  to: 'internet',
  services: ['tcp/443'],
  says: { en: 'data gets to internet on tcp/443', ja: 'data から internet へ、tcp/443 で到達する' },
  holds: false,
  verdict: verdict({ verdict: 'PROVED-IF', assuming: ['Stack/AdminRange=203.0.113.0/28'] }),
});

const FINDING: PolicyFinding = {
  code: 'NAT_SHARED',
  severity: 'warning',
  says: { en: 'two zones share one NAT gateway', ja: '2 つのゾーンが NAT ゲートウェイを共有している' },
  origin: origin('Route', undefined, 30),
  rules: ['NAT-01'],
};

/** A report with one of everything, and with names that would break a page that does not escape them. */
export const SMALL_REPORT: VerifyReport = {
  tool: { name: 'honmaru', version: '1.2.3' },
  templates: [{ stack: 'Stack', file: 'Stack.template.json', sha256: 'ab'.repeat(32) }],
  policy: { name: 'small & <b>bold</b> "policy"', file: 'verify/policy.yaml' },
  worlds: ['IsProd', 'not IsProd'],
  coverage: {
    exact: 6,
    approximated: 1,
    inert: 3,
    types: {
      'AWS::EC2::VPC': { treated: 'exact', count: 1 },
      'Example::Odd::Thing': { treated: 'approximated', count: 1, why: 'Example::Odd::Thing is not modelled' },
    },
  },
  results: [REFUTED, UNDETERMINED, PROVED, PROVED_IF],
  findings: [FINDING],
  network: [
    {
      code: 'NFW_ASYMMETRIC',
      origin: origin('Vpc'),
      means: 'what App/Web sends to internet crosses App/Firewall, and its answers do not',
    },
  ],
  ledger: [
    {
      kind: 'parameter',
      id: 'Stack/AdminRange=203.0.113.0/28',
      says: { en: 'the parameter keeps its default', ja: 'パラメータが既定値のままである' },
      restedOnBy: ['matrix: data > internet'],
    },
  ],
  scope: [
    {
      party: 'Stack/Web',
      label: 'App/Web',
      scope: 'connected-to',
      because: { en: 'it reaches the database', ja: 'データベースに届くため' },
    },
  ],
  holds: false,
};
