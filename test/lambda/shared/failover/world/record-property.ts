import fc from 'fast-check';
import { decide, NOTHING } from '../../../../../lambda/shared/decision';
import type { ActionOutcome } from '../../../../../lambda/shared/failover/outcome';
import { reasonText } from '../../../../../lambda/shared/failover/reasons';
import { known, unknown } from '../../../../../lambda/shared/observed';
import { canonicalJson, sha256 } from '../../../../../lambda/shared/records/canonical';
import { parseRecord, type ChainRecord } from '../../../../../lambda/shared/records/chain-record';
import type { HeadStore } from '../../../../../lambda/shared/records/head-store';
import { closeRun, openRun } from '../../../../../lambda/shared/records/record-chain';
import { verifyChain } from '../../../../../lambda/shared/records/verify-chain';
import { reachedAct } from './checks';
import type { Journal, RunJournal } from './journal';
import type { Plan, RunPlan } from './plan';
import { losses, NO_FAULTS, PERIOD, rare, runFaults, schedules, story } from './plans';
import { play, type Around } from './play';
import type { Result } from './property';
import type { RunWorld } from './run-ports';

/** What goes wrong with the store of the records in a run: with its first call, its second, and so on. */
export type HeadFault = 'down' | 'answerLost' | undefined;

/** A store of records, every version of which is kept. */
interface Versions {
  readonly texts: { readonly key: string; readonly text: string }[];
}

/** Changes what runs get of the store of records: a planted bug. */
export type PlantHeads = (heads: HeadStore) => HeadStore;

const RUNS = 11;

/** A story in which the runs keep records, some of which go wrong. */
export interface RecordedPlan {
  readonly plan: Plan;
  /** By the number of the run. */
  readonly heads: readonly (readonly HeadFault[])[];
}

const headFaults = fc.array(rare(fc.constantFrom<HeadFault>('down', 'answerLost'), 12), { minLength: 4, maxLength: 4 });

/** Runs that are stopped anywhere, overlap, and lose answers; at the end some in which nothing goes wrong. */
export const recordedPlans: fc.Arbitrary<RecordedPlan> = fc
  .record({
    plan: story({
      happenings: losses({ native: 6, back: 6 }),
      runs: schedules(
        RUNS,
        runFaults({ store: 40, stop: 5 }),
        fc.array(
          fc
            .record({ at: fc.nat(RUNS * PERIOD), faults: runFaults({ stop: 5 }) })
            .map(({ at, faults }): RunPlan => ({ at, action: 'fail-over-writer', faults })),
          { maxLength: 3 },
        ),
      ),
    }),
    heads: fc.array(headFaults, { minLength: RUNS + 3, maxLength: RUNS + 3 }),
  })
  .map(({ plan, heads }) => {
    const end = (RUNS + 20) * PERIOD;
    const calm = [0, 1].map((index): RunPlan => ({
      at: end + index * PERIOD,
      action: 'fail-over-writer',
      faults: NO_FAULTS,
    }));
    return {
      plan: { ...plan, runs: [...plan.runs, ...calm] },
      heads: plan.runs.map((_, index) => heads[index] ?? []),
    };
  });

function headStore(versions: Versions, call: RunWorld['call'], faults: readonly HeadFault[]): HeadStore {
  const gone = unknown('Timeout', 'no answer of the store');
  const newest = (key: string): string | undefined => versions.texts.filter((entry) => entry.key === key).at(-1)?.text;
  let writes = 0;
  return {
    read: (key) =>
      call(() => {
        const text = newest(key);
        return known(text === undefined ? 'absent' : { text, tag: sha256(text) });
      }),
    write: (key, text, replaces) =>
      call(() => {
        const fault = faults[writes];
        writes += 1;
        const before = newest(key);
        if (fault === 'down') {
          return gone;
        }
        if ((before === undefined ? undefined : sha256(before)) !== replaces) {
          return known('conflict');
        }
        versions.texts.push({ key, text });
        return fault === 'answerLost' ? gone : known({ tag: sha256(text) });
      }),
    list: (prefix) =>
      call(() => known([...new Set(versions.texts.map(({ key }) => key))].filter((key) => key.startsWith(prefix)))),
  };
}

/** Keeps records around the decision, as every action does: without an opening record nothing is read and nothing done. */
function withRecords(versions: Versions, heads: RecordedPlan['heads'], plant: PlantHeads): Around {
  return async (decideNow, { world, journal, call }) => {
    const records = plant(headStore(versions, call, heads[journal.number] ?? []));
    const run = await openRun(records, {
      function: 'fail-over-writer',
      site: 'test',
      requestId: requestOf(journal),
      startedAt: new Date(world.store.now()),
    });
    const outcome = run.opened.kind === 'unknown' ? undefined : await decideNow();
    await closeRun(records, run, {
      completedAt: new Date(world.store.now()),
      outcome: outcome?.state ?? 'HOLD',
      decision: decide(outcome?.conclusion ?? NOTHING),
      inputs: outcome?.inputs ?? null,
      reasons: outcome?.reasons.map(reasonText) ?? [],
    });
    return outcome ?? HELD;
  };
}

