import type { Treatment } from './treatment';

/** How many resources of one type a local site has, and what became of them. */
export interface CensusEntry {
  /** Type as the template of the site has it. */
  readonly type: string;
  readonly treatment: Treatment['kind'];
  readonly count: number;
  /** What is different from AWS. */
  readonly note?: string;
  /** Names of the stacks that have such a resource, sorted. */
  readonly stacks: readonly string[];
}

/** One resource of a template. */
export interface Counted {
  readonly stack: string;
  readonly type: string;
  readonly treatment: Treatment;
}

/** Counts resources by type, sorted by type. */
export function takeCensus(resources: readonly Counted[]): readonly CensusEntry[] {
  const types = [...new Set(resources.map(({ type }) => type))].sort();
  return types.map((type) => {
    const ofType = resources.filter((resource) => resource.type === type);
    const [{ treatment }] = ofType as [Counted, ...Counted[]];
    return {
      type,
      treatment: treatment.kind,
      count: ofType.length,
      ...(treatment.note === undefined ? {} : { note: treatment.note }),
      stacks: [...new Set(ofType.map(({ stack }) => stack))].sort(),
    };
  });
}
