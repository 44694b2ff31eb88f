import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const messages = z.optional(z.array(z.object({ Code: z.optional(z.string()), Value: z.optional(z.string()) })));

const result = z
  .object({
    Id: text,
    StatusCode: text,
    Timestamps: z.array(z.date()),
    Values: z.array(z.number()),
    Messages: messages,
  })
  .check(z.refine(({ Timestamps, Values }) => Timestamps.length === Values.length, 'each value has its time'));

/** What CloudWatch says about one query on one page. */
export interface MetricPart {
  readonly id: string;
  /** `PartialData` on every page but the last; `Complete` there. */
  readonly status: string;
  readonly points: readonly { readonly minute: Date; readonly runs: number }[];
  /** Codes of messages about the answer: whatever they say, it is not whole. */
  readonly messages: readonly string[];
}

/** A page of `GetMetricData`. A message about the whole question belongs to every query, so it comes as a part of its own. */
export const metricPage = z.pipe(
  z.object({ MetricDataResults: z.array(result), Messages: messages, NextToken: z.optional(z.string()) }),
  z.transform((page): { items: readonly MetricPart[]; next: string | undefined } => ({
    items: [
      ...page.MetricDataResults.map(({ Id, StatusCode, Timestamps, Values, Messages }) => ({
        id: Id,
        status: StatusCode,
        points: Timestamps.map((minute, index) => ({ minute, runs: Values[index] ?? 0 })),
        messages: codesOf(Messages),
      })),
      ...(codesOf(page.Messages).length === 0
        ? []
        : [{ id: EVERY_QUERY, status: 'Message', points: [], messages: codesOf(page.Messages) }]),
    ],
    next: page.NextToken,
  })),
);

/** Id of a part that is about every query. */
export const EVERY_QUERY = '*';

function codesOf(found: z.infer<typeof messages>): readonly string[] {
  return (found ?? []).map(({ Code }) => Code ?? 'without a code');
}
