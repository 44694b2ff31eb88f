import { blockKey, ICMP, ICMPV6, TCP, UDP, type Bits, type Block } from '../../address';
import type { Network, Site } from '../../network/types';
import { AclGuard } from '../guards/acl-guard';
import { FirewallGuard } from '../guards/firewall-guard';
import { GroupGuard } from '../guards/group-guard';
import { everythingPasses, mayPass, nothingPasses, type Pass } from '../pass';
import { Spaces } from '../spaces';
import { Walker } from '../walk/walker';
import type { Ways } from '../walk/way';
import { Alike } from './alike';
import { Sorts } from './sorts';

/** Everything that legs are evaluated with. */
export class Env {
  readonly network: Network;
  readonly spaces: Spaces;
  readonly walker: Walker;
  readonly groups: GroupGuard;
  readonly acls: AclGuard;
  readonly firewalls: FirewallGuard;
  readonly everything: Pass;
  readonly nothing: Pass;
  readonly perhaps: Pass;
  /** What NAT gateways translate. */
  readonly translatable: Pass;
  /** ICMP of IPv6, of which it is not said whether NAT gateways translate it. */
  readonly icmpv6: Bits;
  readonly tcp: Bits;
  /** What functions send. */
  readonly connections: Pass;
  /** Whether any firewall looks at source ports. */
  readonly looksAtPorts: boolean;
  /** Finds addresses of which one stands for others. */
  readonly alike: Alike;
  /** Numbers of all classes of addresses, of those of the internet, and of those that are never on it. */
  readonly everyClass: readonly number[];
  readonly internetClasses: readonly number[];
  /** Those of the internet of IPv4. */
  readonly internetClassesV4: readonly number[];
  readonly specialClasses: readonly number[];
  /** Sorts of public addresses. */
  readonly sorts: Sorts;
  private readonly byBlock = new Map<string, readonly number[]>();
  private readonly bySite = new Map<string, readonly number[]>();
  private readonly numbers = new WeakMap<Pass, number>();
  private readonly signatures = new WeakMap<Ways, string>();
  private count = 0;

  constructor(network: Network, spaces = new Spaces(network), alike = new Alike(network, spaces.addresses)) {
    this.network = network;
    this.spaces = spaces;
    this.alike = alike;
    this.everyClass = this.spaces.addresses.classes.map(({ index }) => index);
    this.internetClasses = this.spaces.internet.map(({ index }) => index).sort((a, b) => a - b);
    this.internetClassesV4 = this.internetClasses.filter((index) => this.spaces.addresses.at(index).family === 4);
    this.specialClasses = this.spaces.special.map(({ index }) => index).sort((a, b) => a - b);
    this.walker = new Walker(network, this.spaces);
    this.groups = new GroupGuard(network, this.spaces);
    this.acls = new AclGuard(this.spaces);
    this.firewalls = new FirewallGuard(this.spaces);
    this.sorts = new Sorts(this);
    this.everything = everythingPasses(this.spaces.services);
    this.nothing = nothingPasses(this.spaces.services);
    this.perhaps = mayPass(this.spaces.services);
    const bits: Bits = this.spaces.services.collect(
      ({ protocol }) => protocol === TCP || protocol === UDP || protocol === ICMP,
    );
    this.translatable = { may: bits, must: bits };
    this.icmpv6 = this.spaces.services.collect(({ protocol }) => protocol === ICMPV6);
    this.tcp = this.spaces.services.collect(({ protocol }) => protocol === TCP);
    const ported: Bits = this.spaces.services.collect(({ protocol }) => protocol === TCP || protocol === UDP);
    this.connections = { may: ported, must: ported };
    this.looksAtPorts = network.firewalls.some(({ policy }) =>
      policy.options.some(({ stateless, stateful }) =>
        [...stateless, ...stateful].some(
          ({ sourcePorts, bothWays, services }) =>
            sourcePorts !== undefined || (bothWays && services.may.some(({ ports }) => ports !== undefined)),
        ),
      ),
    );
  }

  /** Numbers of the classes of a block. */
  classesOf(block: Block): readonly number[] {
    const key = blockKey(block);
    const found = this.byBlock.get(key) ?? this.spaces.addresses.classesOf(block).map(({ index }) => index);
    this.byBlock.set(key, found);
    return found;
  }

  /** IPv4 addresses that are not those of a site. */
  foreignTo({ id, addresses }: Site): readonly number[] {
    const own = new Set(addresses.flatMap((block) => this.classesOf(block)));
    const found =
      this.bySite.get(id) ??
      this.spaces.addresses.classes.flatMap(({ index, family, isOutside }) =>
        family === 4 && !isOutside && !own.has(index) ? [index] : [],
      );
    this.bySite.set(id, found);
    return found;
  }

  /** A number that one result has, and no other. */
  numberOf(pass: Pass): number {
    const found = this.numbers.get(pass) ?? (this.count += 1);
    this.numbers.set(pass, found);
    return found;
  }

  /** What `make` says of some ways, made once. */
  signature(ways: Ways, make: (ways: Ways) => string): string {
    const found = this.signatures.get(ways) ?? make(ways);
    this.signatures.set(ways, found);
    return found;
  }

  /** Classes of an IPv4 address of an interface. */
  privateClasses(
    addresses: readonly { readonly block: Parameters<Spaces['addresses']['classesOf']>[0] }[],
    family: 4 | 6,
  ): readonly number[] {
    return addresses
      .flatMap(({ block }) => this.spaces.addresses.classesOf(block))
      .flatMap((each) => (each.family === family ? [each.index] : []));
  }
}
