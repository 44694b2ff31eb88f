import {
  ANYWHERE,
  att,
  fromGroup,
  group,
  instance,
  publicInstance,
  ref,
  resource,
  rule,
  subnet,
  template,
  type JsonObject,
  type Resources,
  type Template,
} from './builders';
import type { Pair } from './pair';
import { listener, loadBalancer, publicVpc, targetGroup } from './worlds';

/** CloudFront's origin-facing addresses in the Region of the templates: which they are, AWS decides. */
const CLOUDFRONT = { SourcePrefixListId: 'pl-58a04531' };
const ORIGIN_PAGE = {
  url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html',
  read: '2026-11-25',
} as const;

/** Pairs about load balancers and what stands in front of them. */
export const EDGE_PAIRS: readonly Pair[] = [
  {
    id: 'origin-bypass',
    title: 'an origin of CloudFront that anybody may address',
    source: ORIGIN_PAGE,
    policy: {
      says: 'No viewer gets to the load balancer past CloudFront.',
      from: 'internet',
      to: 'Balancer',
      services: ['tcp/80'],
      relation: 'isolate',
      level: 'direct',
    },
    bad: {
      template: behindCloudFront('internet-facing', ANYWHERE),
      verdict: 'REFUTED',
      because: 'the load balancer has public addresses, and its group lets everybody in',
    },
    good: {
      template: behindCloudFront('internal', CLOUDFRONT),
      verdict: 'PROVED',
      because: 'the load balancer has private addresses alone; CloudFront comes by an interface in the VPC',
    },
  },
  {
    id: 'origin-for-all-of-cloudfront',
    title: 'an origin that knows CloudFront, but not whose distribution it is',
    source: ORIGIN_PAGE,
    policy: {
      says: 'Nobody gets to the load balancer past our distribution.',
      from: 'internet',
      to: 'Balancer',
      services: ['tcp/80'],
      relation: 'isolate',
      level: 'direct',
    },
    bad: {
      template: behindCloudFront('internet-facing', CLOUDFRONT),
      verdict: 'UNDETERMINED',
      because: 'which addresses are in the list, and who sends from them, is not in the template',
    },
    good: {
      template: behindCloudFront('internal', CLOUDFRONT),
      verdict: 'PROVED',
      because: 'the load balancer has private addresses alone',
    },
  },
  {
    id: 'second-listener',
    title: 'a listener for administration that was left open',
    source: { url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html' },
    policy: {
      says: 'The internet does not get to the administration port.',
      from: 'internet',
      to: 'Web',
      services: ['tcp/9000'],
      relation: 'isolate',
    },
    bad: {
      template: template([...twoTargets(), listener('AdminListener', 'Balancer', 'HTTP', 8080, 'Admin')]),
      verdict: 'REFUTED',
      because: 'the second listener passes port 8080 on to port 9000, and the group of the load balancer lets it in',
    },
    good: {
      template: template(twoTargets()),
      verdict: 'PROVED',
      because:
        'no listener passes anything on to port 9000, and the group of the web server admits the load balancer alone',
    },
  },
  {
    id: 'network-load-balancer-without-group',
    title: 'a network load balancer made without a group lets every client in',
    source: {
      url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'A stranger does not get to the server.',
      from: 'internet:198.51.100.7',
      to: 'Server',
      services: ['tcp/8443'],
      relation: 'isolate',
    },
    bad: {
      template: networkBalancer([]),
      verdict: 'REFUTED',
      because: 'the server admits the VPC, and targets by address see the address of the load balancer',
    },
    good: {
      template: networkBalancer(['BalancerGroup']),
      verdict: 'PROVED',
      because: 'the group of the load balancer admits the customer alone',
    },
  },
  {
    id: 'endpoint-service-for-everybody',
    title: 'an endpoint service to which any account may connect',
    source: { url: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html' },
    policy: {
      says: 'Nobody outside gets to the server.',
      from: 'internet',
      to: 'Server',
      services: ['tcp/8443'],
      relation: 'isolate',
    },
    bad: {
      template: template([
        ...internalNetworkBalancer(),
        resource('Service', 'AWS::EC2::VPCEndpointService', {
          NetworkLoadBalancerArns: [ref('Balancer')],
          AcceptanceRequired: false,
        }),
        resource('ServicePermissions', 'AWS::EC2::VPCEndpointServicePermissions', {
          ServiceId: ref('Service'),
          AllowedPrincipals: ['*'],
        }),
      ]),
      verdict: 'UNDETERMINED',
      because:
        'endpoints of other accounts come out at the load balancer, and what is behind them is in no template here',
    },
    good: {
      template: template(internalNetworkBalancer()),
      verdict: 'PROVED',
      because: 'the load balancer is reached from the VPC alone',
    },
  },
];

function behindCloudFront(scheme: 'internal' | 'internet-facing', peer: string | JsonObject): Template {
  const internal = scheme === 'internal';
  return template([
    ...publicVpc(),
    group('BalancerGroup', 'Vpc', [rule('tcp/80', peer)]),
    group('WebGroup', 'Vpc', [rule('tcp/8080', fromGroup('BalancerGroup'))]),
    subnet('WebSubnet', 'Vpc', '10.0.10.0/24'),
    instance('Web', 'WebSubnet', ['WebGroup']),
    loadBalancer('Balancer', 'application', scheme, ['BalancerGroup']),
    targetGroup('WebTargets', 'HTTP', 8080, { instance: 'Web' }),
    listener('Listener', 'Balancer', 'HTTP', 80, 'WebTargets'),
    ...(internal ? [vpcOrigin()] : []),
    distribution(
      internal
        ? { VpcOriginConfig: { VpcOriginId: att('VpcOrigin', 'Id') } }
        : { CustomOriginConfig: { OriginProtocolPolicy: 'http-only', HTTPPort: 80 } },
    ),
  ]);
}

function vpcOrigin(): Resources {
  return resource('VpcOrigin', 'AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: {
      Name: 'web',
      Arn: ref('Balancer'),
      OriginProtocolPolicy: 'http-only',
      HTTPPort: 80,
      HTTPSPort: 443,
    },
  });
}

