import { asString } from '../../../template';
import type { Origin, Vpc } from '../../network/types';

/** Whether something is of one of the VPCs: all that templates make is, and of what runs what names one of them. */
export function isIn({ resource }: Origin, vpcs: readonly Vpc[]): boolean {
  if (resource?.stack.observed !== true) {
    return true;
  }
  const vpcId = asString(resource.properties['VpcId']);
  return vpcs.some(({ origin }) => origin.resource?.physicalIds?.['Ref'] === vpcId);
}
