import * as z from 'zod/mini';
import {
  SAFE_LIMITS as SAFE,
  type DrillOrder,
  type DrillWindow,
  type EvacuateWriterOrder,
  type FailoverEvent,
  type FailoverLimits,
  type Order,
  type Weekday,
} from './contract';
import { isTimeZone } from './window';

const text = z.string().check(z.minLength(1));

function from(least: number, most: number): z.ZodMiniInt {
  return z.int().check(z.minimum(least), z.maximum(most));
}

/** The limits. Whatever asks for less than the safe value is refused, and so is what could only be a mistake. */
const limits: z.ZodMiniType<FailoverLimits> = z.strictObject({
  confirmations: from(SAFE.confirmations, 30),
  confirmationSpacingSeconds: from(SAFE.confirmationSpacingSeconds, 300),
  vantages: from(SAFE.vantages, 6),
  minimumSecondsBetweenActs: from(SAFE.minimumSecondsBetweenActs, 86_400),
  actsPerDay: from(1, SAFE.actsPerDay),
  maximumReplicaLagMilliseconds: from(0, SAFE.maximumReplicaLagMilliseconds),
  closingObservations: from(SAFE.closingObservations, 30),
  verifySeconds: from(120, 900),
  leaseSeconds: from(30, 900),
});

const order: z.ZodMiniType<Order> = z.strictObject({ orderId: text, issuedAt: z.iso.datetime({ offset: true }) });

/** Members of every action's payload, to be spread into the object of an action. */
export const failoverMembers = {
  version: z.literal(1),
  site: text,
  clusterIdentifier: text,
  availabilityZones: z.array(text).check(
    z.minLength(1),
    z.refine((zones) => new Set(zones).size === zones.length, 'each zone once'),
  ),
  limits,
};

/** Payload of the decision whether to promote a reader. */
export const failoverEvent: z.ZodMiniType<FailoverEvent> = z.object(failoverMembers);

/** Members of an order to evacuate a zone. */
export const evacuateWriterMembers = { ...failoverMembers, order, availabilityZone: text };

/** Payload of an order to evacuate a zone. */
export const evacuateWriterOrder: z.ZodMiniType<EvacuateWriterOrder> = z.object(evacuateWriterMembers);

const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

const window: z.ZodMiniType<DrillWindow> = z
  .strictObject({
    days: z.array(z.enum(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] satisfies Weekday[])).check(z.minLength(1)),
    from: timeOfDay,
    until: z.union([timeOfDay, z.literal('24:00')]),
    timeZone: z.string().check(z.refine(isTimeZone, 'a time zone')),
  })
  .check(z.refine((value) => value.from < value.until, 'from before until'));

/** Members of an order to drill. */
export const drillMembers = {
  ...failoverMembers,
  order,
  window,
  environment: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('non-production') }),
    z.strictObject({ kind: z.literal('production'), reason: z.optional(text) }),
  ]),
};

/** Payload of an order to drill. */
export const drillOrder: z.ZodMiniType<DrillOrder> = z.object(drillMembers);
