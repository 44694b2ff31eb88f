import { chain, findPlace, type Chain, type World } from '../../../../lib/verify/packets';
import type { JsonObject } from '../../../../lib/template';
import {
  group,
  instance,
  openGroup,
  publicSubnet,
  ref,
  resource,
  rule,
  subnet,
  vpc,
  worldOf,
  type Resources,
} from './net';

export const NET: Resources = {
  ...vpc('Vpc', 0),
  ...openGroup('Open', 'Vpc'),
  ...publicSubnet('Pa', 'Vpc', '10.0.1.0/24', 'a'),
  ...publicSubnet('Pb', 'Vpc', '10.0.2.0/24', 'b'),
  ...subnet('A', 'Vpc', '10.0.3.0/24', 'a'),
  ...subnet('B', 'Vpc', '10.0.4.0/24', 'b'),
  ...group('Front', 'Vpc', [rule('tcp/443', '0.0.0.0/0')]),
  ...group('Back', 'Vpc', [rule('tcp/8080', { SourceSecurityGroupId: ref('Front') })]),
  ...instance('AppA', 'A', ['Back']),
  ...instance('AppB', 'B', ['Back']),
};

/** A load balancer with a listener. */
export function balancer(type: string, more: JsonObject = {}, protocol = 'HTTPS'): Resources {
  return {
    Lb: resource('ElasticLoadBalancingV2::LoadBalancer', {
      Type: type,
      Scheme: 'internet-facing',
      Subnets: [ref('Pa'), ref('Pb')],
      SecurityGroups: [ref('Front')],
      ...more,
    }),
    Listener: resource('ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Lb'),
      Port: 443,
      Protocol: protocol,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
    }),
  };
}

/** A group of targets. */
export function targets(more: JsonObject = {}): Resources {
  return {
    Targets: resource('ElasticLoadBalancingV2::TargetGroup', {
      Port: 8080,
      Protocol: 'HTTP',
      VpcId: ref('Vpc'),
      Targets: [{ Id: ref('AppA') }, { Id: ref('AppB') }],
      ...more,
    }),
  };
}

/** The world of the targets with more resources. */
export const world = (more: Resources): World => worldOf({ ...NET, ...targets(), ...more });

/** What a packet of the internet to a node brings about: `<target> <delivers>/<session>` for each target. */
export function forwards(of: World, node: string, port = 443): readonly string[] {
  const place = findPlace(of, node);
  const [at] = place.kind === 'interfaces' ? place.interfaces : [];
  if (at?.publicV4 === undefined) {
    throw new Error('no node');
  }
  const found: Chain = chain(of, {
    from: { kind: 'internet' },
    source: '198.51.100.7',
    destination: at.publicV4,
    protocol: 'tcp',
    port,
  });
  return found.then.map(({ delivers, session, packet }) => {
    const to = [...of.byId.values()].find(({ v4 }) => v4?.value === packet.destination.value);
    return `${to?.owner.logicalId ?? '?'} ${delivers}/${session}`;
  });
}
