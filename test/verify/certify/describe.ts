import type { JsonObject } from '../../../lib/template';
import { describePacket } from '../../../lib/verify/certify/packet';
import { REGISTER_OF_RULE, type PacketRule } from '../../../lib/verify/packets';
import { RULES } from '../../../lib/verify/semantics';
import type { DecisionCounter } from './decisions';
import type { Disagreement, DisagreementGroup, FuzzResult } from './fuzz';

export function describeDisagreement(found: Disagreement): string {
  const { kind, relation, engine, walked, because, network, packet, rules } = found;
  return [
    `${kind}, ${relation}: engine ${engine}, packets ${walked} (${because})${rules.length === 0 ? '' : `, open by ${rules.join(', ')}`}`,
    `  seed ${network.seed}: ${describePacket(packet)}`,
  ].join('\n');
}

/** Sorts of disagreements, most frequent first. */
export function sortedGroups({ groups }: FuzzResult): readonly DisagreementGroup[] {
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** A template as it is written in a test. */
export function describeTemplate(template: JsonObject): string {
  return Object.entries(template['Resources'] as JsonObject)
    .map(([id, resource]) => {
      const { Type, Properties } = resource as { Type: string; Properties: JsonObject };
      return `  ${id}: ${Type} ${JSON.stringify(Properties)}`;
    })
    .join('\n');
}

export function describeResult(result: FuzzResult): string {
  const { networks, packets, delivered, answered, unknown, counts, decisions, walked } = result;
  const share = (count: number) => `${count} (${((100 * count) / Math.max(1, packets)).toFixed(1)} %)`;
  return [
    `networks ${networks}, packets ${packets}, delivered ${share(delivered)}, answered ${share(answered)}, left open ${share(unknown)}`,
    `source ports: ${result.sourcePorts.size} of 256 blocks of 256 ports`,
    ...(['unsound', 'bold', 'imprecise', 'explained'] as const).map((kind) => `${kind} ${counts.get(kind) ?? 0}`),
    'rules of the register in the engine: passed, stopped, open',
    ...describeDecisions(decisions),
    'rules of the walk: passed, stopped, open',
    ...describeDecisions(walked),
    `rules of the register that decided in neither: ${missingRules(result).join(', ')}`,
  ].join('\n');
}

/** Rules of the register that no packet met. */
function missingRules({ decisions, walked }: FuzzResult): readonly string[] {
  const met = new Set([
    ...decisions.byRule.keys(),
    ...[...walked.byRule.keys()].map((rule) => REGISTER_OF_RULE[rule as PacketRule]),
  ]);
  return [...RULES.keys()].filter((id) => !met.has(id)).sort();
}

function describeDecisions({ byRule }: DecisionCounter): readonly string[] {
  return [...byRule]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([rule, { passed, stopped, open }]) => `  ${rule} ${passed} ${stopped} ${open}`);
}
