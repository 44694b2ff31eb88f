import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** The answer of `GetDistributionConfig`. The web ACL is written even where there is none, and then is empty. */
export const distributionAnswer = z.pipe(
  z.object({ DistributionConfig: z.object({ Enabled: z.boolean(), WebACLId: z.string() }) }),
  z.transform(({ DistributionConfig: { Enabled, WebACLId } }) => ({ isEnabled: Enabled, webAclArn: WebACLId })),
);

/** What a rule does, as the only member: `{ Block: {} }`. */
const action = z.pipe(
  z.record(z.string(), z.unknown()).check(z.refine((members) => Object.keys(members).length === 1, 'one action')),
  z.transform((members) => Object.keys(members).join('')),
);

/** The answer of `GetWebACL`: a rule has an action, and one that refers to a rule group has an override instead. */
export const webAclAnswer = z.pipe(
  z.object({
    WebACL: z.object({
      ARN: text,
      Rules: z.array(
        z
          .object({ Name: text, Action: z.optional(action), OverrideAction: z.optional(action) })
          .check(
            z.refine(
              (rule) => (rule.Action === undefined) !== (rule.OverrideAction === undefined),
              'a rule has one action',
            ),
          ),
      ),
    }),
  }),
  z.transform(({ WebACL }) => ({
    rules: WebACL.Rules.map((rule) => ({ name: rule.Name, action: rule.Action ?? rule.OverrideAction ?? '' })),
  })),
);

/** The answer of `GetLoggingConfiguration`. */
export const loggingAnswer = z.pipe(
  z.object({ LoggingConfiguration: z.object({ LogDestinationConfigs: z.array(text) }) }),
  z.transform(({ LoggingConfiguration }) => ({ destinationArns: LoggingConfiguration.LogDestinationConfigs })),
);
