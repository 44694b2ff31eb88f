import {
  AddressSpace,
  ICMP,
  ICMPV6,
  portCuts,
  ServiceSpace,
  TCP,
  UDP,
  type AddressClass,
  type Bits,
  type PortRange,
  type ServiceAtom,
} from '../address';
import { hasBit, orInto, setBit } from '../address';
import type { Network } from '../network/types';

/** How the network's rules cut addresses, services and source ports. */
export class Spaces {
  readonly addresses: AddressSpace;
  readonly services: ServiceSpace;
  /** Source ports that no rule tells apart. */
  readonly ports: readonly PortRange[];
  /** Public addresses of the internet: those that surely are, and those that may stand for something else. */
  readonly internet: readonly AddressClass[];
  readonly special: readonly AddressClass[];
  private readonly tcp: Bits;
  private readonly udp: Bits;
  private readonly atomOfPort = new Map<string, number>();
  private readonly replies: readonly (readonly [atom: number, reply: number])[];

  constructor(network: Network) {
    this.addresses = new AddressSpace(network.blocks);
    this.ports = portCuts(portsOf(network));
    this.services = new ServiceSpace([...network.ranges, ...this.ports.map((ports) => ({ protocol: TCP, ports }))]);
    this.internet = [...this.addresses.outsideClasses(4), ...this.addresses.outsideClasses(6)];
    this.special = this.addresses.classes.filter(({ isSpecial, block }) => isSpecial && block.kind === 'literal');
    this.tcp = this.services.collect(({ protocol }) => protocol === TCP);
    this.udp = this.services.collect(({ protocol }) => protocol === UDP);
    this.ports.forEach(({ from }, index) => {
      for (const atom of this.services.atoms) {
        if (atom.ports !== undefined && atom.ports.from <= from && from <= atom.ports.to) {
          this.atomOfPort.set(`${atom.protocol} ${index}`, atom.index);
        }
      }
    });
    this.replies = this.services.atoms.flatMap((atom) => {
      const reply = replyOf(atom, this.services.atoms);
      return reply === undefined ? [] : [[atom.index, reply] as const];
    });
  }

  /** Indexes of source ports that lie in a range, or touch it. */
  portsIn(range: PortRange): readonly number[] {
    return this.ports.flatMap((each, index) => (each.from <= range.to && range.from <= each.to ? [index] : []));
  }

  /** Packets whose answers are in a set: answers go to the port from which the packet came. */
  answered(answers: Bits, port: number): Bits {
    const bits = this.services.none();
    for (const [protocol, all] of [
      [TCP, this.tcp],
      [UDP, this.udp],
    ] as const) {
      const atom = this.atomOfPort.get(`${protocol} ${port}`);
      if (atom !== undefined && hasBit(answers, atom)) {
        orInto(bits, all);
      }
    }
    for (const [atom, reply] of this.replies) {
      if (hasBit(answers, reply)) {
        setBit(bits, atom);
      }
    }
    return bits;
  }
}

/** The atom of the answer to a packet without ports; `undefined` when none is expected. */
function replyOf(atom: ServiceAtom, atoms: readonly ServiceAtom[]): number | undefined {
  if (atom.ports !== undefined) {
    return undefined;
  }
  if (atom.protocol !== ICMP && atom.protocol !== ICMPV6) {
    return atom.index;
  }
  const wanted =
    atom.protocol === ICMP ? (atom.icmp?.type === 8 ? 0 : undefined) : atom.icmp?.type === 128 ? 129 : undefined;
  return wanted === undefined
    ? undefined
    : atoms.find(({ protocol, icmp }) => protocol === atom.protocol && icmp?.type === wanted && icmp.code === undefined)
        ?.index;
}

/** Ports at which a rule without state changes its mind, and those of initiators. */
function portsOf(network: Network): readonly PortRange[] {
  const acls = new Set(network.subnets.flatMap(({ acl }) => acl.options));
  const ofAcls = [...acls].flatMap((acl) => [...acl.ingress, ...acl.egress].flatMap(({ services }) => services.may));
  const rules = network.firewalls.flatMap(({ policy }) =>
    policy.options.flatMap(({ stateless, stateful }) => [...stateless, ...stateful]),
  );
  const ofFirewalls = rules.flatMap(({ services }) => services.may);
  return [
    ...[...ofAcls, ...ofFirewalls].flatMap(({ ports }) => (ports === undefined ? [] : [ports])),
    ...rules.flatMap(({ sourcePorts }) => sourcePorts ?? []),
    ...network.interfaces.flatMap(({ sourcePorts }) => [sourcePorts.may, sourcePorts.must]),
    { from: 1024, to: 65535 },
    ...(network.askedPorts ?? []),
  ];
}
