import type { Balancer } from './net/balancer';
import type { Listening, Interface } from './net/network';
import { isIcmp, portLies, TCP, type Packet } from './net/packet';
import { either, type Verdict } from './net/truth';

/**
 * What is known to answer at an interface.
 *
 * An instance may answer at every port that its groups let in; a load balancer at the ports of its listeners; an endpoint
 * of an AWS service at the port for HTTPS, and perhaps at others.
 */
export function listeners(at: Interface): readonly Listening[] | 'everything' {
  const { device } = at;
  if (device.kind === 'balancer') {
    return balancerListens(device.balancer.listeners, device.balancer.doubt);
  }
  if (device.kind === 'endpoint') {
    const { service } = device;
    return service.kind === 'own'
      ? service.balancers.flatMap((balancer) => balancerListens(balancer.listeners, balancer.doubt))
      : [
          {
            protocol: TCP,
            from: 443,
            to: 443,
            certain: service.kind === 'aws' ? 'yes' : 'unknown',
            what: service.name,
          },
          { protocol: TCP, from: 0, to: 65535, certain: 'unknown', what: service.name },
        ];
  }
  return at.listens === 'nothing' ? [] : at.listens;
}

function balancerListens(
  found: readonly { readonly protocols: readonly number[]; readonly port: number | undefined; readonly name: string }[],
  doubt: string | undefined,
): readonly Listening[] {
  const own = found.flatMap(({ protocols, port, name }) =>
    protocols.map((protocol): Listening => ({
      protocol,
      from: port ?? 0,
      to: port ?? 65535,
      certain: port === undefined ? 'unknown' : 'yes',
      what: name,
    })),
  );
  return doubt === undefined ? own : [...own, { protocol: TCP, from: 0, to: 65535, certain: 'unknown', what: doubt }];
}

/**
 * Whether a packet is taken at an interface. A load balancer takes what its listeners hear, and perhaps ICMP, which AWS
 * recommends to let in for it; functions, NAT gateways and the like take nothing; whatever else a packet gets to is taken to
 * answer it, as who listens there is no matter of the network.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-networking.html read 2026-11-26
 */
export function listeningVerdict(at: Interface, packet: Packet): Verdict {
  const { device } = at;
  switch (device.kind) {
    case 'host':
    case 'service':
    case 'endpoint':
      return { truth: 'yes', rule: 'whatever is let in is taken', by: 'listens' };
    case 'client':
    case 'connect':
    case 'nat':
    case 'transit':
    case 'firewall':
    case 'appliance-endpoint':
      return { truth: 'no', rule: 'nothing is taken there', by: 'takes-nothing' };
    case 'balancer':
      return heardBy(device.balancer, packet);
  }
}

function heardBy({ listeners: heard, doubt }: Balancer, packet: Packet): Verdict {
  const by = 'balancer-listens';
  if (isIcmp(packet.protocol)) {
    return { truth: 'unknown', rule: 'whether it answers ICMP is not known', by };
  }
  const own = heard.filter(({ protocols }) => protocols.includes(packet.protocol));
  const truth = own
    .map(({ port }) => (port === undefined ? 'unknown' : portLies(packet.port, port, port)))
    .reduce(either, doubt === undefined ? 'no' : 'unknown');
  return { truth, rule: truth === 'no' ? 'no listener hears it' : 'a listener hears it', by };
}
