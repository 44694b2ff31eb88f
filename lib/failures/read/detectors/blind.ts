import { resourceKey } from '../../../template';
import type { ReadContext } from '../context';
import type { Variable } from './losses';
import type { Reading } from './reading';

/** What filters and leads packets: an API that tells the state of something says nothing of what gets to it. */
const OF_THE_NETWORK = ['AWS::EC2::SecurityGroup', 'AWS::EC2::NetworkAcl', 'AWS::EC2::RouteTable'];

/** Groups that take something from whoever wants to reach it, and nothing from what its API tells. */
export function unseenByApis(ctx: ReadContext): readonly string[] {
  return ctx.resources(...OF_THE_NETWORK).map(resourceKey);
}

/** A reading that rests on what an API tells of something, and not on whether anybody gets to it. */
export function asTold<T extends Reading | undefined>(ctx: ReadContext, reading: T): T {
  if (reading === undefined) {
    return reading;
  }
  const blindTo = unseenByApis(ctx);
  return { ...reading, variables: reading.variables.map((variable): Variable => ({ ...variable, blindTo })) };
}
