import fc from 'fast-check';
import { type Check, noBug } from './checks';
import type { Journal } from './journal';
import type { Plan } from './plan';
import { play, type Plant } from './play';

/** A promise that is kept in every story of its kind, and a planted bug that breaks it. */
export interface Property {
  readonly id: string;
  readonly promise: string;
  readonly plans: fc.Arbitrary<Plan>;
  readonly check: (plan: Plan) => Check;
  /** Whether a story got far enough to try the promise. */
  readonly reached: (journal: Journal) => boolean;
  readonly planted: { readonly bug: string; readonly plant: Plant };
}

/** Least share of the stories of a kind that must try the promise, and not only be spared it. */
export const LEAST_SHARE = 0.2;

/** What came of playing many stories. */
export interface Result {
  readonly id: string;
  readonly stories: number;
  readonly reached: number;
  readonly failure: string | undefined;
}

/** Plays so many stories of a kind, the same for the same seed. */
export async function tryProperty(
  { id, plans, check, reached }: Property,
  options: { readonly runs: number; readonly seed: number; readonly plant?: Plant },
): Promise<Result> {
  let [stories, got] = [0, 0];
  const details = await fc.check(
    fc.asyncProperty(plans, async (plan) => {
      const journal = await play(plan, options.plant);
      stories += 1;
      got += reached(journal) ? 1 : 0;
      const broken = [...noBug(journal), ...check(plan)(journal)];
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
  return { id, stories, reached: got, failure: details.failed ? fc.defaultReportMessage(details) : undefined };
}
