import { ref, resource, table } from '../pairs/builders';
import { after, flips } from './flips-of';

describe('listeners', () => {
  const targets = {
    ...resource('One', 'AWS::ElasticLoadBalancingV2::TargetGroup', {}),
    ...resource('Two', 'AWS::ElasticLoadBalancingV2::TargetGroup', {}),
  };

  test('are removed, opened on another port, and forward elsewhere', () => {
    const net = {
      ...targets,
      ...resource('L', 'AWS::ElasticLoadBalancingV2::Listener', {
        Port: 80,
        Protocol: 'TCP',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('One') }],
      }),
    };
    expect(flips(net)).toEqual([
      'L: remove',
      'L: other-port 443',
      'L: protocol-all',
      'L#DefaultActions[0]: other-target Two',
    ]);
    expect(after(net, 'L: protocol-all', 'L')?.['Protocol']).toBe('TCP_UDP');
  });

  test('that only answer by themselves forward', () => {
    const action = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } };
    const net = { ...targets, ...resource('R', 'AWS::ElasticLoadBalancingV2::ListenerRule', { Actions: [action] }) };
    expect(flips(net)).toEqual(['R: remove', 'R#Actions[0]: other-target One', 'R#Actions[0]: other-target Two']);
    expect(after(net, 'R#Actions[0]: other-target Two', 'R')).toEqual({
      Actions: [{ Type: 'forward', TargetGroupArn: ref('Two') }],
    });
  });

  test('of classic load balancers are items of a list', () => {
    const net = resource('C', 'AWS::ElasticLoadBalancing::LoadBalancer', { Listeners: [{ LoadBalancerPort: '80' }] });
    expect(flips(net)).toEqual(['C#Listeners[0]: remove', 'C#Listeners[0]: other-port 22', 'C#Scheme: turn internal']);
  });
});

test('attachments of a transit gateway change tables, and routes change attachments', () => {
  const net = {
    ...resource('Hub', 'AWS::EC2::TransitGateway', { DefaultRouteTableAssociation: 'disable' }),
    ...resource('A', 'AWS::EC2::TransitGatewayRouteTableAssociation', {
      TransitGatewayRouteTableId: ref('T1'),
      TransitGatewayAttachmentId: ref('V1'),
    }),
    ...resource('P', 'AWS::EC2::TransitGatewayRouteTablePropagation', {
      TransitGatewayRouteTableId: ref('T2'),
      TransitGatewayAttachmentId: ref('V2'),
    }),
    ...resource('R', 'AWS::EC2::TransitGatewayRoute', {
      TransitGatewayRouteTableId: ref('T1'),
      TransitGatewayAttachmentId: ref('V1'),
      DestinationCidrBlock: '10.1.0.0/16',
    }),
  };
  expect(flips(net)).toEqual([
    'Hub#DefaultRouteTableAssociation: turn enable',
    'Hub#DefaultRouteTablePropagation: turn disable',
    'A: remove',
    'A: other-target T2',
    'P: remove',
    'P: other-target T1',
    'R: remove',
    'R: other-target V2',
    'R: allow-deny blackhole',
    'R: destination-any',
  ]);
  expect(after(net, 'R: allow-deny blackhole', 'R')).toEqual({
    TransitGatewayRouteTableId: ref('T1'),
    DestinationCidrBlock: '10.1.0.0/16',
    Blackhole: true,
  });
});

test('an endpoint leaves tables and subnets, and enters other tables of its network', () => {
  const net = {
    ...table('In', 'Vpc'),
    ...table('Out', 'Vpc'),
    ...table('Else', 'Other'),
    ...resource('E', 'AWS::EC2::VPCEndpoint', { VpcId: ref('Vpc'), RouteTableIds: [ref('In')] }),
    ...resource('I', 'AWS::EC2::VPCEndpoint', {
      VpcId: ref('Vpc'),
      SubnetIds: ['subnet-1'],
      SecurityGroupIds: ['sg-1'],
    }),
  };
  expect(flips(net)).toEqual([
    'E#RouteTableIds[0]: remove',
    'E#RouteTableIds: add Out',
    'I#SubnetIds[0]: remove',
    'I#SecurityGroupIds[0]: remove',
  ]);
  expect(after(net, 'E#RouteTableIds: add Out', 'E')?.['RouteTableIds']).toEqual([ref('In'), ref('Out')]);
});

test('flags are turned round, those that are not written too', () => {
  const net = {
    ...resource('S', 'AWS::EC2::Subnet', { MapPublicIpOnLaunch: true }),
    ...resource('N', 'AWS::EC2::NetworkInterface', { SourceDestCheck: false }),
    ...resource('D', 'AWS::RDS::DBInstance', {}),
    ...resource('B', 'AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' }),
    ...resource('T', 'AWS::EC2::LaunchTemplate', { LaunchTemplateData: { NetworkInterfaces: [{}] } }),
    ...resource('A', 'AWS::EC2::EIPAssociation', {}),
    ...resource('C', 'AWS::ECS::Service', {}),
  };
  expect(flips(net)).toEqual([
    'S#MapPublicIpOnLaunch: turn false',
    'N#SourceDestCheck: turn true',
    'D#PubliclyAccessible: turn true',
    'B#Scheme: turn internet-facing',
    'T#NetworkInterfaces[0].AssociatePublicIpAddress: turn true',
    'A: remove',
    'C#AssignPublicIp: turn ENABLED',
  ]);
  expect(after(net, 'C#AssignPublicIp: turn ENABLED', 'C')).toEqual({
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } },
  });
});
