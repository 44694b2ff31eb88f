import * as z from 'zod/mini';
import { functionLabel } from '../shared/function-label';
import type { DailySummaryEvent } from './contract';

const text = z.string().check(z.minLength(1));

/** Payload of the daily summary. A summary of nothing would always be good news. */
export const dailySummaryEvent: z.ZodMiniType<DailySummaryEvent> = z.object({
  version: z.literal(1),
  site: text,
  topicArn: z.string().check(z.regex(/^arn:[\w-]+:sns:[\w-]+:\d{12}:.+$/)),
  timeZone: z.string().check(z.refine(isTimeZone, 'a time zone by its IANA name')),
  functions: z
    .array(
      z.object({
        function: functionLabel,
        runsPerDay: z.nullable(z.int().check(z.minimum(1))),
        store: z.optional(z.object({ region: text, bucket: text })),
      }),
    )
    .check(
      z.minLength(1),
      z.refine((entries) => new Set(entries.map((entry) => entry.function)).size === entries.length, 'each once'),
    ),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // What no machine knows is no time zone.
    return false;
  }
}
