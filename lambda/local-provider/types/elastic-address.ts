import {
  AllocateAddressCommand,
  DescribeAddressesCommand,
  DomainType,
  ReleaseAddressCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { required, unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { tags, text } from '../shapes';
import { changeEc2Tags, tagChanges, tagSpecifications } from '../tags';

const properties = z.strictObject({
  Domain: z.optional(z.enum(DomainType)),
  NetworkBorderGroup: z.optional(text),
  Tags: tags,
});

/** `AWS::EC2::EIP`; `Ref` is the address. */
export const elasticAddress = playedType({
  properties,
  replacing: ['Domain', 'NetworkBorderGroup'],
  create: async ({ properties: { Domain, NetworkBorderGroup, Tags }, clients: { ec2 } }) => {
    const made = await ec2.send(
      new AllocateAddressCommand({
        Domain,
        NetworkBorderGroup,
        TagSpecifications: tagSpecifications('elastic-ip', Tags),
      }),
    );
    return describe(required(made.PublicIp, 'PublicIp'), required(made.AllocationId, 'AllocationId'));
  },
  update: async (address, { properties: { Tags }, clients: { ec2 } }, { before }) => {
    const id = required(await findAllocation(ec2, address), `the allocation of ${address}`);
    await changeEc2Tags(ec2, id, tagChanges(before.Tags, Tags));
    return describe(address, id);
  },
  remove: async (address, { clients: { ec2 } }) => {
    const id = await findAllocation(ec2, address);
    if (id !== undefined) {
      await unlessGone(ec2.send(new ReleaseAddressCommand({ AllocationId: id })), ['InvalidAllocationID.NotFound']);
    }
  },
});

function describe(address: string, id: string): Made {
  return { physicalId: address, attributes: { AllocationId: id, PublicIp: address } };
}

async function findAllocation(ec2: EC2Client, address: string): Promise<string | undefined> {
  const found = await unlessGone(ec2.send(new DescribeAddressesCommand({ PublicIps: [address] })), [
    'InvalidAddress.NotFound',
  ]);
  return found?.Addresses?.find(({ PublicIp }) => PublicIp === address)?.AllocationId;
}
