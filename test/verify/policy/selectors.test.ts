import { createVerifier } from '../../../lib/verify';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';
import { describeSelector, Selection, type Selector } from '../../../lib/verify/policy';
import type { Fault } from '../../../lib/errors';
import { group, ref, resource, type Resources } from '../engine/templates';
import { shop } from './support/shop';

const EXTRA: readonly Resources[] = [
  group('OldGroup', 'V', []),
  {
    Servers: resource('AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '1',
      MaxSize: '2',
      VPCZoneIdentifier: [ref('PublicA'), ref('PublicC')],
      LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: '1' },
      Tags: [{ Key: 'Tier', Value: 'web', PropagateAtLaunch: true }],
    }),
    Template: resource('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { ImageId: 'ami-1', SecurityGroupIds: [{ 'Fn::GetAtt': ['OldGroup', 'GroupId'] }] },
    }),
    S3Endpoint: resource('AWS::EC2::VPCEndpoint', {
      ServiceName: 'com.amazonaws.ap-northeast-1.s3',
      VpcId: ref('V'),
      RouteTableIds: [ref('PrivateATable')],
    }),
    Partner: resource('AWS::EC2::CustomerGateway', { BgpAsn: 65000, IpAddress: '198.51.100.1', Type: 'ipsec.1' }),
    Gateway: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
    Line: resource('AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref('Partner'),
      VpnGatewayId: ref('Gateway'),
    }),
    Edge: resource('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: true,
        DefaultCacheBehavior: { TargetOriginId: 'o', ViewerProtocolPolicy: 'https-only' },
        Origins: [{ Id: 'o', DomainName: 'example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }],
      },
    }),
  },
];

/** The shop, in which the subnets have names. */
function templateOf(parts: readonly Resources[]): JsonObject {
  const resources = Object.assign({}, ...parts) as Record<string, JsonObject>;
  const named = Object.entries(resources).map(([id, each]) =>
    each['Type'] === 'AWS::EC2::Subnet'
      ? [
          id,
          {
            ...each,
            Properties: { ...(each['Properties'] as JsonObject), Tags: [{ Key: 'Name', Value: `shop-${id}` }] },
          },
        ]
      : [id, each],
  );
  return { Resources: Object.fromEntries(named) as JsonObject };
}

const verifier = createVerifier(
  modelOfTemplate(templateOf([...shop(), ...EXTRA]), {
    region: 'ap-northeast-1',
    account: '111122223333',
    stackName: 'Net',
  }),
);
const selection = new Selection(verifier, {
  web: 'id:Web',
  inner: ['web', 'kind:database'],
  nobody: 'id:Nobody',
});

function named(selector: Selector): readonly string[] {
  return selection
    .find(selector)
    .map(({ id }) => id.replaceAll('Net/', ''))
    .sort();
}

test.each<[Selector, readonly string[]]>([
  ['internet', ['internet']],
  ['internet:203.0.113.7', ['internet:203.0.113.7']],
  ['edge', ['Edge']],
  ['public', ['Balancer@PublicA', 'Balancer@PublicC', 'Nat@PublicA']],
  ['web', ['Web@PrivateA']],
  ['inner', ['Database@DataA', 'Database@DataC', 'Web@PrivateA']],
  ['site:Partner', ['site:Partner']],
  ['site:*', ['site:Partner']],
  ['service:s3', ['S3Endpoint']],
  ['id:Web', ['Web@PrivateA']],
  ['id:Net/Web', ['Web@PrivateA']],
  ['id:Da*', ['Database@DataA', 'Database@DataC']],
  ['type:AWS::RDS::*', ['Database@DataA', 'Database@DataC']],
  ['kind:instance', ['Web@PrivateA']],
  ['kind:group-of-instances', ['Servers@PublicA', 'Servers@PublicC']],
  ['tag:Tier=web', ['Servers@PublicA', 'Servers@PublicC']],
  ['tag:Name=shop-Data*', ['Database@DataA', 'Database@DataC']],
  ['group:WebGroup', ['Web@PrivateA']],
  ['subnet:PrivateA', ['Web@PrivateA']],
  ['zone:ap-northeast-1c', ['Balancer@PublicC', 'Database@DataC', 'Servers@PublicC']],
  ['cidr:10.0.4.0/23', ['Database@DataA', 'Database@DataC']],
  [
    ['web', 'id:Web', 'edge'],
    ['Edge', 'Web@PrivateA'],
  ],
  [{ all: ['kind:database', 'zone:ap-northeast-1a'] }, ['Database@DataA']],
  [{ all: ['kind:*', 'kind:database', 'zone:ap-northeast-1c'] }, ['Database@DataC']],
  [{ but: 'kind:load-balancer', not: 'zone:ap-northeast-1a' }, ['Balancer@PublicC']],
  [
    'kind:*',
    [
      'Balancer@PublicA',
      'Balancer@PublicC',
      'Database@DataA',
      'Database@DataC',
      'Nat@PublicA',
      'Servers@PublicA',
      'Servers@PublicC',
      'Web@PrivateA',
    ],
  ],
])('%j names %j', (selector, expected) => {
  expect(named(selector)).toEqual(expected);
});

