import type { MinuteRow } from './minutes';

/** A whole run in a few numbers, in requests of customers. */
export interface Totals {
  readonly offered: number;
  readonly blocked: number;
  readonly served: number;
  readonly shed: number;
  readonly failed: number;
  /** Waiting when the simulation ends. */
  readonly queued: number;
  /** Tiers in their order. */
  readonly tiers: readonly { readonly shed: number; readonly failed: number; readonly queued: number }[];
  /** Minutes in which something was refused. */
  readonly shortMinutes: number;
  readonly firstShortMinute: number | undefined;
  /** Minutes from the first in which something was refused to the end of the last. */
  readonly minutesUntilRecovered: number | undefined;
  /** Whether nothing was refused in the last minute. */
  readonly recovered: boolean;
}

export function totalsOf(rows: readonly MinuteRow[]): Totals {
  const sum = (valueOf: (row: MinuteRow) => number) => rows.reduce((total, row) => total + valueOf(row), 0);
  const last = rows.at(-1);
  const tiers = (last?.tiers ?? []).map(({ queued }, index) => ({
    shed: sum((row) => row.tiers[index]?.shed ?? 0),
    failed: sum((row) => row.tiers[index]?.failed ?? 0),
    queued,
  }));
  const short = rows.filter(isShort);
  const [first] = short;
  const end = short.at(-1);
  return {
    offered: sum(({ offered }) => offered),
    blocked: sum(({ blocked }) => blocked),
    served: sum(({ served }) => served),
    shed: tiers.reduce((total, { shed }) => total + shed, 0),
    failed: tiers.reduce((total, { failed }) => total + failed, 0),
    queued: tiers.reduce((total, { queued }) => total + queued, 0),
    tiers,
    shortMinutes: short.length,
    firstShortMinute: first?.minute,
    minutesUntilRecovered: first === undefined || end === undefined ? undefined : end.minute - first.minute + 1,
    recovered: last === undefined || !isShort(last),
  };
}

/** Whether a minute refused something. */
export function isShort({ tiers }: MinuteRow): boolean {
  return tiers.some(({ shed }) => shed > 0);
}
