import { z } from 'zod';
import type { CheckStatus } from '../../../lambda/shared/contract';

/** Whole number from 0. */
const count = (meaning: string) => z.int().nonnegative().describe(meaning);
const text = (meaning: string) => z.string().min(1).describe(meaning);
const texts = (meaning: string) => z.array(z.string().min(1)).describe(meaning);
const version = (meaning: string) =>
  z.string().min(1).nullable().describe(`${meaning}; null when the run ended before it was known.`);
const duration = (meaning: string) => z.number().nonnegative().describe(`${meaning}, in seconds.`);

/** What became of a resource type in the local site. */
export const treatmentSchema = z
  .enum(['native', 'translated', 'recorded'])
  .describe('native: the emulator makes it. translated: made through the API of its service. recorded: an id alone.');

/** What a function concluded. */
const checkStatusSchema = z.enum(['HEALTHY', 'DEGRADED', 'FAILED', 'UNKNOWN'] satisfies CheckStatus[]);

/** What a function concluded, or `NONE` when it left no record. */
export const seenStatusSchema = z
  .enum([...checkStatusSchema.options, 'NONE'])
  .describe('Status of the last record of the function; NONE when it left none.');

/** What a run came to. */
const outcomeSchema = (meaning: string) =>
  z
    .string()
    .min(1)
    .describe(`${meaning}: the status of a check, for example DEGRADED, or the state of an action, for example HOLD`);

/** Versions of everything a run is made of. */
export const versionsSchema = z.strictObject({
  honmaru: text('Version of this package.'),
  emulator: version('Version of the emulator'),
  cdkCli: version('Version of the CDK CLI'),
  node: text('Version of Node.js, without a leading v.'),
  python: version('Version of Python'),
});

/** What was noticed about the machine. */
export const machineSchema = z.strictObject({
  ignoredCredentials: texts('Names, never values, of AWS settings of the machine that were ignored.'),
});

/** One stack that was deployed. */
export const stackSchema = z.strictObject({
  name: text('Name of the stack in CloudFormation.'),
  region: text('Region of the stack, for example ap-northeast-1.'),
  resources: count('Number of resources in its template.'),
  native: count('Number of them that the emulator makes itself.'),
  translated: count('Number of them that are made through the API of their service.'),
  recorded: count('Number of them of which nothing but an id exists.'),
  seconds: duration('Time its first deployment took'),
});

/** One resource type of the site. */
export const censusEntrySchema = z.strictObject({
  type: text('Type as the template of the site has it, for example AWS::EC2::Subnet.'),
  treatment: treatmentSchema,
  count: z.int().positive().describe('Number of resources of this type.'),
  note: text('What is different from AWS; left out when nothing is.').optional(),
  stacks: texts('Names of the stacks that have such a resource.').min(1),
});

/** What one deployment did to one stack. */
export const stackChangesSchema = z.strictObject({
  name: text('Name of the stack in CloudFormation.'),
  outcome: z.enum(['created', 'updated', 'unchanged']).describe('What the deployment did to the stack.'),
  updated: texts('Logical ids of resources that were updated in place.'),
  replaced: texts('Logical ids of resources that were replaced.'),
  created: texts('Logical ids of resources that were added to a stack that was there already.'),
  deleted: texts('Logical ids of resources that were removed.'),
});

/** One deployment of all stacks. */
export const deploymentSchema = z.strictObject({
  name: z
    .enum(['first', 'again', 'changed'])
    .describe(
      'first: onto nothing. again: the same once more. changed: what the drill took away, made anew, and the site without its protection.',
    ),
  seconds: duration('Time it took'),
  stacks: z.array(stackChangesSchema).describe('Every stack, in the order of deployment.'),
});

/** Where the network that runs is not what the templates say. */
const networkDifferenceSchema = z.strictObject({
  subject: text('Construct path of the resource, or the identifier of something that no template makes.'),
  logicalId: text('Logical id of what says so in a template; left out when nothing does.').optional(),
  physicalId: text('Identifier in the network that runs; left out when it has none.').optional(),
  aspect: text('What differs, for example route 0.0.0.0/0.'),
  said: text('What the templates say; left out when nothing.').optional(),
  runs: text('What runs; left out when nothing.').optional(),
});

const reachedSchema = z.strictObject({
  may: texts('Services that may arrive, for example tcp/443.'),
  some: texts('Services that surely arrive from some address.'),
  every: texts('Services that surely arrive from every address.'),
});

/** The network that runs beside the one that the templates say. */
export const networkSchema = z.strictObject({
  agreed: count('Number of facts that are the same: addresses, routes, rules, entries, subnets, groups, listeners.'),
  differences: z.array(networkDifferenceSchema).describe('Facts that are not the same.'),
  untold: z
    .array(networkDifferenceSchema.extend({ because: text('What does not tell.') }))
    .describe('Facts of which nobody can tell whether they are the same.'),
  reach: z.strictObject({
    parties: count('Number of those between whom was asked what gets through.'),
    agreed: count('Number of answers that are the same.'),
    differences: z
      .array(
        z.strictObject({
          from: text('Who sends.'),
          to: text('Who receives.'),
          relation: z.enum(['delivers', 'session']).describe('delivers: packets arrive. session: so do the answers.'),
          said: reachedSchema.describe('By the templates.'),
          runs: reachedSchema.describe('By what runs.'),
        }),
      )
      .describe('Answers that are not the same.'),
  }),
  taken: z
    .array(
      z.strictObject({
        divergence: text('Name of the divergence, for example NetworkAclEntryWithoutPorts.'),
        what: text('What the emulator leaves out.'),
        count: z.int().positive().describe('How often it was taken from the templates, and so not compared.'),
      }),
    )
    .describe('What was taken from the templates because the emulator is known to leave it out.'),
  refused: z
    .array(
      z.strictObject({
        region: text('Region that was asked.'),
        list: text('What was asked for, for example TransitGateways.'),
        code: text('Code of the refusal.'),
      }),
    )
    .describe('Questions that the emulator refused.'),
});