test('everything in a VPC is named by it, and what someone might start by its kind alone', () => {
  expect(named('vpc:V')).toEqual(named('kind:*'));
  expect(named('kind:hypothetical')).toHaveLength(5);
});

test('a construct path names what is in it', () => {
  const paths = { 'App/Web/Servers': 'Servers', 'App/Data/Cluster/Resource': 'Database' };
  const model = verifier.model.resources.map((each) => {
    const [constructPath] = Object.entries(paths).find(([, id]) => id === each.logicalId) ?? [];
    return constructPath === undefined ? each : Object.assign(each, { constructPath });
  });
  expect(model.length).toBeGreaterThan(0);
  const fresh = new Selection(verifier);
  expect(fresh.find('path:App/Web')).toEqual(fresh.find('id:Servers'));
  expect(fresh.find('path:**/Data/**')).toEqual(fresh.find('id:Database'));
  expect(fresh.find('path:App/*/Servers')).toEqual(fresh.find('id:Servers'));
  expect(fresh.find('path:App/*')).toHaveLength(4);
  expect(fresh.find('path:*/Servers')).toEqual([]);
});

describe('a selector that names nobody', () => {
  function faultOf(selector: Selector): Fault | undefined {
    const faults: Fault[] = [];
    selection.require(selector, "shop: rule 'closed'.from", (fault) => {
      faults.push(fault);
    });
    return faults[0];
  }

  test('is told with the rule, the selector and what is near', () => {
    expect(faultOf('id:Wob')).toEqual({
      path: "shop: rule 'closed'.from",
      must: 'must name somebody of these templates',
      got: 'id:Wob',
      hint: "nothing fits 'id:Wob'; near are 'id:Web'",
      code: 'PolicySelectorEmpty',
    });
  });

  test.each<[Selector, string]>([
    ['nobody', "nothing fits 'id:Nobody'"],
    ['foo', "'foo' is no segment of 'web', 'inner', 'nobody'; to name a resource write 'id:foo'"],
    ['kid:database', 'use one of internet, site'],
    ['tag:Tier=wb', "near are 'tag:Tier=web'"],
    ['group:WbGroup', "near are 'group:WebGroup'"],
    ['subnet:PrivatA', "near are 'subnet:PrivateA'"],
    ['zone:ap-northeast-1d', "near are 'zone:ap-northeast-1a', 'zone:ap-northeast-1c'"],
    ['kind:databse', "near are 'kind:database'"],
    ['type:AWS::RDS::DBCluster', "'type:AWS::RDS::DBInstance'"],
    ['service:dynamodb', "nothing fits 'service:dynamodb'"],
    ['site:Patner', "near are 'site:Partner'"],
    ['vpc:Vpc', "near are 'vpc:V'"],
    ['cidr:192.168.0.0/16', "nothing fits 'cidr:192.168.0.0/16'"],
    [{ all: ['id:Web', 'kind:database'] }, 'nobody is left over'],
    [{ but: 'id:Web', not: 'kind:instance' }, 'nobody is left over'],
    [['id:Nope1234567890'], "nothing fits 'id:Nope1234567890'; see"],
  ])('%j is told with %j', (selector, hint) => {
    expect(faultOf(selector)?.hint).toContain(hint);
  });
});

test.each<[Selector, string]>([
  ['web', 'web'],
  [['web', 'edge'], 'web, edge'],
  [{ all: ['web', 'public'] }, 'web & public'],
  [{ but: 'web', not: ['id:A', 'id:B'] }, 'web but not id:A, id:B'],
])('%j is written %j', (selector, text) => {
  expect(describeSelector(selector)).toBe(text);
});
