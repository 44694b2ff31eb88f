import { z } from 'zod';
import {
  censusEntrySchema,
  checkSchema,
  deploymentSchema,
  faultSchema,
  machineSchema,
  matrixSchema,
  networkSchema,
  removalSchema,
  stackSchema,
  stepSchema,
  versionsSchema,
} from './schema';

/** Version of the report's shape, raised when a reader would have to change. */
export const LOCAL_REPORT_VERSION = 1;

/** The shape of a report, field by field. */
export const reportShape = z.strictObject({
  version: z.literal(LOCAL_REPORT_VERSION).describe('Version of this shape.'),
  site: z.string().min(1).describe('Name of the site.'),
  result: z
    .enum(['passed', 'failed', 'interrupted'])
    .describe('passed: every expectation held. failed: one did not. interrupted: stopped before the end.'),
  problems: z.array(z.string().min(1)).describe('Every expectation that was missed, as a sentence.'),
  versions: versionsSchema,
  machine: machineSchema,
  regions: z.array(z.string().min(1)).describe('Regions of the site, the primary one first.'),
  stacks: z.array(stackSchema).describe('Every stack, in the order of deployment.'),
  census: z.array(censusEntrySchema).describe('Every resource type of the site, sorted.'),
  deployments: z.array(deploymentSchema).describe('Every deployment, in the order in which they were made.'),
  network: networkSchema
    .nullable()
    .describe('How the network that runs compares with the templates; null when it was not compared.'),
  checks: z.array(checkSchema).describe('Every check of the site, before any fault.'),
  faults: z.array(faultSchema).describe('Every fault of the drill, in the order in which they were played.'),
  matrix: matrixSchema
    .nullable()
    .describe(
      'What the failure matrix computes of these faults, beside what was measured; null when it was not compared.',
    ),
  removal: removalSchema.nullable().describe('What was left by removing every stack; null when it was not done.'),
  steps: z.array(stepSchema).describe('Every step, in the order in which they began.'),
  seconds: z.number().nonnegative().describe('Time the run took, in seconds.'),
});

/** What one run of the local site found. Between two runs only times, whose names end with `seconds`, and generated ids differ. */
export type LocalReport = DeepReadonly<z.infer<typeof reportShape>>;

/** The same type with every member and element read-only, at any depth. */
export type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
