import * as z from 'zod/mini';
import type { FunctionLabel } from './contract';

/** Every function that keeps records; the type says so of each, and the order does not matter. */
const LABELS = {
  'topology-check': true,
  'database-check': true,
  'backup-check': true,
  'audit-check': true,
  'certificate-check': true,
  'line-check': true,
  'heartbeat-check': true,
  'site-check': true,
  'fail-over-writer': true,
  'evacuate-writer': true,
  drill: true,
  'daily-summary': true,
} as const satisfies Record<FunctionLabel, true>;

/** Label of a function that keeps records. */
export const functionLabel: z.ZodMiniType<FunctionLabel> = z.enum(Object.keys(LABELS) as FunctionLabel[]);
