import * as z from 'zod/mini';
import { isCluster, type BackupCheckEvent } from './contract';

const text = z.string().check(z.minLength(1));
const positive = z.int().check(z.minimum(1));

/** Payload of the backup check. Nothing to check is no payload: a check of nothing would always be healthy. */
export const backupCheckEvent: z.ZodMiniType<BackupCheckEvent> = z
  .object({
    version: z.literal(1),
    site: text,
    vaults: z
      .array(z.object({ region: text, vaultName: text, allowanceSeconds: z.int().check(z.minimum(0)) }))
      .check(z.minLength(1)),
    backups: z
      .array(
        z.object({
          name: text,
          resourceArns: z.array(text).check(z.minLength(1)),
          planId: text,
          schedules: z.array(text).check(z.minLength(1)),
          intervalSeconds: positive,
          recoveryPoints: positive,
        }),
      )
      .check(z.minLength(1)),
    pointInTime: z.object({ clusterIdentifier: text, maximumAgeSeconds: positive }),
    restoreTest: z.object({
      planName: text,
      planArn: text,
      maximumAgeSeconds: positive,
      proof: z.enum(['restored', 'validated']),
    }),
  })
  .check(z.refine(knowsEveryCluster, 'a cluster that is backed up is that of pointInTime'));

/** The age of any other cluster would not be read, and recovery points of its predecessor would count as its own. */
function knowsEveryCluster({ backups, pointInTime }: BackupCheckEvent): boolean {
  return backups
    .flatMap(({ resourceArns }) => resourceArns)
    .every((arn) => !isCluster(arn) || arn.split(':').at(6) === pointInTime.clusterIdentifier);
}
