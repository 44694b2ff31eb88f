import { icmp, tcp } from '../../../lib/verify';
import { att, delivers, group, instance, nat, ref, resource, subnet, tcpRule, verifierOf, vpc } from './templates';

const OPEN = [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];
const IGW = { GatewayId: ref('VIgw') };

test('behind NAT a sender is no member of its groups any more', () => {
  const through = (peer: object) =>
    verifierOf([
      vpc('V', '10.0.0.0/16'),
      subnet('A', 'V', '10.0.0.0/24', { '10.0.1.0/24': { NatGatewayId: ref('Private') } }),
      subnet('B', 'V', '10.0.1.0/24'),
      subnet('N', 'V', '10.0.2.0/24'),
      { Private: resource('AWS::EC2::NatGateway', { SubnetId: ref('N'), ConnectivityType: 'private' }) },
      group('GA', 'V', []),
      group('GB', 'V', [tcpRule(80, peer as never)]),
      instance('IA', 'A', ['GA']),
      instance('IB', 'B', ['GB']),
    ]);
  expect(delivers(through({ SourceSecurityGroupId: att('GA', 'GroupId') }), 'IA', 'IB', tcp(80))).toBe('no');
  expect(delivers(through({ CidrIp: '10.0.0.0/24' }), 'IA', 'IB', tcp(80))).toBe('no');
  expect(delivers(through({ CidrIp: '10.0.2.0/24' }), 'IA', 'IB', tcp(80), 'session')).toBe('yes');
});

test('two VPCs with the same addresses do not meet', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    vpc('W', '10.0.0.0/16'),
    subnet('A', 'V', '10.0.0.0/24'),
    subnet('B', 'W', '10.0.1.0/24'),
    group('GA', 'V', OPEN),
    group('GB', 'W', OPEN),
    instance('IA', 'A', ['GA']),
    instance('IB', 'B', ['GB']),
  ]);
  expect(delivers(verifier, 'IA', 'IB', tcp(80))).toBe('no');
});

test('a public address without internet gateway is none', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16', false),
    subnet('A', 'V', '10.0.0.0/24'),
    group('G', 'V', OPEN),
    instance('I', 'A', ['G'], true),
  ]);
  expect(delivers(verifier, 'internet', 'I', tcp(80))).toBe('no');
});

test('an echo is answered, another message is not', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('A', 'V', '10.0.0.0/24'),
    subnet('B', 'V', '10.0.1.0/24'),
    group('G', 'V', OPEN),
    instance('IA', 'A', ['G']),
    instance('IB', 'B', ['G']),
  ]);
  expect(delivers(verifier, 'IA', 'IB', icmp(8), 'session')).toBe('yes');
  expect(delivers(verifier, 'IA', 'IB', icmp(0))).toBe('yes');
  expect(delivers(verifier, 'IA', 'IB', icmp(0), 'session')).toBe('no');
});

test('an answer that NAT would send from another address is none', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('Front', 'V', '10.0.0.0/24', { '0.0.0.0/0': IGW }),
    subnet('Back', 'V', '10.0.1.0/24', { '0.0.0.0/0': { NatGatewayId: ref('Nat') } }),
    nat('Nat', 'Front'),
    group('G', 'V', OPEN),
    instance('I', 'Back', ['G'], true),
  ]);
  expect(delivers(verifier, 'internet', 'I', tcp(80))).toBe('yes');
  expect(delivers(verifier, 'internet', 'I', tcp(80), 'session')).toBe('no');
});

test('a peering connection does not lead into a third VPC', () => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    vpc('W', '10.1.0.0/16'),
    vpc('X', '10.2.0.0/16'),
    { P: resource('AWS::EC2::VPCPeeringConnection', { VpcId: ref('V'), PeerVpcId: ref('W') }) },
    { Q: resource('AWS::EC2::VPCPeeringConnection', { VpcId: ref('W'), PeerVpcId: ref('X') }) },
    subnet('A', 'V', '10.0.0.0/24', { '10.2.0.0/16': { VpcPeeringConnectionId: ref('P') } }),
    subnet('C', 'X', '10.2.0.0/24'),
    group('GA', 'V', OPEN),
    group('GC', 'X', OPEN),
    instance('IA', 'A', ['GA']),
    instance('IC', 'C', ['GC']),
  ]);
  expect(delivers(verifier, 'IA', 'IC', tcp(80))).toBe('no');
});
