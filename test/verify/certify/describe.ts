import type { JsonObject } from '../../../lib/template';
import { describePacket } from '../../../lib/verify/certify/packet';
import { RULES } from '../../../lib/verify/semantics';
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
  const { networks, packets, delivered, answered, unknown, counts, sourcePorts } = result;
  const share = (count: number) => `${count} (${((100 * count) / Math.max(1, packets)).toFixed(1)} %)`;
  return [
    `networks ${networks}, packets ${packets}, delivered ${share(delivered)}, answered ${share(answered)}, left open ${share(unknown)}`,
    `source ports: ${sourcePorts.size} of 256 blocks of 256 ports`,
    ...(['unsound', 'bold', 'imprecise', 'explained'] as const).map((kind) => `${kind} ${counts.get(kind) ?? 0}`),
    ...describeDecisions(result),
  ].join('\n');
}

/** How often each rule of the register decided, in the order of the register; from a thousand on, no more are counted. */
function describeDecisions({ decisions }: FuzzResult): readonly string[] {
  const rows = [...RULES.values()].map(({ id, decides, tests = [] }) => {
    const found = decisions.byRule.get(id);
    const cells = WAYS.map((way) =>
      decides?.ways.includes(way) === true || (found?.[way] ?? 0) > 0 ? String(found?.[way] ?? 0) : '-',
    );
    const why =
      decides?.because === undefined
        ? ''
        : `${decides.ways.length === 0 ? 'not about one packet' : `${decides.ways.join(' and ')} only`}: ${decides.because}`;
    const where = decides?.ways.length === 0 ? `; both ways: ${tests.join(', ')}` : '';
    return [id, ...cells, `${why}${where}`];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(...[HEAD, ...rows].map((row) => row[column]?.length ?? 0)));
  return [HEAD, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

const WAYS = ['passes', 'stops', 'opens'] as const;
const HEAD = ['rule', ...WAYS, ''];

/** Ways of rules that decided about fewer packets than they should have. */
export function rareDecisions({ decisions }: FuzzResult, least: number): readonly string[] {
  return [...RULES.values()].flatMap(({ id, decides }) =>
    (decides?.ways ?? []).flatMap((way) => {
      const count = decisions.byRule.get(id)?.[way] ?? 0;
      return count < least ? [`${id} ${way} ${count}`] : [];
    }),
  );
}
