import type { Seen, Sight } from '../../model/types';

/** Something that the model can lose, on which what is measured depends. */
export type Variable = (
  | { readonly kind: 'failing'; readonly pool: string; readonly members: readonly string[] }
  | { readonly kind: 'unanswered'; readonly pool: string }
  | { readonly kind: 'part'; readonly part: string }
) & {
  /** Groups whose failure is not seen in it. */
  readonly blindTo?: readonly string[];
};

/** What is lost at a moment; nothing else is. */
export interface Losses {
  readonly failing?: { readonly pool: string; readonly members: readonly string[] };
  readonly unanswered?: { readonly pool: string; readonly share: number };
  readonly part?: string;
}

export const NOTHING_LOST: Losses = {};

/** Shares of lost requests that are tried, the least first. */
const SHARES = Array.from({ length: 1000 }, (_, index) => (index + 1) / 1000);

/** How many, or which, of some members fail in a pool. */
export function failingIn(losses: Losses, pool: string, members: readonly string[]): number {
  return losses.failing?.pool === pool ? losses.failing.members.filter((id) => members.includes(id)).length : 0;
}

export function unansweredIn(losses: Losses, pool: string): number {
  return losses.unanswered?.pool === pool ? losses.unanswered.share : 0;
}

/**
 * What must be lost of a variable for something to be seen, and be seen also when more is lost; nothing when no loss is
 * enough.
 */
export function sightOf(variable: Variable, isSeen: (losses: Losses) => boolean): Sight | undefined {
  const seen = seenOf(variable, isSeen);
  return seen === undefined || variable.blindTo === undefined ? seen : { ...seen, blindTo: variable.blindTo };
}

function seenOf(variable: Variable, isSeen: (losses: Losses) => boolean): Seen | undefined {
  switch (variable.kind) {
    case 'part':
      return isSeen({ part: variable.part }) ? { kind: 'part', parts: [variable.part] } : undefined;
    case 'unanswered': {
      const unseen = SHARES.findLastIndex((share) => !isSeen({ unanswered: { pool: variable.pool, share } }));
      const least = SHARES[unseen + 1];
      return least === undefined ? undefined : { kind: 'unanswered', pool: variable.pool, atLeast: least };
    }
    case 'failing': {
      const { pool, members } = variable;
      const counts = members.map((_, index) => index + 1);
      // Whichever members fail: the first ones, or the last ones.
      const orders = [members, [...members].reverse()];
      const unseen = counts.findLastIndex((count) =>
        orders.some((order) => !isSeen({ failing: { pool, members: order.slice(0, count) } })),
      );
      const atLeast = counts[unseen + 1];
      return atLeast === undefined ? undefined : { kind: 'failing', pool, atLeast, members };
    }
  }
}

/** One variable for all members that several look at in one pool. */
export function joined(variables: readonly Variable[]): readonly Variable[] {
  const others = variables.filter(({ kind }) => kind !== 'failing');
  const pools = new Map<string, Extract<Variable, { kind: 'failing' }>>();
  for (const variable of variables) {
    if (variable.kind === 'failing') {
      const key = JSON.stringify([variable.pool, variable.blindTo]);
      const members = new Set([...(pools.get(key)?.members ?? []), ...variable.members]);
      pools.set(key, { ...variable, members: [...members] });
    }
  }
  const distinct = new Map(others.map((variable) => [JSON.stringify(variable), variable]));
  return [...distinct.values(), ...pools.values()];
}
