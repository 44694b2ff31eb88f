import { PutObjectLockConfigurationCommand, type ObjectLockRetentionMode } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { playedType, type Wanted } from '../played-type';
import { number, text } from '../shapes';

const properties = z.strictObject({
  Bucket: text,
  ObjectLockConfiguration: z.strictObject({
    ObjectLockEnabled: z.literal('Enabled'),
    Rule: z.optional(
      z.strictObject({
        DefaultRetention: z.strictObject({
          Mode: z.enum(['COMPLIANCE', 'GOVERNANCE'] satisfies ObjectLockRetentionMode[]),
          Days: z.optional(number),
          Years: z.optional(number),
        }),
      }),
    ),
  }),
});

type Properties = z.infer<typeof properties>;

/** `Honmaru::Local::BucketLock`: the lock of a bucket, which the CloudFormation of the emulator leaves out. */
export const bucketLock = playedType({
  properties,
  replacing: ['Bucket'],
  create: put,
  update: async (_id, wanted, { keys }) => (keys.size === 0 ? made(wanted) : await put(wanted)),
  // A lock is never lifted; it ends with its bucket.
  remove: () => Promise.resolve(undefined),
});

async function put(wanted: Wanted<Properties>) {
  await wanted.clients.s3.send(new PutObjectLockConfigurationCommand(wanted.properties));
  return made(wanted);
}

function made({ properties: { Bucket } }: Pick<Wanted<Properties>, 'properties'>) {
  return { physicalId: Bucket, attributes: {} };
}
