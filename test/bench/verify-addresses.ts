import type { JsonObject } from '../../lib/template';
import { asList, asObject, asString, at } from '../../lib/template/json';
import { block } from './verify-parts';

/** The template with a private address for every server that has none: then every answer about two servers is exact. */
export function withAddresses(template: JsonObject): JsonObject {
  const resources = asObject(template['Resources']);
  const used = new Map<string, number>();
  const entries = Object.entries(resources).map(([id, value]) => {
    const made = asObject(value);
    const card = asObject(asList(at(made, 'Properties', 'NetworkInterfaces'))[0]);
    const subnet = asString(at(card, 'SubnetId', 'Ref'));
    if (made['Type'] !== 'AWS::EC2::Instance' || subnet === undefined || card['PrivateIpAddress'] !== undefined) {
      return [id, made] as const;
    }
    const number = used.get(subnet) ?? 16;
    used.set(subnet, number + 1);
    const cidr = asString(at(resources[subnet], 'Properties', 'CidrBlock')) ?? '';
    const address = block((firstOf(cidr) + number) >>> 0, 32).replace('/32', '');
    const properties = { ...asObject(made['Properties']), NetworkInterfaces: [{ ...card, PrivateIpAddress: address }] };
    return [id, { ...made, Properties: properties }] as const;
  });
  return { ...template, Resources: Object.fromEntries(entries) };
}

function firstOf(cidr: string): number {
  return (cidr.split('/')[0] ?? '').split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
