import { formatAddress, isPrivate } from '../net/address';
import type { Interface, Vpc } from '../net/network';
import type { RouteTable } from '../net/routes';
import type { Verdict } from '../net/truth';
import { takenAddress } from '../untold';
import { inSome } from './in-some';
import { lookup } from './lookup';
import { arrived, note, passes, stop, stopped, type Next } from './next';
import type { Walk } from './state';

/**
 * An internet gateway puts the public IPv4 address of the interface in place of its private one; an interface without
 * one gets nowhere. IPv6 addresses stay.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html#ip-addresses-and-nat read 2026-11-25
 */
export function outOfInternetGateway(walk: Walk, vpc: Vpc): Next {
  const name = `internet gateway of ${vpc.name}`;
  const { source } = walk.packet;
  const sender = vpc.byAddress.get(source.value);
  if (!opens(walk, name)) {
    return stopped(walk);
  }
  if (source.family === 6) {
    if (sender === undefined && inSome(vpc.blocks, source) === 'no') {
      return stop(walk, 'no', name, 'gateway-ipv6', `${formatAddress(source)} is not of ${vpc.name}`);
    }
    note(walk, name, 'gateway-ipv6', 'the address is public as it is');
    return throughInternet(walk);
  }
  if (sender === undefined) {
    return stop(walk, 'no', name, 'gateway-address', `${formatAddress(source)} has no public address here`);
  }
  if (!passes(walk, name, hasPublicAddress(sender)) || sender.publicV4 === undefined) {
    return stopped(walk);
  }
  walk.packet = { ...walk.packet, source: takenAddress(walk.world, sender.publicV4) };
  walk.sender = undefined;
  walk.senderGroups = [];
  return throughInternet(walk);
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
function opens(walk: Walk, name: string): boolean {
  const { internetDoubt } = walk.world;
  return (
    internetDoubt === undefined || passes(walk, name, { truth: 'unknown', rule: internetDoubt, by: 'gateway-blocked' })
  );
}

function hasPublicAddress(at: Interface): Verdict {
  return {
    truth: at.hasPublic,
    rule: `${at.id} ${at.hasPublic === 'no' ? 'has no public address' : 'has a public address'}`,
    by: 'gateway-address',
  };
}

/**
 * An egress-only internet gateway lets IPv6 out, and answers in.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html read 2026-11-25
 */
export function outOfEgressOnly(walk: Walk, vpc: Vpc | undefined, at: string): Next {
  if (vpc === undefined || walk.packet.source.family !== 6) {
    return stop(walk, 'no', at, 'egress-only', 'the egress-only internet gateway does not carry it');
  }
  if (walk.reply !== undefined) {
    return stop(walk, 'no', at, 'egress-only', 'the egress-only internet gateway carries no connections from outside');
  }
  const name = `egress-only internet gateway of ${vpc.name}`;
  if (!opens(walk, name)) {
    return stopped(walk);
  }
  if (inSome(vpc.blocks, walk.packet.source) === 'no') {
    const rule = `${formatAddress(walk.packet.source)} is not of ${vpc.name}`;
    return stop(walk, 'no', name, 'egress-only', rule);
  }
  walk.flow.egressOnly = vpc;
  note(walk, name, 'egress-only', 'lets it out');
  return throughInternet(walk);
}

/** A packet on the internet goes to whoever has its destination address. */
export function throughInternet(walk: Walk): Next {
  const { destination } = walk.packet;
  const { world } = walk;
  const owner =
    destination.family === 4 ? world.byPublicAddress.get(destination.value) : world.byIpv6.get(destination.value);
  if (owner !== undefined) {
    return intoInternetGateway(walk, owner);
  }
  if (isPrivate(destination)) {
    const rule = `${formatAddress(destination)} is a private address`;
    return stop(walk, 'no', 'internet', 'private-destination', rule);
  }
  return destination.service === undefined
    ? arrived(walk, { kind: 'internet' })
    : arrived(walk, { kind: 'service', name: destination.service });
}

/**
 * What comes in is delivered whatever the route table of the subnet says, unless a gateway route table sends it to a
 * middlebox.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html read 2026-11-25
 */
function intoInternetGateway(walk: Walk, to: Interface): Next {
  const { vpc } = to.subnet;
  const name = `internet gateway of ${vpc.name}`;
  const isAnswer = walk.reply?.egressOnly === vpc;
  if (vpc.internetGateway === undefined && !isAnswer) {
    return stop(walk, 'no', vpc.name, 'gateway-none', 'the VPC has no internet gateway');
  }
  if (!opens(walk, name)) {
    return stopped(walk);
  }
  if (walk.packet.destination.family === 4) {
    if (to.v4 === undefined || !passes(walk, name, hasPublicAddress(to))) {
      return stopped(walk);
    }
    walk.packet = { ...walk.packet, destination: to.v4 };
    // Translated it is another packet: it may pass once more what it passed on its way out.
    walk.left.length = 0;
  } else if (!isAnswer && !passes(walk, name, entersBesideEgressOnly(walk, to))) {
    return stopped(walk);
  }
  walk.cameIn = true;
  const table = isAnswer ? undefined : vpc.gatewayTables.internet;
  note(walk, name, table === undefined ? 'gateway-address' : 'gateway-table', `in to ${to.label}`);
  return table === undefined
    ? { step: 'deliver', vpc, from: undefined }
    : { step: 'follow', found: lookup(walk.world, table, walk.packet.destination), vpc, from: undefined };
}

/**
 * IPv6 addresses are public as they are. What an internet gateway delivers to a subnet that leads out another way, or no
 * way at all, the pages do not say; of an egress-only gateway they say that the internet opens no connection through it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway-basics.html read 2026-11-26
 */
function entersBesideEgressOnly(walk: Walk, to: Interface): Verdict {
  return leadsOut(walk, to.subnet.table, [])
    ? { truth: 'yes', rule: 'the address is public as it is', by: 'gateway-ipv6' }
    : { truth: 'unknown', rule: 'its subnet does not lead out through the internet gateway', by: 'egress-only' };
}

/** Whether a table leads to the internet gateway, past firewall endpoints or at once. */
function leadsOut(walk: Walk, table: RouteTable, passed: readonly RouteTable[]): boolean {
  const { target } = lookup(walk.world, table, walk.packet.source);
  return (
    target.kind === 'internet' ||
    (target.kind === 'interface' &&
      target.to.device.kind === 'firewall' &&
      !passed.includes(table) &&
      leadsOut(walk, target.to.subnet.table, [...passed, table]))
  );
}
