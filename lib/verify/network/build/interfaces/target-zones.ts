import { knownText, type TemplateResource, type Value } from '../../../../template';
import { TCP, type Certainty } from '../../../address';
import { sameZone } from '../../zones';
import type { NextHop, Proxy } from '../../types';
import { originOf, type BuildContext } from '../context';
import { matchOf, NO_SERVICE, portMatch } from '../read-services';
import { entry, listed, truth } from '../read-values';

const CROSS_ZONE = 'load_balancing.cross_zone.enabled';

/**
 * Whether nodes forward to targets in other zones: what the target group says, else what the load balancer says.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html "Cross-zone load
 * balancing", read 2026-11-26: off by default; application load balancers:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/disable-cross-zone.html on by default
 */
export function crossesZones(ctx: BuildContext, proxy: Proxy, group: TemplateResource): Certainty {
  const own = attribute(ctx.property(group, 'TargetGroupAttributes'));
  if (own.open || (own.value !== undefined && knownText(own.value) !== 'use_load_balancer_configuration')) {
    return own.value === undefined ? 'unknown' : truth(own.value, false);
  }
  const { resource } = proxy.origin;
  if (proxy.kind !== 'network' || resource === undefined) {
    return 'yes';
  }
  const balancer = attribute(ctx.property(resource, 'LoadBalancerAttributes'));
  return balancer.value !== undefined ? truth(balancer.value, false) : balancer.open ? 'unknown' : 'no';
}

function attribute(attributes: Value): { readonly value: Value | undefined; readonly open: boolean } {
  const { items, open } = listed(attributes);
  const found = items.find(({ value }) => knownText(entry(value, 'Key')) === CROSS_ZONE);
  return {
    value: found === undefined ? undefined : entry(found.value, 'Value'),
    open: open !== undefined || found?.exists === 'unknown',
  };
}

/**
 * Targets in zones that are not enabled for the load balancer are not used.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html "Registered
 * targets", read 2026-11-26
 */
export function inEnabledZones(proxy: Proxy, hop: NextHop): NextHop {
  if (hop.to.kind !== 'interfaces') {
    return hop;
  }
  const isUsed = (zone: string) => proxy.interfaces.some((node) => sameZone(node.subnet.zone, zone) !== 'no');
  const interfaces = hop.to.interfaces.filter(({ subnet }) => isUsed(subnet.zone));
  return { ...hop, to: { kind: 'interfaces', interfaces } };
}

/** What a load balancer sends of its own accord to see whether targets are well; no client causes it. */
export function healthChecks(ctx: BuildContext, group: TemplateResource, hops: readonly NextHop[]): readonly NextHop[] {
  const port = ctx.property(group, 'HealthCheckPort');
  const isOwn = port.kind === 'absent' || knownText(port) === 'traffic-port';
  return hops.flatMap((hop): NextHop[] =>
    hop.to.kind !== 'interfaces' && hop.to.kind !== 'address'
      ? []
      : [
          {
            ...hop,
            origin: originOf(group, 'HealthCheckPort'),
            services: isOwn ? onTcp(hop) : portMatch(TCP, port, port),
            from: NO_SERVICE,
            keepsClientAddress: 'no',
          },
        ],
  );
}

/** Health checks go over TCP, on whatever protocol the targets serve. */
function onTcp({ services }: NextHop): NextHop['services'] {
  const overTcp = (ranges: NextHop['services']['may']) => ranges.map((range) => ({ ...range, protocol: TCP }));
  return { may: overTcp(services.may), must: overTcp(services.must) };
}

/**
 * An application load balancer asks the authority over HTTPS.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html read
 * 2026-11-26
 */
export function authorityHop(by: TemplateResource): NextHop {
  return {
    origin: originOf(by),
    to: { kind: 'internet' },
    services: matchOf([{ protocol: TCP, ports: { from: 443, to: 443 } }]),
    from: NO_SERVICE,
    keepsClientAddress: 'no',
    exists: 'unknown',
  };
}
