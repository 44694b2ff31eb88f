import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { known, unknown, type Observed } from '../observed';
import type { StoreTime } from '../failover/ports';

/** What the table holds about one cluster. */
export interface LeaseItem {
  /** Raised by each lease that is given. */
  readonly fencing: number;
  /** Names the call that took the lease, and no other; absent when it was given back. */
  readonly owner: string | undefined;
  /** Until then nobody else may take it. */
  readonly leaseUntil: StoreTime;
  /** As the last holder saved it; `undefined` when none ever did. */
  readonly saved: unknown;
}

const text = z.string().check(z.minLength(1));
const wholeNumber = z.pipe(
  z.object({ N: z.string().check(z.regex(/^\d{1,15}$/)) }),
  z.transform(({ N }) => Number(N)),
);

const item = z.object({
  pk: z.object({ S: text }),
  fencing: wholeNumber,
  leaseUntil: wholeNumber,
  owner: z.optional(z.object({ S: text })),
  state: z.optional(z.object({ S: text })),
});

/** Reads an item. One that is there and is none is unknown, and never taken for absent. */
export function readItem(attributes: unknown, key: string): Observed<LeaseItem> {
  const parsed = z.safeParse(item, attributes);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'item');
    return unknown('Malformed', `the lease cannot be read: ${fields.join(', ')}`);
  }
  const { pk, fencing, leaseUntil, owner, state } = parsed.data;
  if (pk.S !== key) {
    return unknown('Contradictory', 'the store answered with the lease of another cluster');
  }
  const saved = parseState(state?.S);
  return saved.kind === 'unknown' ? saved : known({ fencing, leaseUntil, owner: owner?.S, saved: saved.value });
}

/** Whole numbers as DynamoDB writes them. */
export function numberValue(value: number): AttributeValue {
  return { N: String(value) };
}

function parseState(state: string | undefined): Observed<unknown> {
  try {
    return known(state === undefined ? undefined : JSON.parse(state));
  } catch {
    return unknown('Malformed', 'the saved state is no JSON');
  }
}
