import { networkMatchers, networkOf, type Network } from '../../lib/matchers';
import { modelOfTemplate, type JsonObject } from '../../lib/template';

expect.extend(networkMatchers);

const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };

function server(group: string): JsonObject {
  return {
    Type: 'AWS::EC2::Instance',
    Properties: {
      ImageId: 'ami-1',
      NetworkInterfaces: [
        {
          DeviceIndex: '0',
          SubnetId: { Ref: 'Subnet' },
          GroupSet: [{ Ref: group }],
          AssociatePublicIpAddress: group === 'WebGroup',
        },
      ],
    },
  };
}

function group(ingress: readonly JsonObject[]): JsonObject {
  return {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription: 'test', VpcId: { Ref: 'Vpc' }, SecurityGroupIngress: [...ingress] },
  };
}

function network(more: Record<string, JsonObject> = {}): Network {
  const model = modelOfTemplate(
    {
      Resources: {
        Vpc: vpc,
        Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24' } },
        Gateway: { Type: 'AWS::EC2::InternetGateway' },
        Attachment: {
          Type: 'AWS::EC2::VPCGatewayAttachment',
          Properties: { VpcId: { Ref: 'Vpc' }, InternetGatewayId: { Ref: 'Gateway' } },
        },
        Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
        Route: {
          Type: 'AWS::EC2::Route',
          Properties: {
            RouteTableId: { Ref: 'Table' },
            DestinationCidrBlock: '0.0.0.0/0',
            GatewayId: { Ref: 'Gateway' },
          },
        },
        Association: {
          Type: 'AWS::EC2::SubnetRouteTableAssociation',
          Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Table' } },
        },
        WebGroup: group([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }]),
        DataGroup: group([
          { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: { Ref: 'WebGroup' } },
        ]),
        Web: server('WebGroup'),
        Data: server('DataGroup'),
        ...more,
      },
    },
    { region: 'ap-northeast-1', account: '111122223333', stackName: 'Stack' },
  );
  return networkOf(model, { segments: { web: 'id:Web', data: 'id:Data' } });
}

const sound = network();

test.each<[string, () => void, () => void]>([
  ['toIsolate', () => expect(sound).toIsolate('internet', 'data'), () => expect(sound).toIsolate('internet', 'web')],
  [
    'toIsolatePairwise',
    () => expect(sound).toIsolatePairwise(['web', 'data'], { services: ['udp/53'] }),
    () => expect(sound).toIsolatePairwise(['web', 'data']),
  ],
  [
    'toReach',
    () => expect(sound).toReach('web', 'data', ['tcp/5432']),
    () => expect(sound).toReach('web', 'data', ['tcp/5433']),
  ],
  [
    'toReachOnly',
    () => expect(sound).toReachOnly('web', 'data', ['tcp/5432']),
    () => expect(sound).toReachOnly('internet', 'web', ['tcp/80']),
  ],
  [
    'toHaveNoEgress',
    () => expect(sound).toHaveNoEgress('data', { tolerate: ['dns'] }),
    () => expect(sound).toHaveNoEgress('web', { tolerate: ['dns'] }),
  ],
  [
    'toPassThrough',
    () => expect(sound).toPassThrough('internet', 'data', 'web'),
    () => expect(sound).toPassThrough('internet', 'web', 'data'),
  ],
  [
    'toHaveMatrix',
    () => expect(sound).toHaveMatrix(['web', 'data'], { 'web > data': ['tcp/5432'], 'data > web': ['tcp/443'] }),
    () =>
      expect(sound).toHaveMatrix(['web', 'data'], { 'web > data': ['tcp/5432', 'tcp/22'], 'data > web': ['tcp/443'] }),
  ],
])('%s tells a network that does from one that does not', (_name, good, bad) => {
  expect(good).not.toThrow();
  expect(bad).toThrow();
});

test('a network without firewalls is not called symmetric', () => {
  expect(() => {
    expect(sound).toBeSymmetric();
  }).toThrow('[PolicyRuleVacuous]');
});

test('a policy holds as a whole, or tells every rule that fails', () => {
  const rules = [
    { id: 'No way in', kind: 'isolate', from: 'internet', to: 'id:Data' },
    { id: 'No web', kind: 'isolate', from: 'internet', to: 'id:Web' },
  ] as const;
  expect(sound).toHold({ name: 'sound', rules: [rules[0]] });
  expect(() => expect(sound).toHold({ name: 'unsound', rules })).toThrow(/REFUTED/);
});

test('the message shows the packet and the rule that lets it in', () => {
  expect(() => expect(sound).toIsolate('internet', 'web')).toThrow(/REFUTED[^]*443[^]*WebGroup/);
});

test('what is wrong with the expectation itself is no failure of the network', () => {
  expect(() => expect(sound).toIsolate('internet', 'dtaa')).toThrow('[PolicySelectorEmpty]');
  expect(() => expect('cdk.out').toIsolate('internet', 'data')).toThrow('[MatcherWithoutNetwork]');
  expect(() => expect(sound).not.toIsolate('internet', 'web')).toThrow('[MatcherNegated]');
});

test('nothing unknown passes for isolated', () => {
  const unknown = network({
    Door: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        GroupId: { Ref: 'DataGroup' },
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        CidrIp: { Ref: 'From' },
      },
    },
  });
  expect(() => expect(unknown).toIsolate('web', 'data', { services: ['tcp/22'] })).toThrow(/UNDETERMINED/);
});
