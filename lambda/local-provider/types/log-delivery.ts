import {
  CreateDeliveryCommand,
  DeleteDeliveryCommand,
  DeleteDeliveryDestinationCommand,
  DeleteDeliverySourceCommand,
  GetDeliveryCommand,
  GetDeliverySourceCommand,
  OutputFormat,
  PutDeliveryDestinationCommand,
  PutDeliverySourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CloudWatchLogsClient,
  type Delivery,
  type DeliverySource,
} from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod/mini';
import { required, unlessGone } from '../failure';
import { arnOf } from '../place';
import { playedType, type Made } from '../played-type';
import { flag, tags, text, texts } from '../shapes';
import { tagChanges, tagRecord, type TagChanges } from '../tags';

const GONE = ['ResourceNotFoundException'];

const source = z.strictObject({ LogType: text, Name: text, ResourceArn: text, Tags: tags });

/** `AWS::Logs::DeliverySource`; `Ref` is its name. */
export const deliverySource = playedType({
  properties: source,
  replacing: ['Name'],
  naming: { property: 'Name', maxLength: 60 },
  create: async ({ properties: { LogType, Name, ResourceArn, Tags }, clients: { logs } }) => {
    const made = await logs.send(
      new PutDeliverySourceCommand({
        name: Name,
        resourceArn: ResourceArn,
        logType: LogType,
        tags: tagRecord(Tags),
      }),
    );
    return describeSource(Name, required(made.deliverySource, 'deliverySource'));
  },
  update: async (name, { properties: after, place, clients: { logs } }, { keys, before }) => {
    if (keys.has('LogType') || keys.has('ResourceArn')) {
      const { ResourceArn: resourceArn, LogType: logType } = after;
      await logs.send(new PutDeliverySourceCommand({ name, resourceArn, logType }));
    }
    await changeTags(logs, arnOf(place, 'logs', `delivery-source:${name}`), tagChanges(before.Tags, after.Tags));
    const found = await logs.send(new GetDeliverySourceCommand({ name }));
    return describeSource(name, required(found.deliverySource, 'deliverySource'));
  },
  remove: async (name, { clients: { logs } }) =>
    await unlessGone(logs.send(new DeleteDeliverySourceCommand({ name })), GONE),
});

function describeSource(name: string, { arn, resourceArns, service }: DeliverySource): Made {
  return {
    physicalId: name,
    attributes: { Arn: required(arn, 'arn'), ResourceArns: resourceArns ?? [], Service: service ?? '' },
  };
}

const destination = z.strictObject({
  DestinationResourceArn: text,
  Name: text,
  OutputFormat: z.optional(z.enum(OutputFormat)),
  Tags: tags,
});

/** `AWS::Logs::DeliveryDestination`; `Ref` is its name. */
export const deliveryDestination = playedType({
  properties: destination,
  replacing: ['DestinationResourceArn', 'Name', 'OutputFormat'],
  naming: { property: 'Name', maxLength: 60 },
  create: async ({ properties: { DestinationResourceArn, Name, OutputFormat, Tags }, place, clients: { logs } }) => {
    await logs.send(
      new PutDeliveryDestinationCommand({
        name: Name,
        outputFormat: OutputFormat,
        deliveryDestinationConfiguration: { destinationResourceArn: DestinationResourceArn },
        tags: tagRecord(Tags),
      }),
    );
    return { physicalId: Name, attributes: { Arn: arnOf(place, 'logs', `delivery-destination:${Name}`) } };
  },
  update: async (name, { properties: { Tags }, place, clients: { logs } }, { before }) => {
    const arn = arnOf(place, 'logs', `delivery-destination:${name}`);
    await changeTags(logs, arn, tagChanges(before.Tags, Tags));
    return { physicalId: name, attributes: { Arn: arn } };
  },
  remove: async (name, { clients: { logs } }) =>
    await unlessGone(logs.send(new DeleteDeliveryDestinationCommand({ name })), GONE),
});

const delivery = z.strictObject({
  DeliveryDestinationArn: text,
  DeliverySourceName: text,
  FieldDelimiter: z.optional(text),
  RecordFields: z.optional(texts),
  S3EnableHiveCompatiblePath: z.optional(flag),
  S3SuffixPath: z.optional(text),
  Tags: tags,
});

/** `AWS::Logs::Delivery`. */
export const logDelivery = playedType({
  properties: delivery,
  replacing: ['DeliveryDestinationArn', 'DeliverySourceName'],
  create: async ({ properties: wanted, clients: { logs } }) => await createDelivery(logs, wanted),
  update: async (id, { properties: after, place, clients: { logs } }, { keys, before }) => {
    if ([...keys].some((key) => key !== 'Tags')) {
      // The emulator has no call that changes a delivery, and allows one delivery from a source to a destination.
      await unlessGone(logs.send(new DeleteDeliveryCommand({ id })), GONE);
      return await createDelivery(logs, after);
    }
    await changeTags(logs, arnOf(place, 'logs', `delivery:${id}`), tagChanges(before.Tags, after.Tags));
    const found = await logs.send(new GetDeliveryCommand({ id }));
    return describeDelivery(required(found.delivery, 'delivery'));
  },
  remove: async (id, { clients: { logs } }) => await unlessGone(logs.send(new DeleteDeliveryCommand({ id })), GONE),
});

async function createDelivery(logs: CloudWatchLogsClient, wanted: z.infer<typeof delivery>): Promise<Made> {
  const made = await logs.send(
    new CreateDeliveryCommand({
      deliverySourceName: wanted.DeliverySourceName,
      deliveryDestinationArn: wanted.DeliveryDestinationArn,
      fieldDelimiter: wanted.FieldDelimiter,
      recordFields: wanted.RecordFields,
      s3DeliveryConfiguration:
        wanted.S3SuffixPath === undefined && wanted.S3EnableHiveCompatiblePath === undefined
          ? undefined
          : { suffixPath: wanted.S3SuffixPath, enableHiveCompatiblePath: wanted.S3EnableHiveCompatiblePath },
      tags: tagRecord(wanted.Tags),
    }),
  );
  return describeDelivery(required(made.delivery, 'delivery'));
}

function describeDelivery({ id, arn, deliveryDestinationType }: Delivery): Made {
  const physicalId = required(id, 'id');
  return {
    physicalId,
    attributes: { Arn: required(arn, 'arn'), DeliveryDestinationType: deliveryDestinationType, DeliveryId: physicalId },
  };
}

async function changeTags(logs: CloudWatchLogsClient, arn: string, { put, dropped }: TagChanges): Promise<void> {
  if (put.length > 0) {
    await logs.send(new TagResourceCommand({ resourceArn: arn, tags: tagRecord(put) }));
  }
  if (dropped.length > 0) {
    await logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: dropped }));
  }
}
