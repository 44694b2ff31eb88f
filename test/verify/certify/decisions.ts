import { hasBit } from '../../../lib/verify/address';
import { stagesOf } from '../../../lib/verify/certify/compare';
import { atomOf, type AskedPacket } from '../../../lib/verify/certify/packet';
import type { Graph } from '../../../lib/verify/engine/graph';
import type { Stage } from '../../../lib/verify/engine/leg/stage';
import type { Relation } from '../../../lib/verify/engine/types';
import type { Conversation, Outcome } from '../../../lib/verify/packets';

/** How often a rule let a packet pass, stopped one, or left it open. */
export interface Decisions {
  passed: number;
  stopped: number;
  open: number;
}

/** Counts how often each rule decides. */
export class DecisionCounter {
  readonly byRule = new Map<string, Decisions>();

  /** By the register, as the engine names it: the stage that stops a packet, or every stage of one that arrives. */
  countStages(graph: Graph, packet: AskedPacket, relation: Relation): void {
    const atom = atomOf(graph.env.spaces.services, packet)?.index ?? 0;
    for (const { stages } of stagesOf(graph, packet, relation)) {
      const at = stages.findIndex(({ pass }) => !hasBit(pass.may, atom));
      const stopping = stages[at];
      if (stopping === undefined) {
        const isSure = stages.every(({ pass }) => hasBit(pass.must, atom));
        this.add(
          stages.flatMap(({ rules }) => rules),
          isSure ? 'passed' : 'open',
        );
      } else {
        this.add(stoppingRules(stages, at, stopping), 'stopped');
      }
    }
  }

  /** By the second implementation: the hop that stops a packet or its answer, or every hop of one that arrives. */
  countHops({ outcomes, answers }: Conversation): void {
    for (const outcome of [...outcomes, ...answers]) {
      this.countOutcome(outcome);
    }
  }

  private countOutcome({ truth, hops }: Outcome): void {
    switch (truth) {
      case 'yes':
        this.add(
          hops.map(({ rule }) => rule),
          'passed',
        );
        break;
      case 'no':
        this.add(
          hops.filter((hop) => hop.truth === 'no').map(({ rule }) => rule),
          'stopped',
        );
        break;
      case 'unknown':
        this.add(
          hops.filter((hop) => hop.truth === 'unknown').map(({ rule }) => rule),
          'open',
        );
    }
  }

  private add(rules: readonly string[], what: keyof Decisions): void {
    for (const rule of new Set(rules)) {
      const found = this.byRule.get(rule) ?? { passed: 0, stopped: 0, open: 0 };
      found[what] += 1;
      this.byRule.set(rule, found);
    }
  }
}

/** Where no way leads on, the route that was taken decided it. */
function stoppingRules(stages: readonly Stage[], at: number, stopping: Stage): readonly string[] {
  const route = stopping.layer === 'no-route' ? stages.slice(0, at).findLast(({ hop }) => hop === 'route') : undefined;
  return [...stopping.rules, ...(route?.rules ?? [])];
}
