import { RULES } from '../../../lib/verify';
import { DecisionCounter } from './decisions';
import { describeResult, rareDecisions } from './describe';
import { EngineAnswers } from './engine-answers';
import { askBoth, emptyResult, sidesOf } from './fuzz';
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
  type Parts,
} from './regressions/parts';

const ABROAD = 'internet:93.184.216.34';

/** A subnet that leads out, and one whose more specific route ends in a black hole. */
const base: Parts = {
  ...vpc('Vpc', '10.0.0.0/16'),
  ...internetGateway('Vpc'),
  Lone: part('AWS::EC2::InternetGateway', {}),
  ...subnet('Here', 'Vpc', '10.0.0.0/24', [route('0.0.0.0/0', { GatewayId: ref('Igw') })]),
  ...subnet('Hole', 'Vpc', '10.0.1.0/24', [
    route('0.0.0.0/0', { GatewayId: ref('Igw') }),
    route('93.184.216.0/24', { GatewayId: ref('Lone') }),
  ]),
  ...publicServer('One', 'Vpc', 'Here', '10.0.0.20'),
  ...publicServer('Two', 'Vpc', 'Hole', '10.0.1.20'),
  Shut: part('AWS::EC2::SecurityGroup', { GroupDescription: 'shut', VpcId: ref('Vpc') }),
  ...server('Deaf', 'Vpc', 'Here', '10.0.0.21', { SecurityGroupIds: [att('Shut', 'GroupId')] }),
};

/** What one packet of TCP is decided by, each way. */
function decide(parts: Parts, from: string, to: string): Record<string, readonly string[]> {
  const sides = sidesOf({ seed: 0, template: { Resources: parts }, sites: {}, ports: [] });
  const find = (name: string) => sides.actors.find(({ id }) => id === name || id.split('@')[0] === name);
  const [source, target] = [find(from), find(to)];
  if (source === undefined || target === undefined) {
    throw new Error('there is no such party');
  }
  const packet = { from: source, to: target, door: 'v4', protocol: 6, port: 80, sourcePort: 50000 } as const;
  const both = askBoth(sides, new EngineAnswers(sides.graph), packet);
  if (both === undefined) {
    throw new Error('there is no such packet');
  }
  const counter = new DecisionCounter();
  counter.count(sides.world, packet, both);
  const of = (way: 'passes' | 'stops' | 'opens') =>
    [...counter.byRule].flatMap(([id, counts]) => (counts[way] > 0 ? [id] : [])).sort();
  return { passes: of('passes'), stops: of('stops'), opens: of('opens') };
}

test('a rule decides when it lets a packet pass a step that it has to pass', () => {
  const { passes, stops } = decide(base, 'One', ABROAD);
  expect(passes).toEqual(expect.arrayContaining(['ACL-01', 'IGW-01', 'RT-01', 'SG-01', 'SG-04']));
  expect(stops).toEqual([]);
});

test('a rule decides when a packet would not be stopped otherwise', () => {
  expect(decide(base, 'One', 'Deaf')).toEqual({ passes: [], stops: ['SG-01'], opens: [] });
});

test('a rule behind which another one stops the packet all the same does not decide', () => {
  const acl = {
    Acl: part('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
    AclUses: part('AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: ref('Hole'), NetworkAclId: ref('Acl') }),
  };
  expect(decide({ ...base, ...acl }, 'Two', 'Deaf')).toEqual({ passes: [], stops: [], opens: [] });
});

test('a route decides when another one would lead where it does not', () => {
  expect(decide(base, 'Two', ABROAD)).toEqual({ passes: [], stops: ['RT-01', 'RT-05'], opens: [] });
});

test('every rule has a row in the table, and a reason where it does not decide both ways', () => {
  const lines = describeResult(emptyResult()).split('\n');
  for (const { id, decides } of RULES.values()) {
    const row = lines.find((line) => line.startsWith(`${id} `)) ?? '';
    const isBoth = decides?.ways.includes('passes') === true && decides.ways.includes('stops');
    expect(row).toMatch(isBoth ? /^\S+ +0 +0 +-$/ : / (only|not about one packet): \S/);
  }
});

test('a rule that decides too seldom in one of its ways is named with it', () => {
  const rare = rareDecisions(emptyResult(), 1);
  expect(rare).toEqual(expect.arrayContaining(['SG-01 passes 0', 'SG-01 stops 0', 'RT-05 stops 0', 'INT-02 opens 0']));
  expect(rare.filter((line) => /^(RT-05 passes|EP-03|LVL-01|UNK-02)/.test(line))).toEqual([]);
  expect(rareDecisions(emptyResult(), 0)).toEqual([]);
});
