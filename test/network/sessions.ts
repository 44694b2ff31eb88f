import type { ModelSubnet, NetworkModel } from './network-model';
import { addressIn } from './ranges';

/** Something that sends or receives: an interface in a subnet with a security group. */
export interface Party {
  readonly name: string;
  readonly subnet: ModelSubnet;
  readonly address: string;
  /** Name of the security group, or of the prefix list the party's addresses belong to. */
  readonly group: string;
  /** Lowest and highest port from which it opens connections. */
  readonly ephemeral: readonly [number, number];
}

const LINUX = [32768, 60999] as const;
/** Load balancers, NAT gateways and functions. */
const LOAD_BALANCER = [1024, 65535] as const;

/** One of everything that has an interface in a zone. */
export function parties(model: NetworkModel, zone: string): Readonly<Record<string, Party>> {
  const at = (
    name: string,
    role: string,
    offset: number,
    ephemeral: readonly [number, number],
    group = name,
  ): Party => {
    const subnet = model.subnet(role, zone);
    return { name, subnet, address: addressIn(subnet.cidr, offset), group, ephemeral };
  };
  return {
    cloudfront: at('cloudfront', 'barrier-entry', 100, LOAD_BALANCER, 'pl-58a04531'),
    'entry-load-balancer': at('entry-load-balancer', 'barrier-entry', 10, LOAD_BALANCER),
    web: at('web', 'dmz', 10, LINUX),
    'app-load-balancer': at('app-load-balancer', 'internal', 10, LOAD_BALANCER),
    app: at('app', 'internal', 20, LINUX),
    probe: at('probe', 'internal', 40, LOAD_BALANCER),
    endpoints: at('endpoints', 'internal', 30, LINUX),
    database: at('database', 'data', 10, LINUX),
  };
}

/** What refuses a connection between two interfaces of the VPC, in the order in which packets meet it. */
export function refusals(model: NetworkModel, from: Party, to: Party, port: number): readonly string[] {
  const found: string[] = [];
  if (!model.passesGroups(from.group, to.group, port)) {
    found.push('security groups');
  }
  return [...found, ...segmentRefusals(model, from, to, port)];
}

/** What refuses the connection if the security groups did not exist: routes and ACLs, both ways. */
export function segmentRefusals(model: NetworkModel, from: Party, to: Party, port: number): readonly string[] {
  const found: string[] = [];
  const check = (passes: boolean, what: string) => {
    if (!passes) {
      found.push(what);
    }
  };
  check(model.route(from.subnet, to.address) === 'local', 'route');
  check(model.route(to.subnet, from.address) === 'local', 'route back');
  if (from.subnet.id === to.subnet.id) {
    return found;
  }
  check(model.passesAcl(from.subnet, true, to.address, port), `ACL out of ${from.subnet.role}`);
  check(model.passesAcl(to.subnet, false, from.address, port), `ACL into ${to.subnet.role}`);
  for (const ephemeral of from.ephemeral) {
    check(model.passesAcl(to.subnet, true, from.address, ephemeral), `ACL for replies out of ${to.subnet.role}`);
    check(model.passesAcl(from.subnet, false, to.address, ephemeral), `ACL for replies into ${from.subnet.role}`);
  }
  return found;
}

/** Way of a connection to an address of the internet. */
export interface WayOut {
  /** Subnets passed on the way out, `internet` at the end, or what stopped the packet. */
  readonly out: readonly string[];
  /** Subnets passed by the reply, from the NAT gateway's to the server's, or what stopped it. */
  readonly back: readonly string[];
}

/** Follows a packet out of the VPC and its reply back in. */
export function wayOut(model: NetworkModel, from: Party, address: string, port: number): WayOut {
  const out: string[] = [];
  let subnet = from.subnet;
  for (let hops = 0; hops < 5; hops += 1) {
    out.push(subnet.role);
    const target = model.route(subnet, address);
    if (target === undefined) {
      return { out: [...out, 'no route'], back: [] };
    }
    if (!model.passesAcl(subnet, true, address, port)) {
      return { out: [...out, 'ACL out'], back: [] };
    }
    const next = model.subnetOf(target);
    if (next === undefined) {
      return { out: [...out, 'internet'], back: wayBack(model, subnet, from, address) };
    }
    if (!model.passesAcl(next, false, from.address, port)) {
      return { out: [...out, next.role, 'ACL in'], back: [] };
    }
    if (next.zone !== from.subnet.zone) {
      return { out: [...out, `leaves the zone for ${next.zone}`], back: [] };
    }
    subnet = next;
  }
  return { out: [...out, 'loop'], back: [] };
}

function wayBack(model: NetworkModel, nat: ModelSubnet, to: Party, address: string): readonly string[] {
  const back: string[] = [nat.role];
  if (!LOAD_BALANCER.every((ephemeral) => model.passesAcl(nat, false, address, ephemeral))) {
    return [...back, 'ACL into NAT'];
  }
  const passes = (subnet: ModelSubnet, egress: boolean, peer: string) =>
    to.ephemeral.every((ephemeral) => model.passesAcl(subnet, egress, peer, ephemeral));
  if (!passes(nat, true, to.address)) {
    return [...back, 'ACL out of NAT'];
  }
  const target = model.route(nat, to.address) ?? 'local';
  if (target !== 'local') {
    const firewall = model.subnetOf(target);
    back.push(firewall?.role ?? target);
    if (firewall === undefined || firewall.zone !== to.subnet.zone) {
      return [...back, 'leaves the zone'];
    }
    if (!passes(firewall, false, address) || !passes(firewall, true, to.address)) {
      return [...back, 'ACL of the firewall'];
    }
  }
  back.push(to.subnet.role);
  return passes(to.subnet, false, address) ? back : [...back, 'ACL in'];
}
