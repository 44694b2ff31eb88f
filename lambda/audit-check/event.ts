import * as z from 'zod/mini';
import type { AuditCheckEvent } from './contract';

const text = z.string().check(z.minLength(1));

const logGroup = z.object({
  id: text,
  region: text,
  logGroupName: text,
  keyArn: text,
  retentionDays: z.int().check(z.minimum(1)),
  silentMinutes: z.optional(z.int().check(z.minimum(5), z.maximum(1440))),
});

const topic = z.object({
  region: text,
  topicArn: z.string().check(z.regex(/^arn:[^:]+:sns:[^:]+:\d{12}:.+$/)),
  keyArn: text,
  subscriptions: z.int().check(z.minimum(1)),
  publishers: z.array(text).check(z.minLength(1)),
});

/** Payload of the audit check. Nothing to check is no payload: a check of nothing would always be healthy. */
export const auditCheckEvent: z.ZodMiniType<AuditCheckEvent> = z.object({
  version: z.literal(1),
  site: text,
  flowLog: z.object({ vpcId: text, logGroupName: text }),
  logGroups: z.array(logGroup).check(z.minLength(1), z.refine(isDistinctBy('id'), 'an id names one log group')),
  trail: z.object({ maximumDeliveryAgeSeconds: z.int().check(z.minimum(600)) }),
  edge: z.object({
    distributionId: text,
    webAclArn: z.string().check(z.regex(/^arn:[^:]+:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[^/]+$/)),
    rules: z.array(z.object({ name: text, enforces: z.boolean() })).check(z.minLength(1)),
    logDestinationArn: z.string().check(z.regex(/[^*]$/)),
  }),
  topics: z.array(topic).check(z.minLength(1), z.refine(isDistinctBy('region'), 'a Region has one topic')),
});

function isDistinctBy<K extends string>(key: K): (entries: readonly Readonly<Record<K, string>>[]) => boolean {
  return (entries) => new Set(entries.map((entry) => entry[key])).size === entries.length;
}
