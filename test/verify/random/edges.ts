import type { JsonObject } from '../../../lib/template';
import type { Draw } from './draw';
import { groupIds, refs } from './pools';
import { att, ref, REGION, type BalancerPlan, type Plan, type Sheet } from './sheet';

/** Decides early whether there is a distribution: groups are to name the prefix list of CloudFront then. */
export function planEdges(draw: Draw, plan: Plan): void {
  plan.hasEdges = draw.chance(40);
}

/** Distributions that ask load balancers and servers: on the internet, or as VPC origins. */
export function drawEdges(draw: Draw, sheet: Sheet, plan: Plan): void {
  for (let count = plan.hasEdges ? draw.int(1, 2) : 0; count > 0; count -= 1) {
    const id = sheet.name('Distribution');
    const origins = Array.from({ length: draw.int(1, 3) }, (_, index) => drawOrigin(draw, sheet, plan, id, index));
    const known = origins.filter((origin) => origin !== undefined);
    if (known.length === 0) {
      return;
    }
    sheet.add(id, 'AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: !draw.chance(8),
        ...draw.pick([{}, { HttpVersion: 'http2' }, { HttpVersion: 'http3' }, { HttpVersion: 'http2and3' }]),
        Origins: known,
        DefaultCacheBehavior: {
          TargetOriginId: 'origin0',
          ViewerProtocolPolicy: 'allow-all',
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        },
      },
    });
  }
}

/** Something that a distribution may ask. */
interface Asked {
  readonly name: JsonObject;
  readonly arn: JsonObject;
  readonly port: number | undefined;
}

function drawOrigin(draw: Draw, sheet: Sheet, plan: Plan, id: string, index: number): JsonObject | undefined {
  const isInside = draw.chance(60);
  const balancers = plan.balancers.filter(({ isPublic }) => isInside || isPublic);
  const servers = plan.servers.filter(({ id: server }) => isInstance(sheet, server));
  const all: readonly Asked[] = [
    ...[...balancers, ...balancers, ...balancers].map((balancer) => ({
      name: att(balancer.id, 'DNSName'),
      arn: ref(balancer.id),
      port: balancer.port,
    })),
    ...servers.map(({ id: server }) => ({
      name: att(server, 'PublicDnsName'),
      arn: { 'Fn::Sub': `arn:aws:ec2:${REGION}:111122223333:instance/\${${server}}` },
      port: undefined,
    })),
  ];
  if (all.length === 0) {
    return undefined;
  }
  const { name, arn, port } = draw.pick(all);
  const [http, https] = [draw.chance(30) ? 8080 : 80, draw.chance(20) ? 8443 : 443];
  const own = port !== undefined && draw.chance(75) ? { HTTPPort: port } : { HTTPPort: http };
  const ports = {
    ...own,
    HTTPSPort: https,
    OriginProtocolPolicy: policy(draw, 'HTTPPort' in own && port !== undefined),
  };
  [ports.HTTPPort, ports.HTTPSPort].forEach((each) => plan.ports.add(each));
  const base = { Id: `origin${index}`, DomainName: name };
  if (!isInside) {
    return { ...base, CustomOriginConfig: ports };
  }
  const origin = sheet.add(`${id}Origin${index}`, 'AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: { Name: `origin${index}`, Arn: arn, ...ports },
  });
  return { ...base, VpcOriginConfig: { VpcOriginId: att(origin, 'Id') } };
}

function policy(draw: Draw, prefersHttp: boolean): string {
  return draw.weighed([
    [prefersHttp ? 4 : 1, 'http-only'],
    [2, 'match-viewer'],
    [1, 'https-only'],
  ]);
}

/** Endpoint services of network load balancers, and endpoints that lead to them. */
export function drawPrivateLinks(draw: Draw, sheet: Sheet, plan: Plan): void {
  const balancers = plan.balancers.filter(({ isNetwork }) => isNetwork);
  if (balancers.length === 0 || !draw.chance(60)) {
    return;
  }
  const balancer: BalancerPlan = draw.pick(balancers);
  const service = sheet.add(sheet.name('Service'), 'AWS::EC2::VPCEndpointService', {
    NetworkLoadBalancerArns: [ref(balancer.id)],
    AcceptanceRequired: false,
  });
  for (const vpc of draw.some(plan.vpcs, 1, 2)) {
    const subnets = vpc.subnets.filter(({ kind }) => kind === 'servers');
    sheet.add(sheet.name('Consumer'), 'AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Interface',
      VpcId: ref(vpc.id),
      ServiceName: { 'Fn::Sub': `com.amazonaws.vpce.${REGION}.\${${service}}` },
      SubnetIds: refs(draw.some(subnets, 1, 1).map(({ id }) => id)),
      SecurityGroupIds: groupIds(draw.some(vpc.groups, 1, 2)),
    });
  }
}

function isInstance(sheet: Sheet, id: string): boolean {
  return String(sheet.resources[id]?.['Type']).endsWith('Instance');
}
