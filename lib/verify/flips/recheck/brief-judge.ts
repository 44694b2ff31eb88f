import { andNot, intersects, isEmpty, or, type Bits, type ServiceRange } from '../../address';
import { Judge } from '../../engine/judge';
import type { Party, Question, Verdict } from '../../engine/types';
import type { SharingGraph } from './sharing-graph';

/** A judge that says whether something holds, and nothing more: what may get through counts as getting through. */
export class BriefJudge extends Judge {
  private readonly sharing: SharingGraph;

  constructor(graph: SharingGraph) {
    super(graph);
    this.sharing = graph;
  }

  override isolate(question: Question): Verdict {
    return this.once('isolate', question, [], () => this.isolated(question, this.services(question.services)));
  }

  override isolateExcept(question: Question, allowed: readonly ServiceRange[]): Verdict {
    return this.once('except', question, allowed, () =>
      this.isolated(question, andNot(this.graph.env.spaces.services.all, this.services(allowed))),
    );
  }

  override reach(question: Question): Verdict {
    return this.once('reach', question, [], () => {
      const services = this.services(question.services);
      const pairs = question.from.flatMap((from) =>
        question.to.flatMap((to) => (from.id === to.id ? [] : [[from, to] as const])),
      );
      return brief(
        pairs.every(([from, to]) => isEmpty(andNot(services, this.surely(from, to, question)))),
        pairs.length,
      );
    });
  }

  private once(kind: string, question: Question, allowed: readonly ServiceRange[], answer: () => Verdict): Verdict {
    const { from, to, level, relation, services, sourcePorts } = question;
    const ids = (parties: readonly Party[]) => parties.map(({ id }) => id).join();
    const asked = JSON.stringify([kind, level, relation, services, sourcePorts, allowed]);
    return this.sharing.ofQuestion(`${asked} ${ids(from)} > ${ids(to)}`, [...from, ...to], answer);
  }

  /** What surely gets from every address of one party to another. */
  private surely(from: Party, to: Party, { level, relation = 'session', sourcePorts }: Question): Bits {
    const [sender, ...onward] = this.graph.sendersFor(from, level ?? 'direct');
    const own =
      sender === undefined
        ? this.graph.env.spaces.services.none()
        : this.graph.reach(sender, to, relation, sourcePorts).mustAll;
    return onward.reduce<Bits>(
      (bits, each) => (each.party.id === to.id ? bits : or(bits, this.graph.reach(each, to, relation).must)),
      own,
    );
  }

  private isolated(question: Question, services: Bits): Verdict {
    const { relation = 'delivers', level = 'via-proxies', sourcePorts } = question;
    let pairs = 0;
    let holds = true;
    for (const from of question.from) {
      for (const sender of this.graph.sendersFor(from, level)) {
        const isCalled = sender.through?.isLeg === false;
        for (const to of question.to) {
          if (to.id === from.id) {
            continue;
          }
          if (to.id !== sender.party.id) {
            pairs += 1;
            holds &&= !intersects(this.graph.reach(sender, to, relation, sourcePorts).may, services);
          } else if (isCalled) {
            // Whoever calls a function has got to it.
            pairs += 1;
            holds = false;
          }
        }
      }
    }
    return brief(holds, pairs);
  }
}

function brief(holds: boolean, pairs: number): Verdict {
  return { verdict: holds ? 'PROVED' : 'REFUTED', assuming: [], blames: [], rules: [], pairs };
}
