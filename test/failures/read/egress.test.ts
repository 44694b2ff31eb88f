import { type Declared } from '../../../lib/failures';
import { readFixture } from '../support/fixture';
import { courseOf, lose } from '../support/outcome';
import { poolOf, readSmall, type Changes } from '../support/small-site';

const settle: Declared = {
  services: [{ id: 'settle', method: 'POST', egress: [{ from: 'id:Servers', to: 'partner:centre' }] }],
  partners: [
    {
      name: 'centre',
      lines: [
        { connection: 'id:LineOne', line: '1', gateway: 'A' },
        { connection: 'id:LineTwo', line: '2', gateway: 'B' },
      ],
    },
  ],
};

describe('two lines to a partner', () => {
  const { model } = readFixture('lines', settle);
  const course = (group: string): unknown => courseOf(lose(model, group), 'settle');

  test.each(['lines/LineOne', 'line 1', 'gateway A', 'lines/DeviceOne'])(
    'the second one carries when %s is lost, after dead peer detection',
    (group) => {
      expect(course(group)).toEqual(['DOWN', 'UP', 'UP', 40]);
    },
  );

  test('nothing is lost with the second line', () => {
    expect(course('line 2')).toEqual(['UP', 'UP', 'UP', 0]);
  });

  test('the second tunnel carries when the first is lost, after its timeout', () => {
    expect(course('lines/LineOne#tunnel 1')).toEqual(['DOWN', 'UP', 'UP', 30]);
  });

  test('half of the requests are lost for good with the attachment of a zone', () => {
    expect(course('lines/Attachment#eu-west-1a')).toEqual(['PARTIAL 50 %', 'PARTIAL 50 %', 'PARTIAL 50 %', undefined]);
  });

  test('an alarm on the least of the tunnels sees one, one on the greatest sees the line alone', () => {
    const tunnel = lose(model, 'lines/LineOne#tunnel 2').seen;
    const line = lose(model, 'lines/LineOne').seen;
    expect([[...tunnel], [...line]]).toEqual([
      [['lines/TunnelDown', 180]],
      [
        ['lines/TunnelDown', 180],
        ['lines/LineDown', 180],
      ],
    ]);
  });

  test('are prefered in the order that is declared', () => {
    expect(poolOf(model, 'partner centre').members.map(({ id }) => id)).toEqual(['LineOne', 'LineTwo']);
  });
});

test('lines that nobody is declared to need change nothing, and that is told', () => {
  const { model, findings } = readFixture('lines');
  expect(courseOf(lose(model, 'lines/LineOne'), 'POST')).toEqual(['UP', 'UP', 'UP', 0]);
  expect(findings.filter(({ code }) => code === 'NOT_REACHED').map(({ where }) => where)).toEqual(
    expect.arrayContaining(['lines/LineOne', 'lines/LineTwo', 'lines/Attachment', 'lines/DeviceOne']),
  );
});

/** A NAT gateway in the entry subnet of a zone, to which the servers of a zone send. */
const nat = (name: string, servers: string, entry: string): Changes => ({
  [`Address${name}`]: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } },
  [`Nat${name}`]: {
    Type: 'AWS::EC2::NatGateway',
    Properties: { SubnetId: { Ref: entry }, AllocationId: { 'Fn::GetAtt': [`Address${name}`, 'AllocationId'] } },
  },
  ...routes(name, servers, { NatGatewayId: { Ref: `Nat${name}` } }),
});

function routes(name: string, servers: string, target: Readonly<Record<string, { Ref: string }>>): Changes {
  return {
    [`Table${name}`]: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
    [`Default${name}`]: {
      Type: 'AWS::EC2::Route',
      Properties: { RouteTableId: { Ref: `Table${name}` }, DestinationCidrBlock: '0.0.0.0/0', ...target },
    },
    [`Tie${name}`]: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { SubnetId: { Ref: servers }, RouteTableId: { Ref: `Table${name}` } },
    },
  };
}

const pay: Declared = {
  services: [{ id: 'pay', method: 'POST', egress: [{ from: 'id:Servers', to: 'internet' }] }],
};

test('a NAT gateway for each zone takes its share of the requests along, and nothing replaces it', () => {
  const { model } = readSmall({ ...nat('A', 'ServerA', 'EntryA'), ...nat('B', 'ServerB', 'EntryB') }, pay);
  expect(courseOf(lose(model, 'Site/NatA'), 'pay')).toEqual([
    'PARTIAL 50 %',
    'PARTIAL 50 %',
    'PARTIAL 50 %',
    undefined,
  ]);
});

test('a NAT gateway for all zones takes all requests along', () => {
  const { model } = readSmall(
    { ...nat('A', 'ServerA', 'EntryA'), ...routes('B', 'ServerB', { NatGatewayId: { Ref: 'NatA' } }) },
    pay,
  );
  expect(courseOf(lose(model, 'Site/NatA'), 'pay')).toEqual(['DOWN', 'DOWN', 'DOWN', undefined]);
});

test('a NAT gateway is not needed unless that is declared', () => {
  const { model, findings } = readSmall({ ...nat('A', 'ServerA', 'EntryA'), ...nat('B', 'ServerB', 'EntryB') });
  expect(courseOf(lose(model, 'Site/NatA'), 'POST')).toEqual(['UP', 'UP', 'UP', 0]);
  expect(findings).toContainEqual(
    expect.objectContaining({ where: 'Site/NatA', means: expect.stringContaining("declare it under 'egress'") }),
  );
});

test('a service that needs the internet and has no way out is unread', () => {
  expect(readSmall({}, pay).unread.map(({ because }) => because.where)).toEqual(['Site/ServerA']);
});

describe('an interface endpoint', () => {
  const endpoint: Changes = {
    Kms: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcEndpointType: 'Interface',
        ServiceName: 'com.amazonaws.eu-west-1.kms',
        VpcId: { Ref: 'Vpc' },
        SubnetIds: [{ Ref: 'ServerA' }, { Ref: 'ServerB' }],
        SecurityGroupIds: [{ 'Fn::GetAtt': ['ServerGroup', 'GroupId'] }],
      },
    },
  };

  test('serves its own zone', () => {
    const { model } = readSmall(endpoint, {
      services: [{ id: 'sign', method: 'POST', egress: [{ from: 'id:Servers', to: 'endpoint:kms' }] }],
    });
    expect(courseOf(lose(model, 'Site/Kms#eu-west-1a'), 'sign')).toEqual([
      'PARTIAL 50 %',
      'PARTIAL 50 %',
      'PARTIAL 50 %',
      undefined,
    ]);
  });
});
