import { balancer, distribution, forward } from './parts/balancers';
import { instance, internetGateway, subnet, table, toGateway, vpc } from './parts/network';
import { group, ingress, type Rule } from './parts/rules';
import { attribute, join, ref, resource, template, type Resources } from './parts/template';
import { blocked, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide';

/** `com.amazonaws.global.cloudfront.origin-facing` in us-east-1. */
const ORIGIN_FACING = 'pl-3b927c52';

/** A load balancer `Alb` with the given rule; an internal one stands in private subnets. */
function origin(internal: boolean, ...rules: readonly Rule[]): Resources {
  return join(
    vpc('Vpc'),
    internetGateway('Vpc'),
    subnet('A', 'Vpc', '10.0.0.0/24'),
    subnet('B', 'Vpc', '10.0.1.0/24', { zone: 'b' }),
    internal ? {} : table('PublicTable', 'Vpc', ['A', 'B'], [['0.0.0.0/0', toGateway('Igw')]]),
    group('AlbGroup', 'Vpc', { in: rules }),
    balancer('Alb', 'application', ['A', 'B'], ['AlbGroup'], { internal }),
    group('TargetGroup', 'Vpc', { in: [['tcp', 80, 'group:AlbGroup']] }),
    instance('Target', 'A', ['TargetGroup']),
    forward('Forward', 'Alb', ['HTTP', 80], ['Target']),
  );
}

const CUSTOM = distribution({
  DomainName: attribute('Alb', 'DNSName'),
  CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
});

const PRIVATE = join(
  resource('Origin', 'AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: {
      Name: 'origin',
      Arn: ref('Alb'),
      HTTPPort: 80,
      HTTPSPort: 443,
      OriginProtocolPolicy: 'http-only',
    },
  }),
  distribution({
    DomainName: attribute('Alb', 'DNSName'),
    VpcOriginConfig: { VpcOriginId: attribute('Origin', 'Id') },
  }),
);

/** CloudFront: who can go past it. */
export const CLOUDFRONT: readonly Scenario[] = [
  {
    id: 'open-origin-can-be-reached-past-cloudfront',
    url: `${GUIDE}/restrict-access-to-load-balancer.html`,
    says: 'Users can bypass CloudFront and access the load balancer directly unless they are prevented.',
    template: template(origin(false, ['tcp', 80, '0.0.0.0/0']), CUSTOM),
    asks: [
      reaches('Distribution', 'Alb', 'tcp/80'),
      reaches('internet', 'Alb', 'tcp/80', { why: 'past CloudFront' }),
      reaches('Alb', 'Target', 'tcp/80'),
    ],
  },
  {
    id: 'prefix-list-keeps-others-from-the-origin',
    url: `${GUIDE}/LocationsOfEdgeServers.html`,
    says: 'With the managed prefix list as only source, no traffic from outside of CloudFront reaches the origin.',
    template: template(origin(false, ['tcp', 80, ORIGIN_FACING]), CUSTOM),
    asks: [
      reaches('Distribution', 'Alb', 'tcp/80'),
      blocked('internet:203.0.113.9', 'Alb', 'tcp/80'),
      blocked('Distribution', 'Alb', 'tcp/22'),
    ],
  },
  {
    id: 'other-rules-undo-the-prefix-list',
    url: `${GUIDE}/LocationsOfEdgeServers.html`,
    says: 'All other inbound rules must be removed to keep out what does not come from CloudFront.',
    template: template(
      origin(false, ['tcp', 80, ORIGIN_FACING]),
      ingress('Leftover', 'AlbGroup', ['tcp', 80, '203.0.113.0/24']),
      CUSTOM,
    ),
    asks: [reaches('internet:203.0.113.9', 'Alb', 'tcp/80'), blocked('internet:198.51.100.7', 'Alb', 'tcp/80')],
  },
  {
    id: 'vpc-origin-needs-no-public-address',
    url: `${GUIDE}/private-content-vpc-origins.html`,
    says: 'CloudFront reaches balancers in private subnets and is the single entry; the gateway needs no route.',
    template: template(origin(true, ['tcp', 80, ORIGIN_FACING]), PRIVATE),
    asks: [reaches('Distribution', 'Alb', 'tcp/80'), blocked('internet', 'Alb', 'tcp/80')],
  },
];
