import {
  CreateFlowLogsCommand,
  DeleteFlowLogsCommand,
  FlowLogsResourceType,
  LogDestinationType,
  TrafficType,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { orUndo, required, unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { number, tags, text } from '../shapes';
import { changeEc2Tags, tagChanges } from '../tags';

const properties = z.strictObject({
  DeliverLogsPermissionArn: z.optional(text),
  LogDestination: z.optional(text),
  LogDestinationType: z.optional(z.enum(LogDestinationType)),
  LogFormat: z.optional(text),
  LogGroupName: z.optional(text),
  MaxAggregationInterval: z.optional(number),
  ResourceId: text,
  ResourceType: z.enum(FlowLogsResourceType),
  Tags: tags,
  TrafficType: z.optional(z.enum(TrafficType)),
});

/** `AWS::EC2::FlowLog`. */
export const flowLog = playedType({
  properties,
  replacing: [
    'DeliverLogsPermissionArn',
    'LogDestination',
    'LogDestinationType',
    'LogFormat',
    'LogGroupName',
    'MaxAggregationInterval',
    'ResourceId',
    'ResourceType',
    'TrafficType',
  ],
  create: async ({ properties: { ResourceId, Tags, ...settings }, clients: { ec2 } }) => {
    const made = await ec2.send(new CreateFlowLogsCommand({ ...settings, ResourceIds: [ResourceId] }));
    refuse(made.Unsuccessful?.[0]?.Error);
    const id = required(made.FlowLogIds?.[0], 'FlowLogIds');
    // In a call of its own: the emulator does not know the resource type that EC2 wants for tags of flow logs.
    await orUndo(
      () => changeEc2Tags(ec2, id, tagChanges([], Tags)),
      () => deleteFlowLog(ec2, id),
    );
    return describe(id);
  },
  update: async (id, { properties: { Tags }, clients: { ec2 } }, { before }) => {
    await changeEc2Tags(ec2, id, tagChanges(before.Tags, Tags));
    return describe(id);
  },
  remove: async (id, { clients: { ec2 } }) => {
    await deleteFlowLog(ec2, id);
  },
});

const GONE = 'InvalidFlowLogId.NotFound';

async function deleteFlowLog(ec2: EC2Client, id: string): Promise<void> {
  const answer = await unlessGone(ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [id] })), [GONE]);
  const error = answer?.Unsuccessful?.[0]?.Error;
  refuse(error?.Code === GONE ? undefined : error);
}

/** Both calls report what they could not do in an answer of success. */
function refuse(
  error: { readonly Code?: string | undefined; readonly Message?: string | undefined } | undefined,
): void {
  if (error !== undefined) {
    throw new Error(`${error.Code ?? 'unknown code'}: ${error.Message ?? ''}`);
  }
}

function describe(id: string): Made {
  return { physicalId: id, attributes: { Id: id } };
}