const HELD: ActionOutcome = {
  state: 'HOLD',
  previousState: undefined,
  changed: false,
  steps: [],
  reasons: [],
  conclusion: NOTHING,
  inputs: null,
};

function requestOf({ number }: RunJournal): string {
  return `r-${String(number)}`;
}

/** What the records of a story break of P10. */
export function brokenByRecords(
  { runs, sent }: Journal,
  versions: Versions,
  heads: RecordedPlan['heads'],
): readonly string[] {
  const texts = versions.texts.map(({ text }) => text);
  const records = texts.flatMap((text): readonly ChainRecord[] => {
    const record = parseRecord(text);
    return record.kind === 'known' ? [record.value] : [];
  });
  const of = (requestId: string, state: ChainRecord['state']): number =>
    records.filter((record) => record.requestId === requestId && record.state === state).length;
  const faults = verifyChain(texts, { before: null, head: sha256(texts.at(-1) ?? '') });
  return [
    ...faults.map(({ code, index }) => `record ${String(index)}: ${code}`),
    ...runs.flatMap((run) => {
      const requestId = requestOf(run);
      const [opened, closed, crashed] = [of(requestId, 'open'), of(requestId, 'closed'), of(requestId, 'crashed')];
      const record = records.find((entry) => entry.requestId === requestId && entry.state === 'closed');
      const isUndisturbed = (heads[run.number] ?? []).every((fault) => fault === undefined);
      const isDifferent =
        record?.state === 'closed' &&
        run.ended !== undefined &&
        (record.decision.outcome !== run.ended.outcome.state ||
          record.decision.inputs !== sha256(canonicalJson(run.ended.outcome.inputs)));
      return [
        // Two runs that begin at the same moment may both find out that it crashed.
        ...(opened > 1 || closed > 1 ? [`${requestId} was begun or ended twice`] : []),
        ...(opened === 1 && closed + crashed === 0 ? [`${requestId} was begun and never ended`] : []),
        ...(run.ended !== undefined && isUndisturbed && closed !== 1 ? [`${requestId} ended without a record`] : []),
        ...((run.clusters.length > 0 || run.grantedAt !== undefined) && opened !== 1
          ? [`${requestId} read the world without an opening record`]
          : []),
        ...(isDifferent ? [`the record of ${requestId} says something else`] : []),
      ];
    }),
    ...sent.filter(({ run }) => of(`r-${String(run)}`, 'open') !== 1).map(() => 'sent without an opening record'),
  ];
}

/** Plays so many stories with records, the same for the same seed. */
export async function tryRecords(options: {
  readonly runs: number;
  readonly seed: number;
  readonly plant?: PlantHeads;
}): Promise<Result> {
  let [stories, reached] = [0, 0];
  const details = await fc.check(
    fc.asyncProperty(recordedPlans, async ({ plan, heads }) => {
      const versions: Versions = { texts: [] };
      const journal = await play(plan, undefined, withRecords(versions, heads, options.plant ?? ((own) => own)));
      stories += 1;
      reached += reachedAct(journal) ? 1 : 0;
      const bugs = journal.runs.flatMap(({ failed }) => (failed === undefined ? [] : [String(failed)]));
      const broken = [...bugs, ...brokenByRecords(journal, versions, heads)];
      if (broken.length > 0) {
        throw new Error(broken.join('; '));
      }
    }),
    {
      numRuns: options.runs,
      seed: options.seed,
      endOnFailure: options.plant !== undefined,
      includeErrorInReport: true,
    },
  );
  return { id: 'P10', stories, reached, failure: details.failed ? fc.defaultReportMessage(details) : undefined };
}

/** P10: planted bugs in how runs write their records. */
export const RECORD_BUGS: Readonly<Record<string, PlantHeads>> = {
  'the opening record is not written': (heads) => ({
    ...heads,
    write: (key, text, replaces) =>
      text.includes('"state":"open"')
        ? Promise.resolve(known({ tag: replaces ?? '' }))
        : heads.write(key, text, replaces),
  }),
  'a record is written over that of another run': (heads) => ({
    ...heads,
    write: async (key, text) => {
      const newest = await heads.read(key);
      return heads.write(
        key,
        text,
        newest.kind === 'known' && newest.value !== 'absent' ? newest.value.tag : undefined,
      );
    },
  }),
};
