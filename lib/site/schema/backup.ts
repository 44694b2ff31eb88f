import { z } from 'zod';
import type { BackupConfig } from '../site-config';
import { choice, list, number } from './fields';
import { timeOfDay } from './texts';

/** Longest retention of a vault lock, 100 years. @see https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html */
const MAX_RETENTION_DAYS = 36_500;

/** Least data loss continuous backup promises. @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html */
const LEAST_RESTORE_SECONDS = 300;

const objectiveShape = {
  // Two hours apart, twelve times fit a day.
  times: list(timeOfDay(), { min: 1, max: 12 }).optional(),
  perDay: number({ min: 1, max: 12 }).optional(),
  recoveryPoints: number({
    min: 1,
    max: 1000,
    code: 'RecoveryPointsInvalid',
    hint: 'state how many recovery points must exist at any time',
  }).optional(),
  retentionDays: number({ min: 1, max: MAX_RETENTION_DAYS, time: 'days' }).optional(),
};

/** `backup`. */
export const backup: z.ZodType<BackupConfig> = z.strictObject({
  database: z
    .strictObject({
      ...objectiveShape,
      restoreToWithinSeconds: number({
        min: LEAST_RESTORE_SECONDS,
        max: 86_400,
        time: 'seconds',
        code: 'RpoBelowFloor',
        hint: 'the latest restorable time of Aurora is typically within 5 minutes; choose 300 or more',
      }).optional(),
    })
    .optional(),
  system: z.strictObject(objectiveShape).optional(),
  lock: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('governance') }),
      z.strictObject({
        kind: z.literal('compliance'),
        changeableForDays: number({ min: 3, max: MAX_RETENTION_DAYS, time: 'days' }),
        acknowledgement: choice(['I understand that nobody, AWS included, can ever shorten this lock']),
      }),
    ])
    .optional(),
});
