import type { JsonObject } from '../../../lib/template';
import { Draw } from './draw';
import { drawNetwork, modelOf, type RandomNetwork } from './network';

const networks = Array.from({ length: 60 }, (_, seed) => drawNetwork(seed));
const resourcesOf = ({ template }: RandomNetwork) =>
  Object.values(template['Resources'] as Record<string, { Type: string; Properties: JsonObject }>);
const text = (seed: number) => JSON.stringify(drawNetwork(seed));

/** What a network can be made of: each has rules of the register that nothing else reaches. */
const TYPES = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::VpcOrigin',
  'AWS::EC2::CustomerGateway',
  'AWS::EC2::EIPAssociation',
  'AWS::EC2::EgressOnlyInternetGateway',
  'AWS::EC2::GatewayRouteTableAssociation',
  'AWS::EC2::Instance',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::PrefixList',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayRoute',
  'AWS::EC2::TransitGatewayRouteTablePropagation',
  'AWS::EC2::VPCCidrBlock',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCEndpointService',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::EC2::VPNConnectionRoute',
  'AWS::EC2::VPNGatewayRoutePropagation',
  'AWS::EFS::MountTarget',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::Lambda::Function',
  'AWS::NetworkFirewall::RuleGroup',
  'AWS::RDS::DBInstance',
  'Custom::VpcRestrictDefaultSG',
];

test('draws the same network for the same seed, and another for another', () => {
  expect(text(7)).toBe(text(7));
  expect(text(7)).not.toBe(text(8));
});

test('draws numbers evenly, and ends of a range as well', () => {
  const draw = new Draw(1);
  const counts = new Map<number, number>();
  for (let count = 0; count < 7000; count += 1) {
    const drawn = draw.int(3, 9);
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([3, 4, 5, 6, 7, 8, 9]);
  expect(Math.min(...counts.values())).toBeGreaterThan(850);
});

test.each(TYPES)('draws %s', (type) => {
  expect(networks.some((network) => resourcesOf(network).some(({ Type }) => Type === type))).toBe(true);
});

test.each([
  ['the prefix list of CloudFront', /"SourcePrefixListId":"pl-/],
  ['VPC origins that are instances', /"Arn":\{"Fn::Sub":"arn:aws:ec2:/],
  ['distributions that are disabled', /"DistributionConfig":\{"Enabled":false/],
  ['routes for what stands behind NAT64', /"DestinationIpv6CidrBlock":"64:ff9b::\/96","NatGatewayId"/],
  ['application load balancers behind network load balancers', /"TargetType":"alb"/],
  ['transit gateways that carry IPv6', /"Ipv6Support":"enable"/],
  ['tables of virtual private gateways', /VpnEdgeTable/],
  ['sites with one number', /"BgpAsn":65000.*"BgpAsn":65000/],
  ['sites that have what a VPC has', /"DestinationCidrBlock":"10\.\d\.2[01]0\.0\/24"/],
])('draws %s', (_what, pattern) => {
  expect(networks.some(({ template }) => pattern.test(JSON.stringify(template)))).toBe(true);
});

test('draws from one to four VPCs, and at most as many as wanted', () => {
  const count = (network: RandomNetwork) => resourcesOf(network).filter(({ Type }) => Type === 'AWS::EC2::VPC').length;
  expect([...new Set(networks.map(count))].sort()).toEqual([1, 2, 3, 4]);
  expect(new Set(networks.map(({ seed }) => count(drawNetwork(seed, 1))))).toEqual(new Set([1]));
});

test('names nothing that the template does not hold', () => {
  for (const network of networks) {
    const { findings } = modelOf(network.template);
    expect(findings.filter(({ code }) => code === 'REFERENCE_TO_NOTHING')).toEqual([]);
  }
});

test('gives no address twice', () => {
  for (const network of networks) {
    const addresses = JSON.stringify(network.template).match(/"PrivateIpAddress":"[\d.]+"/g) ?? [];
    expect(new Set(addresses).size).toBe(addresses.length);
  }
});