function distribution(origin: JsonObject): Resources {
  return resource('Distribution', 'AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      Origins: [{ Id: 'web', DomainName: att('Balancer', 'DNSName'), ...origin }],
      DefaultCacheBehavior: {
        TargetOriginId: 'web',
        ViewerProtocolPolicy: 'redirect-to-https',
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      },
    },
  });
}

/** A load balancer that may be addressed on two ports, and listens on the first. */
function twoTargets(): readonly Resources[] {
  return [
    ...publicVpc(),
    group('BalancerGroup', 'Vpc', [rule('tcp/80', ANYWHERE), rule('tcp/8080', ANYWHERE)]),
    group('WebGroup', 'Vpc', [
      rule('tcp/8443', fromGroup('BalancerGroup')),
      rule('tcp/9000', fromGroup('BalancerGroup')),
    ]),
    publicInstance('Web', 'PublicA', 'WebGroup'),
    loadBalancer('Balancer', 'application', 'internet-facing', ['BalancerGroup']),
    targetGroup('Pages', 'HTTP', 8443, { instance: 'Web' }),
    targetGroup('Admin', 'HTTP', 9000, { instance: 'Web' }),
    listener('PageListener', 'Balancer', 'HTTP', 80, 'Pages'),
  ];
}

function networkBalancer(groupIds: readonly string[]): Template {
  return template([
    ...publicVpc(),
    ...addressedServer(),
    group('BalancerGroup', 'Vpc', [rule('tcp/443', '203.0.113.0/24')]),
    loadBalancer('Balancer', 'network', 'internet-facing', groupIds),
  ]);
}

function internalNetworkBalancer(): readonly Resources[] {
  return [...publicVpc(), ...addressedServer(), loadBalancer('Balancer', 'network', 'internal', [])];
}

/** A private server that admits the VPC, as a target by its address. */
function addressedServer(): readonly Resources[] {
  return [
    subnet('ServerSubnet', 'Vpc', '10.0.10.0/24'),
    group('ServerGroup', 'Vpc', [rule('tcp/8443', '10.0.0.0/16')]),
    instance('Server', 'ServerSubnet', ['ServerGroup']),
    targetGroup('ServerTargets', 'TCP', 8443, { addressOf: 'Server' }),
    listener('Listener', 'Balancer', 'TCP', 443, 'ServerTargets'),
  ];
}
