import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadAssembly } from '../../../lib/template';
import { REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { requireMatrix } from '../sites/common-rules';
import { SITE_POLICIES } from '../sites';
import { formatService } from '../matrices/services';
import { HARMLESS } from './harmless';
import { escaped, idleReasons, mutate, type Mutation } from './mutate';
import { planProbes, probeServices } from './probes';

/** Milliseconds that asking a policy again of a flipped model may take, on a machine that does nothing else, and the whole. */
const MOST_RECHECK_MS = 100;
const MOST_MINUTES = 5;

/**
 * Flips every rule of the reference sites' templates, one at a time. Fails when one lets more packets arrive than before,
 * and neither a policy refutes it nor a reason explains it; or when an answer takes too long.
 *
 * `--assemblies <directory>` holds the synthesized sites, `--site <name>` takes one of them, `--all` asks the policy about
 * every flip, `--anew` compares each answer with one for which nothing is taken over.
 */
function main(): number {
  const { values } = parseArgs({
    options: {
      site: { type: 'string', multiple: true },
      assemblies: { type: 'string' },
      all: { type: 'boolean', default: false },
      anew: { type: 'boolean', default: false },
    },
  });
  const { assemblies } = values;
  if (assemblies === undefined) {
    throw new Error('--assemblies must name the directory of the synthesized sites');
  }
  const sites = REFERENCE_SITES.filter((name) => values.site === undefined || values.site.includes(name));
  const start = performance.now();
  let failures = 0;
  for (const site of sites) {
    failures += report(site, path.join(assemblies, site), values);
  }
  const minutes = (performance.now() - start) / 60_000;
  console.log(`all sites: ${minutes.toFixed(1)} min, ${failures} faults (at most ${MOST_MINUTES} min, 0)`);
  // What compares answers is given the time that it takes.
  const isSlow = minutes > MOST_MINUTES && !values.anew;
  return failures === 0 && !isSlow ? 0 : 1;
}

function report(
  site: ReferenceSite,
  directory: string,
  { all, anew }: { readonly all: boolean; readonly anew: boolean },
): number {
  const model = loadAssembly(directory);
  const texts = requireMatrix(site).cells.flatMap(({ services }) => services.map(formatService));
  const plan = planProbes(model, probeServices([...new Set(texts)]));
  const harmless = HARMLESS[site];
  const mutations = mutate(model, SITE_POLICIES[site], plan, { harmless, anew, ...(all ? { every: 1 } : {}) });
  const unexplained = escaped(mutations);
  const idle = idleReasons(mutations, harmless);
  const times = mutations.flatMap(({ recheckMs }) => recheckMs ?? []).sort((a, b) => a - b);
  console.log(`\n${site}: ${new Set(mutations.map(({ rule }) => rule.id)).size} rules, ${mutations.length} flips`);
  console.log(table(mutations));
  for (const { flip, more, harmless: reasons = [] } of mutations) {
    for (const { reason } of reasons) {
      console.log(`harmless  ${flip.id}\n          lets ${told(more)} arrive: ${reason}`);
    }
  }
  for (const { flip, more } of unexplained) {
    console.log(`ESCAPED   ${flip.id}\n          lets ${told(more)} arrive, and no rule of the policy is refuted`);
  }
  for (const { flip, packet } of idle) {
    console.log(`IDLE      ${flip}, ${packet}: explains nothing`);
  }
  const others = mutations.filter(({ differing = [] }) => differing.length > 0);
  for (const { flip, differing = [] } of others) {
    console.log(`OTHERWISE ${flip.id}\n          ${differing.length} answers, the first: ${differing[0] ?? ''}`);
  }
  if (anew) {
    console.log(`compared with answers for which nothing was taken over: ${others.length} flips differ`);
  }
  const slow = times.filter((milliseconds) => milliseconds > MOST_RECHECK_MS);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0);
  console.log(
    `re-check of ${times.length} flips: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, most ${at(1)} ms, ${slow.length} above ${MOST_RECHECK_MS} ms`,
  );
  return unexplained.length + idle.length + others.length + slow.length;
}

function told(packets: readonly string[]): string {
  const [first = ''] = packets;
  return packets.length === 1 ? first : `${first} and ${packets.length - 1} more`;
}

/** Counts by kind of rule. */
function table(mutations: readonly Mutation[]): string {
  const kinds = [...new Set(mutations.map(({ rule }) => rule.kind))].sort();
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(22) : String(cell).padStart(9))).join('');
  return [
    row(['', 'flips', 'more', 'refuted', 'harmless', 'escaped']),
    ...kinds.map((kind) => {
      const own = mutations.filter(({ rule }) => rule.kind === kind);
      return row([
        kind,
        own.length,
        own.filter(({ more }) => more.length > 0).length,
        own.filter(({ more, refutedBy }) => more.length > 0 && refutedBy !== undefined).length,
        own.filter((each) => each.harmless !== undefined).length,
        escaped(own).length,
      ]);
    }),
  ].join('\n');
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error);
  process.exitCode = 3;
}
