import { childOf, changeXml, textOf } from '../xml';
import type { Bridge } from './bridge';

/** `DescribeInstances`: the emulator places every instance in the first zone, whatever its subnet. */
export const bridgeInstances: Bridge = async (body, { view }) => placeInstances(body, await view.subnetZones());

/** Puts every instance into the zone of its subnet; one whose subnet is not known stays where it is. */
export function placeInstances(body: string, zones: ReadonlyMap<string, string>): string {
  const path = ['DescribeInstancesResponse', 'reservationSet', 'item', 'instancesSet', 'item'] as const;
  return changeXml(body, path, (instance) => {
    const availabilityZone = zones.get(textOf(instance, 'subnetId') ?? '');
    return availabilityZone === undefined
      ? instance
      : { ...instance, placement: { ...childOf(instance, 'placement'), availabilityZone } };
  });
}
