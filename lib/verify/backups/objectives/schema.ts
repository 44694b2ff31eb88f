import { z } from 'zod';
import type { BackupObjectives } from './objectives';

const name = z.string().min(1);
const count = z.int().min(1);
const resources = z.array(name).min(1).meta({
  description: "What keeps the data: 'type:AWS::RDS::DBCluster', 'id:Database*' or 'path:**'; * stands for any text",
});

const REGION = z.strictObject({
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d+$/)
    .meta({ description: 'Another Region, for example ap-northeast-3' }),
  dataLossSeconds: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Seconds of changes that may be lost with the Region of the data' }),
  recoveryPoints: count.optional().meta({ description: 'Recovery points that must exist there at every instant' }),
  copyMinutes: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Minutes that a copy takes at most, as measured: nothing verifies it' }),
});

const PROTECTION = z.strictObject({
  resources,
  why: name.optional().meta({ description: 'Why, for whoever reads a report' }),
  backupsPerDay: count.optional().meta({ description: 'Full backups on every day' }),
  recoveryPoints: count.optional().meta({ description: 'Recovery points that must exist at every instant' }),
  pointInTimeMinutes: count.optional().meta({ description: 'Minutes before a failure to which data is brought back' }),
  pointInTimeDays: count
    .optional()
    .meta({ description: 'Days back to which data is brought back to any point in time' }),
  retentionDays: count.optional().meta({ description: 'Days for which every recovery point lives' }),
  regions: z.array(REGION).min(1).optional().meta({ description: 'What is left when the Region of the data is lost' }),
});

const LEFT_OUT = z.strictObject({
  resources,
  reason: name.meta({ description: 'Why it is not backed up' }),
  keptBy: z
    .enum(['versioning', 'object-lock', 'point-in-time-recovery'])
    .optional()
    .meta({ description: 'What keeps the data instead, which is verified' }),
});

const VAULT_LOCK = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('governance') }),
  z.strictObject({ kind: z.literal('compliance') }),
  z.strictObject({ kind: z.literal('none'), reason: name }),
]);

/** The form of objectives. */
export const OBJECTIVES_SHAPE = z.strictObject({
  name,
  protects: z.record(name, PROTECTION).meta({ description: 'What is protected, by a name of its own' }),
  leftOut: z.array(LEFT_OUT).optional().meta({ description: 'What keeps data and is not backed up' }),
  vaultLock: VAULT_LOCK.optional().meta({ description: 'What vaults must be locked with (default: governance)' }),
}) satisfies z.ZodType<BackupObjectives>;

/** Fields by where they stand, for suggestions: `protects.*` is one of them. */
export const FIELDS: readonly (readonly [place: RegExp, fields: readonly string[]])[] = [
  [/^$/, Object.keys(OBJECTIVES_SHAPE.shape)],
  [/^protects\.[^.]+$/, Object.keys(PROTECTION.shape)],
  [/^protects\.[^.]+\.regions\.\d+$/, Object.keys(REGION.shape)],
  [/^leftOut\.\d+$/, Object.keys(LEFT_OUT.shape)],
  [/^vaultLock$/, ['kind', 'reason']],
];

/** JSON Schema of objectives, by which editors complete them: `# yaml-language-server: $schema=…`. */
export function objectivesSchema(): Readonly<Record<string, unknown>> {
  return {
    ...z.toJSONSchema(z.looseObject({ $schema: z.string().optional(), ...OBJECTIVES_SHAPE.shape }), {
      target: 'draft-7',
    }),
    title: 'honmaru backup objectives',
    additionalProperties: false,
  };
}
