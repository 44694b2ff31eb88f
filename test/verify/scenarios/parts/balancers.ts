import type { JsonObject } from '../../../../lib/template';
import { groupIds, ref, resource, type Resources } from './template';

/** A load balancer; without a scheme it faces the internet. */
export function balancer(
  id: string,
  type: 'application' | 'network',
  subnets: readonly string[],
  groups: readonly string[],
  options: { readonly internal?: boolean; readonly attributes?: Readonly<Record<string, string>> } = {},
): Resources {
  return resource(id, 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Type: type,
    Scheme: options.internal === true ? 'internal' : undefined,
    Subnets: subnets.map(ref),
    SecurityGroups: groupIds(groups),
    LoadBalancerAttributes: attributes(options.attributes),
  });
}

/** Targets and the listener that forwards to them, `<id>Listener`. */
export function forward(
  id: string,
  balancerId: string,
  [protocol, port]: readonly [protocol: string, port: number],
  targets: readonly string[],
  options: {
    readonly listener?: number;
    readonly healthPort?: number;
    readonly attributes?: Readonly<Record<string, string>>;
  } = {},
): Resources {
  return {
    ...resource(id, 'AWS::ElasticLoadBalancingV2::TargetGroup', {
      VpcId: ref('Vpc'),
      Protocol: protocol,
      Port: port,
      TargetType: 'instance',
      Targets: targets.map((target) => ({ Id: ref(target) })),
      HealthCheckPort: options.healthPort === undefined ? undefined : String(options.healthPort),
      TargetGroupAttributes: attributes(options.attributes),
    }),
    ...resource(`${id}Listener`, 'AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref(balancerId),
      Protocol: protocol,
      Port: options.listener ?? port,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref(id) }],
    }),
  };
}

/** A distribution `Distribution` with one origin. */
export function distribution(origin: JsonObject): Resources {
  return resource('Distribution', 'AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      Origins: [{ Id: 'origin', ...origin }],
      DefaultCacheBehavior: {
        TargetOriginId: 'origin',
        ViewerProtocolPolicy: 'redirect-to-https',
        CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
      },
    },
  });
}

function attributes(values: Readonly<Record<string, string>> | undefined): readonly JsonObject[] | undefined {
  return values && Object.entries(values).map(([Key, Value]) => ({ Key, Value }));
}
