import * as z from 'zod/mini';
import { eachZoneProbed, sourceMembers } from '../shared/aws-failover/event';
import { drillMembers } from '../shared/failover/event';
import type { DrillEvent } from './contract';

/** Payload of a drill. */
export const drillEvent: z.ZodMiniType<DrillEvent> = z
  .strictObject({ ...drillMembers, ...sourceMembers })
  .check(eachZoneProbed);
