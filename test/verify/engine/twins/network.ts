import type { JsonObject } from '../../../../lib/template';
import type { Party, Verifier } from '../../../../lib/verify';
import { literalBlock, type LiteralBlock } from '../../../../lib/verify/address';
import type { Twins } from '../../../../lib/verify/engine/twins';
import {
  at,
  att,
  group,
  instance,
  ref,
  resource,
  subnet,
  tcpRule,
  verifierOf,
  vpc,
  type Resources,
} from '../templates';

/** A VPC with two subnets and three groups. */
const NETWORK: readonly Resources[] = [
  vpc('V', '10.0.0.0/16'),
  { V6: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('V'), AmazonProvidedIpv6CidrBlock: true }) },
  subnet('S', 'V', '10.0.0.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }, 'ap-northeast-1a', {
    Ipv6CidrBlock: { 'Fn::Select': [0, { 'Fn::Cidr': [att('V', 'Ipv6CidrBlocks'), 4, '64'] }] },
  }),
  subnet('T', 'V', '10.0.1.0/24'),
  group('G', 'V', [tcpRule(443, { CidrIp: '10.0.0.0/8' })]),
  group('H', 'V', []),
  group('I', 'V', []),
];

const PARAMETERS: JsonObject = {
  Parameters: {
    Group: { Type: 'AWS::EC2::SecurityGroup::Id' },
    Groups: { Type: 'List<AWS::EC2::SecurityGroup::Id>' },
  },
};

/** The block of a text. */
export function around(text: string): LiteralBlock {
  const found = literalBlock(text);
  if (found === undefined) {
    throw new Error(text);
  }
  return found;
}

export const networkOf = (...resources: readonly Resources[]) =>
  verifierOf([...NETWORK, ...resources], PARAMETERS, {
    sites: [{ customerGateway: 'Cgw', prefixes: ['192.168.0.0/16'] }],
  });
export const twinsOf = (verifier: Verifier): Twins => verifier.view(0).parties.twins;

/** Parties of a resource in the first world. */
export function partiesOf(verifier: Verifier, id: string): readonly Party[] {
  const { parties } = verifier.view(0);
  return at(verifier, id).flatMap((party) => parties.byId.get(party.id) ?? []);
}

/** Whether the first interfaces of A and B are twins. */
export function areTwins(verifier: Verifier): boolean {
  const [a] = partiesOf(verifier, 'A');
  const [b] = partiesOf(verifier, 'B');
  if (a === undefined || b === undefined) {
    throw new Error('A and B are not there');
  }
  return twinsOf(verifier).of(b) === a && twinsOf(verifier).of(a) === a;
}

export const A = instance('A', 'S', ['G', 'H']);
export const B = instance('B', 'S', ['G', 'H']);

/** A server in one subnet, with two groups. */
export const server = (id: string, more: JsonObject, ofInterface: JsonObject = {}): Resources => ({
  [id]: resource('AWS::EC2::Instance', {
    ImageId: 'ami-1',
    NetworkInterfaces: [
      { DeviceIndex: '0', SubnetId: ref('S'), GroupSet: [att('G', 'GroupId'), att('H', 'GroupId')], ...ofInterface },
    ],
    ...more,
  }),
});

export const database = (id: string, more: JsonObject = {}): Resources => ({
  Subnets: resource('AWS::RDS::DBSubnetGroup', { DBSubnetGroupDescription: 's', SubnetIds: [ref('S')] }),
  [id]: resource('AWS::RDS::DBInstance', {
    Engine: 'mysql',
    DBInstanceClass: 'db.t3.micro',
    PubliclyAccessible: false,
    DBSubnetGroupName: ref('Subnets'),
    VPCSecurityGroups: [att('G', 'GroupId')],
    ...more,
  }),
});
export const networkInterface = (id: string, more: JsonObject = {}): Resources => ({
  [id]: resource('AWS::EC2::NetworkInterface', {
    SubnetId: ref('S'),
    GroupSet: [att('G', 'GroupId'), att('H', 'GroupId')],
    ...more,
  }),
});
