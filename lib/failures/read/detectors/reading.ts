import { knownText, targetOf, type TemplateResource, type Value } from '../../../template';
import type { ReadContext } from '../context';
import { failingIn, type Losses, type Variable } from './losses';
import type { Measured } from './metric-math';

/** A metric as an alarm names it. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: ReadonlyMap<string, Value>;
  readonly statistic: string;
  /** Region in which it is. */
  readonly region: string | undefined;
}

/** What a metric depends on, and what it says when that is lost. */
export interface Reading {
  readonly variables: readonly Variable[];
  measure(losses: Losses): Measured;
  /** Services of AWS without whose control plane it is not sent: of functions those that run them, and those that they ask. */
  readonly services?: readonly string[];
}

/** A metric that says the same whatever is lost. */
export function constant(value: Measured): Reading {
  return { variables: [], measure: () => value };
}

/** A busy site: what thresholds that want a least number of requests are measured by. */
export const MANY = 1000;

/** Members of a pool, those in one zone only when one is named. */
export function membersIn(ctx: ReadContext, pool: string, zone?: string): readonly string[] {
  const zones = new Map(ctx.draft.allParts.map((part) => [part.id, part.zone]));
  return (ctx.draft.findPool(pool)?.members ?? [])
    .filter(({ part }) => zone === undefined || zones.get(part) === zone)
    .map(({ id }) => id);
}

/** How many of the members of some pools fail: as a number. */
export function counting(
  ctx: ReadContext,
  pools: readonly string[],
  zone: string | undefined,
  say: (failing: number, all: number) => Measured,
): Reading | undefined {
  const [pool] = pools;
  const members = pool === undefined ? [] : membersIn(ctx, pool, zone);
  if (pool === undefined || members.length === 0) {
    return undefined;
  }
  return {
    variables: [{ kind: 'failing', pool, members }],
    measure: (losses) => say(failingIn(losses, pool, members), members.length),
  };
}

/** What a metric of one part says once the part is dead. */
export function ofPart(ctx: ReadContext, part: string, dead: Measured, alive: Measured = 'usual'): Reading | undefined {
  return ctx.draft.findPart(part) !== undefined
    ? { variables: [{ kind: 'part', part }], measure: (losses) => (losses.part === part ? dead : alive) }
    : undefined;
}

/** Several readings as one: what the first one says that does not speak as usual. */
export function anyOf(readings: readonly (Reading | undefined)[], usual: Measured): Reading | undefined {
  const found = readings.filter((reading) => reading !== undefined);
  return found.length === 0
    ? undefined
    : {
        variables: found.flatMap(({ variables }) => variables),
        measure: (losses) => found.map((reading) => reading.measure(losses)).find((value) => value !== usual) ?? usual,
      };
}

/** The resource of a type that a dimension names, by its identity or by a property that holds its name. */
export function named(
  ctx: ReadContext,
  { dimensions }: Metric,
  dimension: string,
  type: string,
  property?: string,
): TemplateResource | undefined {
  const value = dimensions.get(dimension);
  if (value === undefined) {
    return undefined;
  }
  const target = targetOf(value);
  if (target?.type === type) {
    return target;
  }
  const text = knownText(value);
  return text === undefined || property === undefined
    ? undefined
    : ctx.resources(type).find((resource) => knownText(ctx.property(resource, property)) === text);
}

/** The text of a dimension. */
export function textOfDimension({ dimensions }: Metric, dimension: string): string | undefined {
  const value = dimensions.get(dimension);
  return value === undefined ? undefined : knownText(value);
}
