import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StoredRecord } from './stored-records';

/** What of a record places it in its chain. */
const link = z.object({
  function: z.string(),
  sequence: z.number().int().positive(),
  previous: z.string().nullable(),
  beginning: z.string().nullable(),
});

/**
 * Sentences about records that do not follow one another: each must name the hash of the one before, and go on counting. This
 * reads them as an auditor would, with nothing but their bytes.
 */
export function chainProblems(records: readonly StoredRecord[]): readonly string[] {
  const chains = new Map<string, { text: string; link: z.infer<typeof link> }[]>();
  const problems: string[] = [];
  for (const { key, versionId, text } of records) {
    const parsed = link.safeParse(JSON.parse(text));
    if (!parsed.success || !key.startsWith(`${parsed.data.function}/`)) {
      problems.push(`${key} (version ${versionId}) is no record of its function`);
      continue;
    }
    const chain = chains.get(parsed.data.function) ?? [];
    chains.set(parsed.data.function, [...chain, { text, link: parsed.data }]);
  }
  for (const [name, chain] of chains) {
    let before: { hash: string | null; sequence: number } = { hash: null, sequence: 0 };
    for (const { text, link: record } of chain.sort((a, b) => a.link.sequence - b.link.sequence)) {
      const follows = record.previous === before.hash && record.sequence === before.sequence + 1;
      if (!follows || (record.beginning !== null) !== (before.hash === null)) {
        problems.push(`${name}: record ${String(record.sequence)} does not follow record ${String(before.sequence)}`);
      }
      before = { hash: createHash('sha256').update(text).digest('hex'), sequence: record.sequence };
    }
  }
  return problems;
}
