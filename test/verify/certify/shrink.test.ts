import type { JsonObject } from '../../../lib/template';
import { matchActors } from '../../../lib/verify/certify/actors';
import { EngineAnswers } from './engine-answers';
import type { Sides } from '../../../lib/verify/certify/sides';
import { Draw } from '../random/draw';
import type { RandomNetwork } from '../random/network';
import { drawPackets } from './draw-packets';
import { askBoth, sidesOf, type SidesMaker } from './fuzz';
import { shrink } from './shrink';

type Resources = Record<string, JsonObject>;

const rule = (port: number): JsonObject => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp: '0.0.0.0/0' });

/** Two servers in a VPC, with things around that have nothing to do with it. */
const network: RandomNetwork = {
  seed: 1,
  sites: {},
  ports: [80, 443],
  template: {
    Resources: {
      Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
      Other: resource('AWS::EC2::VPC', { CidrBlock: '10.9.0.0/16' }),
      Subnet: resource('AWS::EC2::Subnet', {
        VpcId: { Ref: 'Vpc' },
        CidrBlock: '10.0.0.0/24',
        AvailabilityZone: 'us-east-1a',
      }),
      Unused: resource('AWS::EC2::Subnet', {
        VpcId: { Ref: 'Vpc' },
        CidrBlock: '10.0.9.0/24',
        AvailabilityZone: 'us-east-1a',
      }),
      Open: resource('AWS::EC2::SecurityGroup', {
        GroupDescription: 'Open',
        VpcId: { Ref: 'Vpc' },
        SecurityGroupIngress: [rule(22), rule(80)],
      }),
      Client: server('10.0.0.20'),
      Server: server('10.0.0.21'),
    },
  },
};

/** What a fault in one of the implementations would do: it does not see the rule for port 80. */
const faulty: SidesMaker = (of, template = of.template) => {
  const sides = sidesOf(of, template);
  const changed = JSON.parse(
    JSON.stringify(template).replaceAll('"FromPort":80,"ToPort":80', '"FromPort":81,"ToPort":81'),
  ) as JsonObject;
  const { world } = sidesOf(of, changed);
  const outside = sides.actors.filter(({ kind }) => kind === 'internet');
  const parties = sides.actors.flatMap((actor) => (actor.kind === 'interface' ? [actor.whole] : []));
  return { ...sides, world, actors: [...matchActors(parties, world).actors, ...outside] } satisfies Sides;
};

const sides = faulty(network);
const engine = new EngineAnswers(sides.graph);
const found = [...drawPackets(new Draw(3), network, sides, engine, { pairs: 20, perPair: 40 })].flatMap((packet) => {
  const both = askBoth(sides, engine, packet);
  return (both?.differences ?? []).map((difference) => ({
    ...difference,
    network,
    packet,
    because: both?.because ?? '',
  }));
});
const [first] = found;

test('finds a fault of one side', () => {
  expect(new Set(found.map(({ kind, engine: own, walked }) => `${kind} ${own} ${walked}`))).toEqual(
    new Set(['unsound yes no', 'unsound no yes']),
  );
});

test('shrinks the template to what the fault needs', () => {
  if (first === undefined) {
    throw new Error('nothing was found');
  }
  const resources = shrink(first, faulty)['Resources'] as Resources;
  expect(Object.keys(resources).sort()).toEqual(['Client', 'Open', 'Server', 'Subnet', 'Vpc']);
  expect(JSON.stringify(resources['Open'])).toContain('"SecurityGroupIngress":[{"IpProtocol":"tcp","FromPort":80,');
});

function resource(Type: string, Properties: JsonObject): JsonObject {
  return { Type, Properties };
}

function server(PrivateIpAddress: string): JsonObject {
  return resource('AWS::EC2::Instance', {
    SubnetId: { Ref: 'Subnet' },
    PrivateIpAddress,
    SecurityGroupIds: [{ 'Fn::GetAtt': ['Open', 'GroupId'] }],
  });
}
