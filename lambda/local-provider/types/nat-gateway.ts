import { ConnectivityType, CreateNatGatewayCommand, DeleteNatGatewayCommand } from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { required, unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { tags, text } from '../shapes';
import { changeEc2Tags, tagChanges, tagSpecifications } from '../tags';

const properties = z.strictObject({
  AllocationId: z.optional(text),
  ConnectivityType: z.optional(z.enum(ConnectivityType)),
  PrivateIpAddress: z.optional(text),
  SubnetId: text,
  Tags: tags,
});

/** `AWS::EC2::NatGateway`. */
export const natGateway = playedType({
  properties,
  replacing: ['AllocationId', 'ConnectivityType', 'PrivateIpAddress', 'SubnetId'],
  create: async ({ properties: { Tags, ...settings }, clients: { ec2 } }) => {
    const made = await ec2.send(
      new CreateNatGatewayCommand({ ...settings, TagSpecifications: tagSpecifications('natgateway', Tags) }),
    );
    return describe(required(made.NatGateway?.NatGatewayId, 'NatGatewayId'));
  },
  update: async (id, { properties: { Tags }, clients: { ec2 } }, { before }) => {
    await changeEc2Tags(ec2, id, tagChanges(before.Tags, Tags));
    return describe(id);
  },
  remove: async (id, { clients: { ec2 } }) =>
    await unlessGone(ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: id })), ['NatGatewayNotFound']),
});

function describe(id: string): Made {
  return { physicalId: id, attributes: { NatGatewayId: id } };
}
