import { CreateNetworkAclCommand, DeleteNetworkAclCommand } from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { required, unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { tags, text } from '../shapes';
import { changeEc2Tags, tagChanges, tagSpecifications } from '../tags';

const properties = z.strictObject({ VpcId: text, Tags: tags });

/** `AWS::EC2::NetworkAcl`. */
export const networkAcl = playedType({
  properties,
  replacing: ['VpcId'],
  create: async ({ properties: { VpcId, Tags }, clients: { ec2 } }) => {
    const made = await ec2.send(
      new CreateNetworkAclCommand({ VpcId, TagSpecifications: tagSpecifications('network-acl', Tags) }),
    );
    return describe(required(made.NetworkAcl?.NetworkAclId, 'NetworkAclId'));
  },
  update: async (id, { properties: { Tags }, clients: { ec2 } }, { before }) => {
    await changeEc2Tags(ec2, id, tagChanges(before.Tags, Tags));
    return describe(id);
  },
  remove: async (id, { clients: { ec2 } }) =>
    await unlessGone(ec2.send(new DeleteNetworkAclCommand({ NetworkAclId: id })), ['InvalidNetworkAclID.NotFound']),
});

function describe(id: string): Made {
  return { physicalId: id, attributes: { Id: id } };
}
