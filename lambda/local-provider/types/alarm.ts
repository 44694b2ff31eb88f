import {
  ComparisonOperator,
  DeleteAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  StandardUnit,
  Statistic,
  TagResourceCommand,
  UntagResourceCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import * as z from 'zod/mini';
import { arnOf } from '../place';
import { playedType, type Change, type Made, type Wanted } from '../played-type';
import { flag, number, tags, text, texts } from '../shapes';
import { tagChanges, type Tag } from '../tags';

const common = {
  ActionsEnabled: z.optional(flag),
  AlarmActions: z.optional(texts),
  AlarmDescription: z.optional(text),
  AlarmName: z.optional(text),
  InsufficientDataActions: z.optional(texts),
  OKActions: z.optional(texts),
  Tags: tags,
};

const metric = z.strictObject({
  ...common,
  ComparisonOperator: z.enum(ComparisonOperator),
  DatapointsToAlarm: z.optional(number),
  Dimensions: z.optional(z.array(z.strictObject({ Name: text, Value: text }))),
  EvaluateLowSampleCountPercentile: z.optional(text),
  EvaluationPeriods: number,
  ExtendedStatistic: z.optional(text),
  MetricName: z.optional(text),
  Metrics: z.optional(z.array(z.unknown())),
  Namespace: z.optional(text),
  Period: z.optional(number),
  Statistic: z.optional(z.enum(Statistic)),
  Threshold: z.optional(number),
  ThresholdMetricId: z.optional(text),
  TreatMissingData: z.optional(text),
  Unit: z.optional(z.enum(StandardUnit)),
});

const composite = z.strictObject({
  ...common,
  ActionsSuppressor: z.optional(text),
  ActionsSuppressorExtensionPeriod: z.optional(number),
  ActionsSuppressorWaitPeriod: z.optional(number),
  AlarmRule: text,
});

const NAMING = { property: 'AlarmName', maxLength: 255 } as const;

/**
 * `AWS::CloudWatch::Alarm`, without what it measures: the emulator evaluates a metric by rules of its own, so that
 * alarms would go off that CloudWatch keeps quiet. What evaluates alarms sets their state.
 */
export const alarm = playedType({
  properties: metric,
  replacing: ['AlarmName'],
  naming: NAMING,
  create: async (wanted) => {
    await putMetricAlarm(wanted);
    return describe(wanted);
  },
  update: async (_name, wanted, change) => {
    if (change.keys.size > 0) {
      await putMetricAlarm(wanted);
      await changeTags(wanted, change);
    }
    return describe(wanted);
  },
  remove: async (name, { clients: { cloudWatch } }) => await deleteAlarm(cloudWatch, name),
});

/** `AWS::CloudWatch::CompositeAlarm`. */
export const compositeAlarm = playedType({
  properties: composite,
  replacing: ['AlarmName'],
  naming: NAMING,
  create: async (wanted) => {
    await putCompositeAlarm(wanted);
    return describe(wanted);
  },
  update: async (_name, wanted, change) => {
    if (change.keys.size > 0) {
      await putCompositeAlarm(wanted);
      await changeTags(wanted, change);
    }
    return describe(wanted);
  },
  remove: async (name, { clients: { cloudWatch } }) => await deleteAlarm(cloudWatch, name),
});

async function putMetricAlarm({ properties, name, clients }: Wanted<z.infer<typeof metric>>): Promise<void> {
  const measured = { MetricName: undefined, Metrics: undefined, Namespace: undefined };
  await clients.cloudWatch.send(new PutMetricAlarmCommand({ ...properties, ...measured, AlarmName: name }));
}

async function putCompositeAlarm({ properties, name, clients }: Wanted<z.infer<typeof composite>>): Promise<void> {
  await clients.cloudWatch.send(new PutCompositeAlarmCommand({ ...properties, AlarmName: name }));
}

/** The API takes tags only when it makes an alarm. */
async function changeTags<P extends { readonly Tags?: Tag[] | undefined }>(
  { name, place, properties, clients: { cloudWatch } }: Wanted<P>,
  { before }: Change<P>,
): Promise<void> {
  const ResourceARN = arnFor({ place, name });
  const { put, dropped } = tagChanges(before.Tags, properties.Tags);
  if (put.length > 0) {
    await cloudWatch.send(new TagResourceCommand({ ResourceARN, Tags: put }));
  }
  if (dropped.length > 0) {
    await cloudWatch.send(new UntagResourceCommand({ ResourceARN, TagKeys: dropped }));
  }
}

/** Deleting an alarm that is gone succeeds. */
async function deleteAlarm(cloudWatch: CloudWatchClient, name: string): Promise<void> {
  await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
}

function describe<P>({ place, name }: Wanted<P>): Made {
  return { physicalId: name, attributes: { Arn: arnFor({ place, name }) } };
}

function arnFor({ place, name }: Pick<Wanted<unknown>, 'place' | 'name'>): string {
  return arnOf(place, 'cloudwatch', `alarm:${name}`);
}
