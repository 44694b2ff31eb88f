import fc from 'fast-check';
import { known, unknown } from '../../../../lambda/shared/observed';
import { canonicalJson, sha256 } from '../../../../lambda/shared/records/canonical';
import { closeRun, openRun, type OpenRun } from '../../../../lambda/shared/records/record-chain';
import { verifyChain } from '../../../../lambda/shared/records/verify-chain';
import { FakeHeads, type HeadFault } from '../../support/fake-heads';
import { closingOf, decisionOf, startAt } from '../../support/fake-records';

const MINUTE = 60_000;
const START = Date.parse('2026-11-25T22:00:00Z');

const fault = fc.constantFrom<HeadFault>(
  { answer: unknown('Timeout', 'no answer in time') },
  { answer: known('conflict' as const) },
  { lost: unknown('Network', 'ECONNRESET') },
  { lost: known('conflict' as const) },
);
// Most calls succeed; which ones do not repeats after as many calls as there are.
const faults = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fault }), {
  minLength: 1,
  maxLength: 30,
});

const run = fc.record({
  wait: fc.integer({ min: 1, max: 90 }),
  found: fc.constantFrom('redundancy', 'service', undefined),
  crashes: fc.boolean(),
  /** Begins while the one before runs, and ends before it. */
  overlaps: fc.boolean(),
});
const runs = fc.array(run, { minLength: 1, maxLength: 12 });

type PlannedRun = typeof run extends fc.Arbitrary<infer T> ? T : never;

/** Plays runs one after the other, and those that overlap within the one before. */
async function play(planned: readonly PlannedRun[], heads: FakeHeads) {
  const stored: string[] = [];
  let pending: (() => Promise<void>) | undefined;
  let now = START;
  for (const [index, { wait, found, crashes, overlaps }] of planned.entries()) {
    // A run that ends after the next one of another day began would fork the chain.
    const next = now + wait * MINUTE;
    const sameDay = new Date(next).getUTCDate() === new Date(now).getUTCDate();
    if (!(overlaps && sameDay)) {
      await pending?.();
      pending = undefined;
    }
    now = next;
    const start = startAt(new Date(now).toISOString(), `r-${String(index)}`);
    const open = await openRun(heads, start);
    const finish = (): Promise<void> => end(open, found);
    if (pending === undefined && !crashes) {
      pending = finish;
    } else if (!crashes) {
      await finish();
    }
  }
  await pending?.();
  return stored;

  async function end(open: OpenRun, found: PlannedRun['found']): Promise<void> {
    const closing = closingOf(open.start, decisionOf(found === undefined ? {} : { found }));
    const { stored: reference } = await closeRun(heads, open, closing);
    if (reference.kind === 'known') {
      stored.push(reference.value.hash);
    }
  }
}

function endsOf(texts: readonly string[]) {
  return { before: null, head: sha256(texts.at(-1) ?? '') };
}

/** The texts of some runs, without faults of the store. */
async function chainOf(planned: readonly PlannedRun[]): Promise<readonly string[]> {
  const heads = new FakeHeads();
  await play(planned, heads);
  return heads.texts();
}

test('F54 F55 whatever the store does and however runs overlap or crash, what stands there is one chain', async () => {
  await fc.assert(
    fc.asyncProperty(runs, faults, async (planned, failures) => {
      const heads = new FakeHeads((_call, nth) => failures[nth % failures.length]);
      const stored = await play(planned, heads);
      const texts = heads.texts();
      if (texts.length > 0) {
        expect(verifyChain(texts, endsOf(texts))).toStrictEqual([]);
      }
      // What a run was told to be stored is stored, once.
      const hashes = texts.map(sha256);
      for (const hash of stored) {
        expect(hashes.filter((other) => other === hash)).toHaveLength(1);
      }
    }),
    { numRuns: 300 },
  );
});

test('F54 without faults of the store every run is closed or recorded as crashed', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (planned) => {
      const heads = new FakeHeads();
      await play([...planned, { wait: 1, found: undefined, crashes: false, overlaps: false }], heads);
      const ended = heads.records().filter(({ state }) => state !== 'open');
      for (const { requestId } of heads.records()) {
        expect(ended.map((record) => record.requestId)).toContain(requestId);
      }
      expect(heads.records().at(-1)).toMatchObject({ standing: { pending: [] } });
    }),
  );
});

describe('in any chain', () => {
  const position = fc.nat();

  test('an altered byte of any record is found', async () => {
    await fc.assert(
      fc.asyncProperty(runs, position, position, fc.constantFrom('0', 'a', '"', ' '), async (planned, at, byte, to) => {
        const texts = await chainOf(planned);
        const text = texts[at % texts.length] ?? '';
        const place = byte % text.length;
        fc.pre(text[place] !== to);
        const altered = texts.with(at % texts.length, text.slice(0, place) + to + text.slice(place + 1));
        expect(verifyChain(altered, endsOf(texts))).not.toStrictEqual([]);
      }),
    );
  });

  test('a record that was rewritten as a whole is found', async () => {
    await fc.assert(
      fc.asyncProperty(runs, position, async (planned, at) => {
        const texts = await chainOf(planned);
        const index = at % texts.length;
        const record = JSON.parse(texts[index] ?? '') as object;
        const altered = texts.with(index, canonicalJson({ ...record, requestId: 'somebody-else' }));
        expect(verifyChain(altered, endsOf(texts))).not.toStrictEqual([]);
      }),
    );
  });

  test('removed records are found', async () => {
    await fc.assert(
      fc.asyncProperty(runs, position, fc.integer({ min: 1, max: 5 }), async (planned, at, count) => {
        const texts = await chainOf(planned);
        expect(verifyChain(texts.toSpliced(at % texts.length, count), endsOf(texts))).not.toStrictEqual([]);
      }),
    );
  });

  test('records in another order are found', async () => {
    await fc.assert(
      fc.asyncProperty(runs, position, position, async (planned, from, to) => {
        const texts = await chainOf(planned);
        const [a, b] = [from % texts.length, to % texts.length];
        fc.pre(a !== b);
        const swapped = texts.with(a, texts[b] ?? '').with(b, texts[a] ?? '');
        expect(verifyChain(swapped, endsOf(texts))).not.toStrictEqual([]);
      }),
    );
  });

  test('a record that was put in twice is found', async () => {
    await fc.assert(
      fc.asyncProperty(runs, position, async (planned, at) => {
        const texts = await chainOf(planned);
        const index = at % texts.length;
        const doubled = texts.toSpliced(index, 0, texts[index] ?? '');
        expect(verifyChain(doubled, endsOf(texts))).not.toStrictEqual([]);
      }),
    );
  });
});
