import type { Balancer, Target, TargetGroup } from '../net/balancer';
import { addressOf, type Interface } from '../net/network';
import { portLies, TCP, type Packet } from '../net/packet';
import { both, either, type Truth, type Verdict } from '../net/truth';
import { isOwn } from './groups';
import { sameZone } from './zones';

/**
 * A load balancer opens connections to the targets of its listeners, for requests and for health checks, and to identity
 * providers that a listener asks.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 * read 2026-11-26
 */
export function balancerSends(balancer: Balancer, node: Interface, packet: Packet): Verdict {
  const { listeners, doubt } = balancer;
  const asks = packet.protocol === TCP && listeners.some(({ authenticates }) => authenticates);
  const https: Truth = asks ? both('unknown', portLies(packet.port, 443, 443)) : 'no';
  const open = [doubt, ...listeners.map((one) => one.doubt), ...groupsOf(balancer).map((group) => group.doubt)];
  const mayOther: Truth = open.some((why) => why !== undefined) ? 'unknown' : https;
  const truth = listeners
    .flatMap(({ groups, protocols }) => groups.map((group) => ({ group, protocols })))
    .map(({ group, protocols }) => groupTruth(balancer, node, packet, { group, protocols }))
    .reduce(either, mayOther);
  return { truth, rule: `${truth === 'no' ? 'none' : 'one'} of its targets is meant`, by: 'balancer-targets' };
}

function groupsOf(balancer: Balancer): readonly TargetGroup[] {
  return balancer.listeners.flatMap(({ groups }) => groups);
}

interface Listened {
  readonly group: TargetGroup;
  readonly protocols: readonly number[];
}

function groupTruth(balancer: Balancer, node: Interface, packet: Packet, { group, protocols }: Listened): Truth {
  return group.targets
    .flatMap(interfacesOf)
    .map(({ to, port: own }) => {
      const port = own ?? group.port;
      if (addressOf(to, packet.destination.family)?.value !== packet.destination.value || port === undefined) {
        return 'no';
      }
      // Health checks are its own: they carry the address of no client.
      const isKept = !isOwn(node, packet.source);
      const keeps = !isKept ? 'yes' : balancer.kind === 'network' ? group.keepsClient : 'no';
      const request: Truth = protocols.includes(packet.protocol)
        ? both(keeps, portLies(packet.port, port, port))
        : 'no';
      const checked = group.healthPort ?? port;
      const health: Truth = packet.protocol === TCP && !isKept ? portLies(packet.port, checked, checked) : 'no';
      return both(either(request, health), reachesTarget(balancer, node, group, to));
    })
    .reduce(either, 'no');
}

/** Interfaces behind a target. */
export function interfacesOf(target: Target): readonly Extract<Target, { kind: 'interface' }>[] {
  switch (target.kind) {
    case 'interface':
      return [target];
    case 'balancer':
      return target.to.nodes.map((to) => ({ kind: 'interface', to, port: target.port }));
    case 'function':
      return [];
  }
}

/**
 * A node sends to targets of its own zone, and to those of others when load balancing crosses zones; targets in zones that
 * are not enabled for the load balancer get nothing.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 * read 2026-11-25
 */
export function reachesTarget(balancer: Balancer, node: Interface, group: TargetGroup, target: Interface): Truth {
  const { vpc, zone } = target.subnet;
  if (!balancer.nodes.some((one) => one.subnet.vpc !== vpc || sameZone(one.subnet.zone, zone) !== 'no')) {
    return 'no';
  }
  const crosses = group.crossesZones ?? balancer.crossesZones;
  const isNear = sameZone(node.subnet.zone, zone);
  return crosses === 'yes' || isNear === 'yes' ? 'yes' : crosses === 'no' ? isNear : 'unknown';
}
