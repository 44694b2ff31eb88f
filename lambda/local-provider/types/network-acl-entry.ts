import {
  CreateNetworkAclEntryCommand,
  DeleteNetworkAclEntryCommand,
  ReplaceNetworkAclEntryCommand,
  RuleAction,
} from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { flag, number, text } from '../shapes';

const properties = z.strictObject({
  CidrBlock: z.optional(text),
  Egress: z.optional(flag),
  Icmp: z.optional(z.strictObject({ Code: z.optional(number), Type: z.optional(number) })),
  Ipv6CidrBlock: z.optional(text),
  NetworkAclId: text,
  PortRange: z.optional(z.strictObject({ From: z.optional(number), To: z.optional(number) })),
  Protocol: text,
  RuleAction: z.enum(RuleAction),
  RuleNumber: number,
});

type Entry = z.infer<typeof properties>;

/** `AWS::EC2::NetworkAclEntry`. An entry has no id of its own: `Ref` is made of what tells it apart. */
export const networkAclEntry = playedType({
  properties,
  replacing: ['Egress', 'NetworkAclId', 'RuleNumber'],
  create: async ({ properties: entry, clients: { ec2 } }) => {
    await ec2.send(new CreateNetworkAclEntryCommand(request(entry)));
    return describe(idOf(entry));
  },
  update: async (id, { properties: entry, clients: { ec2 } }, { keys }) => {
    if (keys.size > 0) {
      await ec2.send(new ReplaceNetworkAclEntryCommand(request(entry)));
    }
    return describe(id);
  },
  remove: async (_id, { properties: { NetworkAclId, RuleNumber, Egress = false }, clients: { ec2 } }) =>
    await unlessGone(ec2.send(new DeleteNetworkAclEntryCommand({ NetworkAclId, RuleNumber, Egress })), [
      'InvalidNetworkAclID.NotFound',
      'InvalidNetworkAclEntry.NotFound',
    ]),
});

function request({ Icmp, Egress = false, ...entry }: Entry) {
  return { ...entry, Egress, IcmpTypeCode: Icmp };
}

function idOf({ NetworkAclId, Egress = false, RuleNumber }: Entry): string {
  return `${NetworkAclId}/${Egress ? 'egress' : 'ingress'}/${String(RuleNumber)}`;
}

function describe(id: string): Made {
  return { physicalId: id, attributes: { Id: id } };
}