/** An alarm as it stands. */
const alarmSchema = z.strictObject({
  name: text('Name of the alarm.'),
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']).describe('State of the alarm when the site was healthy.'),
});

/** One function of the deployed site before any fault. */
export const checkSchema = z.strictObject({
  check: text('Name of the function, for example topology-check.'),
  schedule: text('When it runs, for example rate(1 minute).'),
  scheduledRuns: count('Number of runs that the schedule started.'),
  waitedSeconds: duration('Time waited for them'),
  status: seenStatusSchema,
  findings: count('Number of faults in the last record.'),
  unknown: count('Number of open questions in the last record.'),
  metrics: count('Number of metrics in the last record.'),
  alarms: z.array(alarmSchema).describe('Alarms on the metrics of the function.'),
  logGroup: text('Log group that holds the records.'),
});

/** One fault of the drill. */
export const faultSchema = z.strictObject({
  id: text('Stable name of the fault, for example nat-gateway-deleted.'),
  title: text('What is done, for people.'),
  references: texts('Ids of the fault catalogue that it exercises, for example F06.'),
  applied: z
    .union([
      z.literal(true),
      z.strictObject({ applied: z.literal(false), reason: text('Why the site has nothing this fault could befall.') }),
    ])
    .describe('true, or why the fault was not brought about.'),
  check: text('Function that must notice it.'),
  expected: z.strictObject({
    codes: texts('Codes that must be among those reported, as findings, open questions or reasons.'),
    status: z.array(outcomeSchema('What the run may come to')).describe('Outcomes of which one must be reported.'),
    withinRuns: z.int().positive().describe('Number of runs within which it must be noticed.'),
    orders: count('Number of calls by which functions must change the site because of it.'),
  }),
  observed: z.strictObject({
    runs: count('Number of runs after the fault until it was noticed, or until the function was given up.'),
    status: outcomeSchema('What the last run came to, or NONE when it left no record'),
    codes: texts('Codes of the last record: findings, open questions and reasons.'),
    orders: count('Number of calls by which functions changed the site while the fault was at work.'),
    seconds: duration('Time from the fault until it was noticed, or until the function was given up'),
  }),
  noticed: z.boolean().describe('Whether what was observed is what was expected, in time.'),
  recovered: z
    .boolean()
    .nullable()
    .describe(
      'Whether the function was healthy again after repair; null where the fault ended with the run that met it.',
    ),
  alarms: z
    .array(
      z.strictObject({
        name: text('Name of the alarm.'),
        afterRuns: z.int().positive().describe('Number of runs after the fault at which it went off.'),
        notified: z.boolean().describe('Whether its notification arrived.'),
      }),
    )
    .describe('Alarms that went off because of the fault.'),
  watchedRuns: count('Number of runs after the fault that were looked at, for its alarms as well.'),
});

/** How long it takes until an alarm goes off: as the failure matrix computes it, and as it was measured. */
const comparedAlarmSchema = z.strictObject({
  alarm: text('Name of the alarm.'),
  computedSeconds: z
    .int()
    .nonnegative()
    .nullable()
    .describe('Seconds until it goes off, as the matrix has them; null when it says that it does not.'),
  excluded: z
    .array(z.strictObject({ seconds: count('So many of them.'), because: text('Why.') }))
    .describe('Computed seconds that take no time on the local site, and so are not compared.'),
  measuredSeconds: z
    .int()
    .nonnegative()
    .nullable()
    .describe('Runs after which it went off, times the seconds between two runs; null when it did not.'),
  verdict: z
    .enum(['within', 'explained', 'measured exceeds computed', 'computed too large', 'not computed', 'not measured'])
    .describe(
      'within: what is compared is at least what was measured, and at most three times as long and 5 seconds more. explained: it went off, or did not, for a reason that is known. Any other is a problem.',
    ),
  because: text('What explains a difference; left out when nothing has to.').optional(),
});

/** What the failure matrix computes of the faults that were played, beside what was measured. */
export const matrixSchema = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        fault: text('Name of the fault.'),
        scenario: text('Name of the scenario in the matrix; of faults at once, their names with a plus between.'),
        intervalSeconds: z.int().positive().describe('Seconds that one run of the function stands for.'),
        alarms: z.array(comparedAlarmSchema).describe('Alarms on the function that ran.'),
        elsewhere: count(
          'Number of others that see it as the matrix says: nothing feeds them while this fault is at work.',
        ),
      }),
    )
    .describe('Every fault that was played and that the matrix has a scenario for.'),
  notModelled: z
    .array(
      z.strictObject({ fault: text('Name of the fault.'), because: text('Why the matrix has no scenario for it.') }),
    )
    .describe('Every other fault that was played.'),
});

/** One resource that outlived its stack. */
const leftResourceSchema = z.strictObject({
  stack: text('Name of the stack it belonged to.'),
  logicalId: text('Logical id it had in its template.'),
  type: text('Type of the resource.'),
  physicalId: text('Id by which its service knows it.'),
});

/** What was left when the stacks were removed. */
export const removalSchema = z.strictObject({
  seconds: duration('Time it took'),
  retained: z.array(leftResourceSchema).describe('Resources left because their policy says so.'),
  unexpected: z.array(leftResourceSchema).describe('Resources left although no policy says so.'),
  missing: z.array(leftResourceSchema).describe('Resources that are gone although their policy says that they stay.'),
});

/** One step of a run. */
export const stepSchema = z.strictObject({ name: text('Name of the step.'), seconds: duration('Time it took') });
