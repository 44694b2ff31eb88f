import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod/mini';
import type { StackOutputProperties } from '../contract';
import { playedType, type Made, type Wanted } from '../played-type';
import { text } from '../shapes';

const properties: z.ZodMiniType<StackOutputProperties> = z.strictObject({
  Region: text,
  StackName: text,
  OutputName: text,
});

/** `Honmaru::Local::StackOutput`: an output of a stack in any Region, as the attribute `Value`. Nothing is made. */
export const stackOutput = playedType({
  properties,
  replacing: [],
  create: read,
  update: async (_id, wanted) => await read(wanted),
  remove: () => Promise.resolve(),
});

async function read({ properties, place, clients }: Wanted<StackOutputProperties>): Promise<Made> {
  const { Region, StackName, OutputName } = properties;
  const found = await clients.cloudFormation(Region).send(new DescribeStacksCommand({ StackName }));
  const value = found.Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === OutputName)?.OutputValue;
  if (value === undefined) {
    throw new Error(`stack ${StackName} in ${Region} has no output ${OutputName}`);
  }
  return { physicalId: place.logicalId, attributes: { Value: value } };
}
