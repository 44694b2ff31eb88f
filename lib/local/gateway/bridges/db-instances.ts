import { instanceHost } from '../../../../lambda/local-provider/contract';
import { childOf, changeXml, textOf } from '../xml';
import type { Bridge } from './bridge';

/** `DescribeDBInstances`: in the emulator every instance has the same endpoint, this machine. */
export const bridgeDbInstances: Bridge = (body, { call }) => Promise.resolve(completeDbInstances(body, call.region));

/** Gives each instance the name of its own endpoint. */
export function completeDbInstances(body: string, region: string): string {
  const path = ['DescribeDBInstancesResponse', 'DescribeDBInstancesResult', 'DBInstances', 'DBInstance'] as const;
  return changeXml(body, path, (instance) => {
    const instanceId = textOf(instance, 'DBInstanceIdentifier');
    return instanceId === undefined
      ? instance
      : { ...instance, Endpoint: { ...childOf(instance, 'Endpoint'), Address: instanceHost(instanceId, region) } };
  });
}
