import { isEmpty } from '../address';
import type { NetworkFinding } from '../network/types';
import type { Graph } from './graph';
import { answersTo } from './leg/answers';
import { forEachCell } from './leg/leg';
import { wayStages } from './leg/way-stages';
import { INTERNET } from './parties';
import type { Party } from './types';

/** Pairs whose answers do not cross the firewall endpoints that the packets crossed. */
export function findAsymmetry(graph: Graph): readonly NetworkFinding[] {
  if (graph.env.network.firewalls.length === 0) {
    return [];
  }
  const parties = graph.parties.all.filter(({ kind }) => kind === 'interface' || kind === 'site');
  const findings: NetworkFinding[] = [];
  for (const from of [...parties, INTERNET]) {
    for (const to of [...parties, INTERNET]) {
      const endpoint =
        from.id === to.id ? undefined : graph.ofPair('asymmetry', from, to, () => unequal(graph, from, to));
      if (endpoint !== undefined) {
        const origin = from.kind === 'interface' ? from.interface.origin : { id: from.id, label: from.label };
        findings.push({
          code: 'NFW_ASYMMETRIC',
          origin,
          means: `what ${from.label} sends to ${to.label} crosses ${endpoint}, and its answers do not`,
        });
      }
    }
  }
  return findings;
}

function unequal(graph: Graph, from: Party, to: Party): string | undefined {
  const { env } = graph;
  if (isEmpty(graph.summary(from, to, 'delivers').mayAny)) {
    return undefined;
  }
  let found: string | undefined;
  forEachCell(env, from, to, { relation: 'delivers', allowForged: false }, (cell) => {
    for (const way of cell.ways.ways.filter(({ stop, isGuess }) => stop === undefined && isGuess === undefined)) {
      const { state } = wayStages(env, from, to, cell.door, cell.source, cell.destination, way, 0);
      const isPassing = !isEmpty(cell.pass.may);
      const answers = isPassing ? answersTo(env, from, to, cell.door, state, cell.source.address, 0) : [];
      if (answers.some(({ stages }) => stages.some(({ rules }) => rules.includes('NFW-05')))) {
        found = state.endpoints.join(', ') || 'no firewall';
      }
    }
    return found !== undefined;
  });
  return found;
}
