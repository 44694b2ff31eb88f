import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** Whether a shift is the one in effect, when there are several. */
const appliedStatus = z.enum(['APPLIED', 'NOT_APPLIED']);

/** Seconds since 1970, as JSON carries moments here. */
const moment = z.pipe(
  z.number().check(z.minimum(0)),
  z.transform((seconds) => new Date(seconds * 1000)),
);

/**
 * The answer of `GetManagedResource`: shifts that operators, practice runs and experiments began, and those that AWS began.
 *
 * @see https://docs.aws.amazon.com/arc-zonal-shift/latest/api/API_GetManagedResource.html read 2026-11-25
 */
export const managedResource = z.object({
  arn: text,
  appliedWeights: z.record(text, z.number()),
  zonalShifts: z.array(
    z.object({
      appliedStatus,
      awayFrom: text,
      expiryTime: moment,
      practiceRunOutcome: z.optional(z.string()),
      shiftType: z.optional(z.string()),
    }),
  ),
  autoshifts: z._default(z.array(z.object({ appliedStatus, awayFrom: text })), []),
});

/** Zones of the Region: names differ from account to account, ids do not. */
export const zonesAnswer = z.pipe(
  z.object({ AvailabilityZones: z.array(z.object({ ZoneId: text, ZoneName: text })).check(z.minLength(1)) }),
  z.transform(({ AvailabilityZones }) => new Map(AvailabilityZones.map(({ ZoneId, ZoneName }) => [ZoneId, ZoneName]))),
);
