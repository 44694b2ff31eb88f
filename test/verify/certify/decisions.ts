import { walkPacket, type Walked } from '../../../lib/verify/certify/answers';
import type { AskedPacket } from '../../../lib/verify/certify/packet';
import type { Relation } from '../../../lib/verify/engine/types';
import {
  REGISTER_OF_RULE,
  type Conversation,
  type Hop,
  type Otherwise,
  type PacketRule,
  type Truth,
  type World,
} from '../../../lib/verify/packets';
import { RULES, type DecidingWay } from '../../../lib/verify/semantics';

/** How often a rule decided, each way. */
export type Decisions = Record<DecidingWay, number>;

/** Packets of one rule and way after which no more are looked at. */
const ENOUGH = 1000;

/** A packet with what both implementations say of it. */
export interface Decided {
  readonly delivers: Truth;
  readonly session: Truth;
  readonly conversation: Conversation;
  /** Relations on which they agree. */
  readonly agreed: readonly Relation[];
  /** Rules of the register by which the engine leaves open what the other does not. */
  readonly openRules: readonly string[];
}

/**
 * Counts how often each rule of the register decided about a packet: would it say otherwise there, the answer would be
 * another one.
 *
 * - `passes`: the packet, or its answer, got where it should, and this was a step that it had to pass. Would the rule have
 *   stopped it there, it would not have got there. Where the rule chose a route, the packet is asked about once more without
 *   that route, and must fare otherwise.
 * - `stops`: the packet, or its answer, was stopped at this step. It is asked about once more with the step let pass, or
 *   without the route that led there: a step behind which another one stops it all the same is not counted. Where nothing
 *   could be otherwise (no route at all, a gateway that leads nowhere) the way ended there.
 * - `opens`: what becomes of it is not known because of this step, or because the register lets isolation and availability
 *   differ there.
 *
 * Only packets count of which both implementations say the same.
 */
export class DecisionCounter {
  readonly byRule = new Map<string, Decisions>();

  count(world: World, packet: AskedPacket, found: Decided): void {
    const { conversation, agreed } = found;
    const { outcomes, answers } = conversation;
    if (agreed.includes('delivers')) {
      const hops = outcomes.flatMap((outcome) => outcome.hops);
      this.countRelation(world, packet, 'delivers', found.delivers, hops, conversation);
    }
    if (agreed.includes('session') && found.delivers !== 'no') {
      const hops = answers.flatMap((outcome) => outcome.hops);
      this.countRelation(world, packet, 'session', found.session, hops, conversation);
    }
    this.addAll(
      found.openRules.filter((id) => RULES.get(id)?.may !== RULES.get(id)?.must),
      'opens',
    );
  }

  private countRelation(
    world: World,
    packet: AskedPacket,
    relation: Relation,
    truth: Truth,
    hops: readonly Hop[],
    conversation: Conversation,
  ): void {
    switch (truth) {
      case 'yes':
        this.addAll(
          hops.filter((hop) => hop.route === undefined).map(({ rule }) => idOf(rule)),
          'passes',
        );
        this.countRoutes(world, packet, relation, hops, 'passes');
        return;
      case 'unknown':
        this.addAll(
          hops.filter((hop) => hop.truth === 'unknown').map(({ rule }) => idOf(rule)),
          'opens',
        );
        return;
      case 'no':
        if (conversation[relation] !== 'no') {
          // It ends somewhere, and only not where it was meant to.
          return;
        }
        this.countStop(world, packet, relation, conversation);
        this.countRoutes(world, packet, relation, hops, 'stops');
    }
  }

  private countStop(world: World, packet: AskedPacket, relation: Relation, conversation: Conversation): void {
    const rule = relation === 'delivers' ? conversation.decidedBy : conversation.sessionDecidedBy;
    const id = idOf(rule);
    if (id === undefined || this.hasEnough(id, 'stops')) {
      return;
    }
    const at = stopOf(relation, conversation, rule)?.at;
    if (at === undefined || fares(world, packet, relation, { allows: { at, rule } }, at, rule)) {
      this.add(id, 'stops');
    }
  }

  /** Routes that are taken decide where the packet would have fared otherwise by the next best. */
  private countRoutes(
    world: World,
    packet: AskedPacket,
    relation: Relation,
    hops: readonly Hop[],
    way: 'passes' | 'stops',
  ): void {
    const seen = new Set<string>();
    hops.forEach(({ rule, route }, index) => {
      const before = hops[index - 1]?.rule;
      const ids = [idOf(rule), before === 'gateway-table' ? idOf(before) : undefined];
      const wanted = ids.filter((id) => id !== undefined && !seen.has(id) && !this.hasEnough(id, way));
      if (route === undefined || wanted.length === 0) {
        return;
      }
      const other = walkPacket({ ...world, otherwise: { without: route } }, packet)?.[relation];
      if (other !== undefined && other !== (way === 'passes' ? 'yes' : 'no')) {
        wanted.forEach((id) => seen.add(id ?? ''));
        this.addAll(wanted, way);
      }
    });
  }

  private hasEnough(id: string, way: DecidingWay): boolean {
    return (this.byRule.get(id)?.[way] ?? 0) >= ENOUGH;
  }

  private addAll(ids: readonly (string | undefined)[], way: DecidingWay): void {
    for (const id of new Set(ids)) {
      if (id !== undefined && !this.hasEnough(id, way)) {
        this.add(id, way);
      }
    }
  }

  private add(id: string, way: DecidingWay): void {
    const found = this.byRule.get(id) ?? { passes: 0, stops: 0, opens: 0 };
    found[way] += 1;
    this.byRule.set(id, found);
  }
}

function idOf(rule: PacketRule): string | undefined {
  return REGISTER_OF_RULE[rule];
}

/** The step at which a packet or its answer was stopped. */
function stopOf(relation: Relation, { hops, answers }: Conversation, rule: PacketRule): Hop | undefined {
  const all = relation === 'delivers' ? hops : answers.flatMap((outcome) => outcome.hops);
  return all.find((hop) => hop.truth === 'no' && hop.rule === rule);
}

function lastOf(relation: Relation, { hops, answers }: Conversation): Hop | undefined {
  return relation === 'delivers' ? hops.at(-1) : answers.find(({ truth }) => truth === 'no')?.hops.at(-1);
}

/** Whether a packet is not stopped when one thing is otherwise, or still ends at the very same step. */
function fares(
  world: World,
  packet: AskedPacket,
  relation: Relation,
  otherwise: Otherwise,
  at: string,
  rule: PacketRule,
): boolean {
  const other: Walked | undefined = walkPacket({ ...world, otherwise }, packet);
  if (other === undefined || other[relation] !== 'no') {
    return other !== undefined;
  }
  // A step that nothing can be let pass ends the way as it did.
  const last = lastOf(relation, other.conversation);
  return last?.rule === rule && last.at === at;
}
