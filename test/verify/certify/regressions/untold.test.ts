import { ask, both } from './ask';
import {
  att,
  internetGateway,
  part,
  publicServer,
  ref,
  route,
  server,
  subnet,
  vpc,
  without,
  type Parts,
} from './parts';

const OUT = route('0.0.0.0/0', { GatewayId: ref('Igw') });
const packet = { from: 'One', to: 'Two', door: 'public' } as const;

/** Two servers with public addresses that only the deployment tells. */
const base: Parts = {
  ...vpc('Vpc', '10.0.0.0/16'),
  ...internetGateway('Vpc'),
  ...subnet('Here', 'Vpc', '10.0.0.0/24', [OUT]),
  ...subnet('There', 'Vpc', '10.0.1.0/24', [OUT]),
  ...publicServer('One', 'Vpc', 'Here', '10.0.0.20'),
  ...publicServer('Two', 'Vpc', 'There', '10.0.1.20'),
};

/** A group that lets in, or out, what some blocks name. */
const open = (side: 'Ingress' | 'Egress', ...blocks: readonly string[]): Parts => ({
  VpcOpen: part('AWS::EC2::SecurityGroup', {
    GroupDescription: 'some blocks',
    VpcId: ref('Vpc'),
    [`SecurityGroup${side}`]: blocks.map((CidrIp) => ({ IpProtocol: '-1', CidrIp })),
    ...(side === 'Ingress' ? {} : { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] }),
  }),
});

/** A network ACL that denies TCP on port 80 from, or to, a block, and nothing else. */
function denies(at: string, isEgress: boolean, block: string): Parts {
  const entry = (RuleNumber: number, Egress: boolean, RuleAction: string, CidrBlock: string, more = {}) =>
    part('AWS::EC2::NetworkAclEntry', {
      NetworkAclId: ref('Acl'),
      RuleNumber,
      Egress,
      RuleAction,
      CidrBlock,
      Protocol: -1,
      ...more,
    });
  return {
    Acl: part('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
    AclUses: part('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: ref(at), NetworkAclId: ref('Acl') }),
    AclDenies: entry(90, isEgress, 'deny', block, { Protocol: 6, PortRange: { From: 80, To: 80 } }),
    AclIn: entry(100, false, 'allow', '0.0.0.0/0'),
    AclOut: entry(100, true, 'allow', '0.0.0.0/0'),
  };
}

describe('a public address that only the deployment tells lies in one place for all that look at it', () => {
  test('as source: what a network ACL denies of a block no group that names it lets in', () => {
    const parts = { ...base, ...open('Ingress', '52.10.0.0/16'), ...denies('There', false, '52.10.0.0/16') };
    expect(ask(parts, packet)).toEqual(both('no/no'));
    expect(ask(parts, { ...packet, port: 81 })).toEqual(both('unknown/unknown'));
    const smaller = { ...parts, ...denies('There', false, '52.10.0.0/17') };
    expect(ask(smaller, packet)).toEqual(both('unknown/unknown'));
  });

  test('as destination: what a network ACL denies of a block no group that names it lets out', () => {
    const parts = { ...base, ...open('Egress', '52.10.0.0/16'), ...denies('Here', true, '52.10.0.0/16') };
    expect(ask(parts, packet)).toEqual(both('no/no'));
    expect(ask(parts, { ...packet, port: 81 })).toEqual(both('unknown/unknown'));
  });

  test('behind a NAT gateway it is that of the gateway', () => {
    const parts = {
      ...without(base, 'One'),
      ...open('Ingress', '52.10.0.0/16', '10.0.0.0/16'),
      ...denies('There', false, '52.10.0.0/16'),
      ...subnet('Inner', 'Vpc', '10.0.2.0/24', [route('0.0.0.0/0', { NatGatewayId: ref('Nat') })]),
      Address: part('AWS::EC2::EIP', { Domain: 'vpc' }),
      Nat: part('AWS::EC2::NatGateway', { SubnetId: ref('Here'), AllocationId: att('Address', 'AllocationId') }),
      ...server('One', 'Vpc', 'Inner', '10.0.2.20'),
    };
    expect(ask(parts, packet)).toEqual(both('no/no'));
    expect(ask(parts, { ...packet, port: 81 })).toEqual(both('unknown/unknown'));
  });

  test('for answers as well: they come back to where the packet came from', () => {
    const parts = {
      ...base,
      ...open('Ingress', '52.10.0.0/16'),
      ...denies('There', true, '52.10.0.0/16'),
      AclDenies: part('AWS::EC2::NetworkAclEntry', {
        NetworkAclId: ref('Acl'),
        RuleNumber: 90,
        Egress: true,
        RuleAction: 'deny',
        CidrBlock: '52.10.0.0/16',
        Protocol: 6,
        PortRange: { From: 1024, To: 65535 },
      }),
    };
    expect(ask(parts, packet)).toEqual(both('unknown/no'));
  });

  test('and in one of two blocks that together are everything', () => {
    const parts = { ...base, ...open('Ingress', '0.0.0.0/1', '128.0.0.0/1') };
    expect(ask(parts, packet)).toEqual(both('yes/yes'));
    expect(ask({ ...base, ...open('Ingress', '0.0.0.0/1') }, packet)).toEqual(both('unknown/unknown'));
  });

  test('and takes one route there', () => {
    const hole = route('52.0.0.0/8', { GatewayId: ref('Lone') });
    const parts = {
      ...base,
      Lone: part('AWS::EC2::InternetGateway', {}),
      ...subnet('Here', 'Vpc', '10.0.0.0/24', [OUT, hole]),
    };
    expect(ask(parts, packet)).toEqual(both('unknown/unknown'));
    expect(ask({ ...parts, ...open('Egress', '52.10.0.0/16') }, packet)).toEqual(both('no/no'));
  });
});
