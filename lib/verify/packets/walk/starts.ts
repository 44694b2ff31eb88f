import { formatAddress, isPrivate } from '../net/address';
import type { AccessList } from '../net/filters';
import type { Interface } from '../net/network';
import { hasPorts, TCP, type Packet } from '../net/packet';
import { truthOf, type Truth, type Verdict } from '../net/truth';
import { edgeAddress } from '../edge-address';
import { isResolver } from '../resolver';
import { balancerSends } from './balanced';
import { arrive, asAnswer } from './cross';
import { groupsVerdict, isOwn, ownerNear } from './groups';
import { listVerdict } from './match';
import { arrived, note, passes, stop, stopped, type Next } from './next';
import type { Walk } from './state';

/** Whether the internet carries packets with private source addresses is not said. */
export function fromInternet(walk: Walk): Next {
  const { source, destination } = walk.packet;
  if (isPrivate(destination)) {
    const rule = `${formatAddress(destination)} is a private address`;
    return stop(walk, 'no', 'internet', 'private-destination', rule);
  }
  if (walk.reply === undefined && isPrivate(source)) {
    const rule = `whether a packet from ${formatAddress(source)} is carried is not known`;
    passes(walk, 'internet', { truth: 'unknown', rule, by: 'forged-source' });
  }
  return { step: 'internet' };
}

/**
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html
 * #target-security-groups read 2026-11-26
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-connection-tracking.html read 2026-11-25
 */
export function fromInterface(walk: Walk, at: Interface): Next {
  const { packet } = walk;
  const start = startVerdict(walk, at);
  if (start !== undefined && !passes(walk, at.label, start)) {
    return stopped(walk);
  }
  if (isOwn(at, packet.source)) {
    note(walk, at.label, 'own-address', 'sends');
  } else {
    // Groups of a client are not those of what a load balancer sends on for it.
    walk.isKept = at.device.kind === 'balancer' && walk.reply === undefined;
    walk.sender = walk.isKept ? undefined : ownerNear(at.subnet.vpc, packet.source);
    const rule = `${formatAddress(packet.source)} is not its address`;
    if (!passes(walk, at.label, { truth: notTruth(at.checksAddresses), rule, by: 'own-address' })) {
      return stopped(walk);
    }
  }
  if (isResolver(at, packet)) {
    note(walk, at.label, 'resolver', 'to the resolver, which nothing filters');
    return arrived(walk, { kind: 'resolver' });
  }
  if (walk.reply?.tracked.includes(at) === true) {
    note(walk, at.label, 'group-tracking', 'an answer to what was let through');
  } else {
    const verdict = asAnswer(walk, groupsVerdict(walk, at, 'egress', false));
    walk.recheck = isByGroup(verdict) && ownerNear(at.subnet.vpc, packet.destination) !== undefined ? at : undefined;
    if (!passes(walk, at.label, verdict)) {
      return stopped(walk);
    }
  }
  walk.flow.tracked.push(at);
  return { step: 'leave', from: at };
}

/**
 * Whether whatever stands behind an interface opens such a connection; `undefined` when nothing keeps it from it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-networking.html#foundation-nw-addressing
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html read 2026-11-26
 */
function startVerdict(walk: Walk, at: Interface): Verdict | undefined {
  const { device } = at;
  const { protocol } = walk.packet;
  if (walk.reply !== undefined) {
    return undefined;
  }
  switch (device.kind) {
    case 'balancer':
      return balancerSends(device.balancer, at, walk.packet);
    case 'client':
      return {
        truth: truthOf(hasPorts(protocol)),
        rule: 'a function sends TCP and UDP only',
        by: 'function-protocols',
      };
    case 'connect':
      return protocol === TCP
        ? undefined
        : { truth: 'no', rule: 'an Instance Connect endpoint sends TCP only', by: 'starts-nothing' };
    case 'nat':
    case 'transit':
    case 'firewall':
    case 'appliance-endpoint':
    case 'endpoint':
      return { truth: 'no', rule: 'it opens no connections of its own', by: 'starts-nothing' };
    case 'host':
    case 'service':
      return undefined;
  }
}

/** Whether a verdict may depend on the way to a group that a rule names. */
function isByGroup({ truth, by }: Verdict): boolean {
  return truth === 'unknown' || by === 'group-reference' || by === 'group-reference-transit';
}

function notTruth(truth: Truth): Truth {
  return truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown';
}

/**
 * What a network ACL says of packets between CloudFront and a VPC origin, whether it sees the address of an interface in the
 * subnet or one of CloudFront: sure is what passes either way.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 * read 2026-11-26
 */
export function originListVerdict(list: AccessList, direction: 'ingress' | 'egress', packet: Packet): Verdict {
  const outside = direction === 'ingress' ? { source: edgeAddress() } : { destination: edgeAddress() };
  const verdicts = [packet, { ...packet, ...outside }].map((seen) =>
    listVerdict(list, direction, seen, 'acl-vpc-origin'),
  );
  const [first] = verdicts;
  const verdict = verdicts.find(({ truth }) => truth !== 'yes') ?? first;
  return verdict?.truth === 'yes'
    ? verdict
    : { truth: 'unknown', rule: `${verdict?.rule ?? ''}, if it looks at it`, by: 'acl-vpc-origin' };
}

/**
 * CloudFront reaches a VPC origin from interfaces of its own near it; which network ACLs look at that is not documented.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 * read 2026-11-25
 */
export function fromCloudFront(walk: Walk, to: Interface): Next {
  const { list, name } = to.subnet;
  passes(walk, name, originListVerdict(list, 'ingress', walk.packet));
  note(walk, name, 'distribution', 'from CloudFront');
  return arrive(walk, to);
}
