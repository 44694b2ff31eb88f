import type { FirewallEndpoint, Interface, Subnet, Vpc, Zone } from '../net/network';
import type { Packet } from '../net/packet';
import type { Peering, Route } from '../net/routes';
import type { TransitAttachment, TransitGateway, TransitRoute, VpnGateway } from '../net/transit';
import { both, type Truth, type Verdict } from '../net/truth';
import type { PacketRule } from '../rules';
import type { World } from '../world';
import type { Found } from './lookup';
import type { End, Flow, Outcome, Walk } from './state';

/** What happens to a packet next. */
export type Next =
  | { readonly step: 'end'; readonly outcome: Outcome }
  | { readonly step: 'fork'; readonly ways: readonly Way[]; readonly picks: 'any' | 'best' }
  | { readonly step: 'leave'; readonly from: Interface }
  | { readonly step: 'follow'; readonly found: Found; readonly vpc: Vpc; readonly from: Subnet | undefined }
  | { readonly step: 'deliver'; readonly vpc: Vpc; readonly from: Subnet | undefined }
  | { readonly step: 'hand'; readonly to: Interface; readonly from: Subnet | undefined }
  | { readonly step: 'firewall'; readonly at: Interface; readonly endpoint: FirewallEndpoint }
  | { readonly step: 'peering'; readonly peering: Peering; readonly vpc: Vpc }
  | { readonly step: 'gateway-endpoint'; readonly vpc: Vpc; readonly name: string }
  | { readonly step: 'internet-gateway'; readonly vpc: Vpc }
  | { readonly step: 'egress-only'; readonly vpc: Vpc | undefined; readonly at: string }
  | { readonly step: 'internet' }
  | {
      readonly step: 'into-transit';
      readonly gateway: TransitGateway;
      readonly vpc: Vpc;
      readonly from: Subnet | undefined;
    }
  | { readonly step: 'transit'; readonly from: TransitAttachment; readonly zone: Zone | undefined }
  | { readonly step: 'vpn-gateway'; readonly gateway: VpnGateway; readonly vpc: Vpc };

/** A packet with what happens to it next. */
export interface Way {
  readonly walk: Walk;
  readonly next: Next;
}

/** A flow of which nothing is remembered yet. */
function newFlow(): Flow {
  return { translations: [], tracked: [], inspections: [], sticky: [], attachments: [], appliances: [] };
}

/** A walk of which nothing has happened yet. */
export function newWalk(
  world: World,
  packet: Packet,
  given: Partial<Pick<Walk, 'reply' | 'sender' | 'senderGroups'>>,
): Walk {
  return {
    world,
    packet,
    hops: [],
    flow: newFlow(),
    reply: given.reply,
    truth: 'yes',
    doubt: undefined,
    left: [],
    sender: given.sender,
    senderGroups: given.senderGroups ?? [],
    taken: [],
    cameIn: false,
    isKept: false,
    recheck: undefined,
  };
}

/** A walk that goes on by itself from here. */
export function branch(walk: Walk): Walk {
  const { flow } = walk;
  return {
    ...walk,
    hops: [...walk.hops],
    left: [...walk.left],
    taken: [...walk.taken],
    flow: {
      ...flow,
      translations: [...flow.translations],
      tracked: [...flow.tracked],
      inspections: [...flow.inspections],
      sticky: [...flow.sticky],
      attachments: [...flow.attachments],
      appliances: [...flow.appliances],
    },
  };
}

/** Takes each way, any of which the network may choose. */
export function fork<T>(walk: Walk, ways: readonly T[], go: (walk: Walk, way: T) => Next): Next {
  const [only] = ways;
  return ways.length === 1 && only !== undefined
    ? go(walk, only)
    : { step: 'fork', ways: ways.map((way) => takeWay(branch(walk), (own) => go(own, way))), picks: 'any' };
}

/** Takes each way, of which the sender knows the best. */
export function choose<T>(walk: Walk, ways: readonly T[], go: (walk: Walk, way: T) => Next): Next {
  return { step: 'fork', ways: ways.map((way) => takeWay(branch(walk), (own) => go(own, way))), picks: 'best' };
}

function takeWay(walk: Walk, go: (walk: Walk) => Next): Way {
  return { walk, next: go(walk) };
}

/** Notes a check; tells whether the packet goes on. */
export function passes(walk: Walk, at: string, verdict: Verdict): boolean {
  const { allows } = walk.world.otherwise ?? {};
  const truth = verdict.truth === 'no' && allows?.at === at && allows.rule === verdict.by ? 'yes' : verdict.truth;
  walk.hops.push({ at, what: verdict.rule, truth, rule: verdict.by });
  walk.truth = both(walk.truth, truth);
  if (truth === 'unknown') {
    walk.doubt ??= verdict;
  }
  return truth !== 'no';
}

/** Notes where the packet is, and by which rule it got there. */
export function note(walk: Walk, at: string, rule: PacketRule, what: string, route?: Route | TransitRoute): void {
  walk.hops.push({ at, what, truth: 'yes', rule, ...(route === undefined ? {} : { route }) });
}

/** Ends the walk where it was stopped by the last check. */
export function stopped(walk: Walk): Next {
  const last = walk.hops[walk.hops.length - 1];
  const rule = `${last?.at ?? ''}: ${last?.what ?? ''}`;
  return finish(walk, 'no', { rule, by: last?.rule ?? 'unknown-network' }, undefined);
}

/** Ends the walk for a reason. */
export function stop(walk: Walk, truth: 'no' | 'unknown', at: string, by: PacketRule, rule: string): Next {
  walk.hops.push({ at, what: rule, truth, rule: by });
  return finish(walk, truth, { rule: `${at}: ${rule}`, by }, undefined);
}

/** Ends the walk at its end. */
export function arrived(walk: Walk, end: End): Next {
  const last = walk.hops[walk.hops.length - 1]?.rule ?? 'listens';
  return finish(walk, walk.truth, walk.doubt ?? { rule: 'arrives', by: last }, end);
}

function finish(walk: Walk, truth: Truth, decided: Pick<Verdict, 'rule' | 'by'>, end: End | undefined): Next {
  const { hops, packet, flow } = walk;
  return { step: 'end', outcome: { truth, rule: decided.rule, decidedBy: decided.by, hops, packet, end, flow } };
}
