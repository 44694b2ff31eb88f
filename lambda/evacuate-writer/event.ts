import * as z from 'zod/mini';
import { eachZoneProbed, sourceMembers } from '../shared/aws-failover/event';
import { evacuateWriterMembers, failoverMembers } from '../shared/failover/event';
import { SETTINGS_VARIABLE, type EvacuateWriterEvent, type EvacuationOrder, type EvacuationSettings } from './contract';

const { order, availabilityZone } = evacuateWriterMembers;

const settings: z.ZodMiniType<EvacuationSettings> = z
  .strictObject({ ...failoverMembers, ...sourceMembers })
  .check(eachZoneProbed);

const operatorOrder: z.ZodMiniType<EvacuationOrder> = z.strictObject({
  version: z.literal(1),
  order,
  availabilityZone,
});

/** The settings in the environment. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): EvacuationSettings {
  return z.parse(settings, JSON.parse(environment[SETTINGS_VARIABLE] ?? 'null'));
}

/** What an operator sends, completed with the settings. */
export function evacuateWriterEvent(known: EvacuationSettings): z.ZodMiniType<EvacuateWriterEvent> {
  return z.pipe(
    operatorOrder,
    z.transform((ordered) => ({ ...known, order: ordered.order, availabilityZone: ordered.availabilityZone })),
  );
}
