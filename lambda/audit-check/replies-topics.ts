import * as z from 'zod/mini';
import type { Policy } from './policy';

const text = z.string().check(z.minLength(1));
const texts = z.pipe(
  z.union([z.array(z.string()), z.string()]),
  z.transform((value) => (typeof value === 'string' ? [value] : value)),
);
const values = z.pipe(
  z.union([z.array(z.union([z.string(), z.boolean(), z.number()])), z.string(), z.boolean(), z.number()]),
  z.transform((value) => (Array.isArray(value) ? value : [value]).map(String)),
);

const statement = z
  .object({
    Effect: z.enum(['Allow', 'Deny']),
    Principal: z.optional(z.union([z.literal('*'), z.record(z.string(), texts)])),
    NotPrincipal: z.optional(z.unknown()),
    Action: z.optional(texts),
    NotAction: z.optional(z.unknown()),
    Resource: z.optional(texts),
    NotResource: z.optional(z.unknown()),
    Condition: z.optional(z.record(z.string(), z.record(z.string(), values))),
  })
  .check(
    z.refine(
      (member) =>
        (member.Principal === undefined) !== (member.NotPrincipal === undefined) &&
        (member.Action === undefined) !== (member.NotAction === undefined) &&
        (member.Resource === undefined) !== (member.NotResource === undefined),
      'a statement names principals, actions and resources',
    ),
  );

const policy = z.pipe(
  z.object({ Statement: z.union([z.array(statement), statement]) }),
  z.transform(({ Statement }): Policy =>
    (Array.isArray(Statement) ? Statement : [Statement]).map((member) => ({
      effect: member.Effect,
      principals: member.Principal === '*' ? { AWS: ['*'] } : (member.Principal ?? {}),
      actions: member.Action ?? [],
      resources: member.Resource ?? [],
      conditions: member.Condition ?? {},
      isInverted: [member.Principal, member.Action, member.Resource].includes(undefined),
    })),
  ),
);

/** A policy as APIs answer it: a JSON document in a text. */
const policyText = z.pipe(
  z.pipe(
    text,
    z.transform((document, context): unknown => {
      try {
        return JSON.parse(document);
      } catch {
        context.issues.push({ code: 'custom', input: document, message: 'a policy is JSON' });
        return z.NEVER;
      }
    }),
  ),
  policy,
);

/** The answer of `GetTopicAttributes`. */
export const topicAnswer = z.pipe(
  z.object({ Attributes: z.object({ TopicArn: text, Policy: policyText, KmsMasterKeyId: z.optional(z.string()) }) }),
  z.transform(({ Attributes }) => ({
    keyId: Attributes.KmsMasterKeyId === '' ? undefined : Attributes.KmsMasterKeyId,
    policy: Attributes.Policy,
  })),
);

/** A subscription, without its address. */
export interface Subscription {
  readonly isMail: boolean;
  readonly isPending: boolean;
  readonly isConfirmed: boolean;
}

/**
 * A page of `ListSubscriptionsByTopic`: instead of an ARN, one that was never confirmed has `PendingConfirmation`, and one
 * that was ended `Deleted`. Addresses are not kept.
 */
export const subscriptionPage = z.pipe(
  z.object({
    Subscriptions: z.array(z.object({ SubscriptionArn: text, Protocol: text })),
    NextToken: z.optional(z.string()),
  }),
  z.transform(({ Subscriptions, NextToken }) => ({
    items: Subscriptions.map(({ SubscriptionArn, Protocol }): Subscription => ({
      isMail: Protocol === 'email' || Protocol === 'email-json',
      isPending: SubscriptionArn === 'PendingConfirmation',
      isConfirmed: SubscriptionArn.startsWith('arn:'),
    })),
    next: NextToken,
  })),
);

/** The answer of `DescribeKey`: the state alone. */
export const keyAnswer = z.pipe(
  z.object({ KeyMetadata: z.object({ KeyId: text, KeyState: text }) }),
  z.transform(({ KeyMetadata }) => KeyMetadata.KeyState),
);

/** The answer of `GetKeyPolicy`. */
export const keyPolicyAnswer = z.pipe(
  z.object({ Policy: policyText }),
  z.transform(({ Policy: document }) => document),
);
