import * as z from 'zod/mini';
import { eachZoneProbed, sourceMembers } from '../shared/aws-failover/event';
import { failoverMembers } from '../shared/failover/event';
import type { FailOverWriterEvent } from './contract';

/** Payload of the decision whether to promote a reader. */
export const failOverWriterEvent: z.ZodMiniType<FailOverWriterEvent> = z
  .strictObject({ ...failoverMembers, ...sourceMembers })
  .check(eachZoneProbed);
