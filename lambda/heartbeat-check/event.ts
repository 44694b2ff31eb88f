import * as z from 'zod/mini';
import { functionLabel } from '../shared/function-label';
import type { HeartbeatCheckEvent } from './contract';

const text = z.string().check(z.minLength(1));

/**
 * Queries of one question.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html read 2026-11-25
 */
const MOST_QUERIES = 500;

/** Metrics of one minute are kept for 15 days. */
const LONGEST_SILENCE_SECONDS = 14 * 86_400;

/** Payload of the heartbeat check. Nothing to check is no payload: a check of nothing would always be healthy. */
export const heartbeatCheckEvent: z.ZodMiniType<HeartbeatCheckEvent> = z.object({
  version: z.literal(1),
  site: text,
  region: text,
  heartbeats: z
    .array(
      z.object({
        check: functionLabel,
        silenceSeconds: z.int().check(z.minimum(120), z.maximum(LONGEST_SILENCE_SECONDS)),
      }),
    )
    .check(
      z.minLength(1),
      z.maxLength(MOST_QUERIES),
      z.refine((entries) => new Set(entries.map(({ check }) => check)).size === entries.length, 'each function once'),
    ),
});
