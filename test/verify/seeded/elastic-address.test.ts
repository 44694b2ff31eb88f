import { tcp } from '../../../lib/verify';
import {
  att,
  delivers,
  group,
  ref,
  resource,
  subnet,
  tcpRule,
  verifierOf,
  vpc,
  type Resources,
} from '../engine/templates';

/**
 * An Elastic IP address is associated with an instance or with one of its network interfaces.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ec2-eip-association.html
 * `NetworkInterfaceId`, read 2026-11-26
 */
test.each([
  ['without an address', {}, 'no'],
  ['with an Elastic IP address', associated(), 'yes'],
] as const)('a network interface %s, from the internet', (_says, association, answer) => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('S', 'V', '10.0.0.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
    group('G', 'V', [tcpRule(443, { CidrIp: '0.0.0.0/0' })]),
    { Card: resource('AWS::EC2::NetworkInterface', { SubnetId: ref('S'), GroupSet: [att('G', 'GroupId')] }) },
    association,
  ]);
  expect(delivers(verifier, 'internet', 'Card', tcp(443))).toBe(answer);
});

function associated(): Resources {
  return {
    Address: resource('AWS::EC2::EIP', { Domain: 'vpc' }),
    Association: resource('AWS::EC2::EIPAssociation', {
      AllocationId: att('Address', 'AllocationId'),
      NetworkInterfaceId: ref('Card'),
    }),
  };
}
