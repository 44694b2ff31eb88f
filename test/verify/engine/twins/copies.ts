import type { JsonObject } from '../../../../lib/template';
import { Draw } from '../../random/draw';
import type { RandomNetwork } from '../../random/network';
import { att, ref } from '../../random/sheet';

type Resources = Record<string, { readonly Type: string; readonly Properties: JsonObject }>;

/** A drawn network in which servers have lost their fixed addresses, and got copies that nothing else names. */
export function withCopies({ template, seed }: RandomNetwork): JsonObject {
  const draw = new Draw(seed);
  const resources = template['Resources'] as Resources;
  const made: Resources = { ...resources };
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if ((Type !== 'AWS::EC2::Instance' && Type !== 'AWS::EC2::NetworkInterface') || draw.chance(30)) {
      continue;
    }
    const free = { Type, Properties: withoutAddress(Properties) };
    made[id] = free;
    for (let copy = draw.int(1, 2); copy > 0; copy -= 1) {
      made[`${id}Copy${copy}`] = free;
      if (draw.chance(80)) {
        copyAddress(resources, made, id, `${id}Copy${copy}`);
      }
    }
  }
  return { Resources: made };
}

function withoutAddress({ PrivateIpAddress: _own, NetworkInterfaces: list, ...rest }: JsonObject): JsonObject {
  const interfaces = (list ?? []) as readonly JsonObject[];
  return list === undefined ? rest : { ...rest, NetworkInterfaces: interfaces.map(withoutAddress) };
}

/** A server with an Elastic IP address has copies with others. */
function copyAddress(resources: Resources, made: Resources, id: string, copy: string): void {
  const association = resources[`${id}Association`];
  const address = resources[`${id}Address`];
  if (association !== undefined && address !== undefined) {
    const name = 'InstanceId' in association.Properties ? 'InstanceId' : 'NetworkInterfaceId';
    made[`${copy}Address`] = address;
    made[`${copy}Association`] = {
      ...association,
      Properties: { AllocationId: att(`${copy}Address`, 'AllocationId'), [name]: ref(copy) },
    };
  }
}
