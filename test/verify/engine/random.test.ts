import fc from 'fast-check';
import type { JsonValue } from '../../../lib/template';
import { parseBlock } from '../../../lib/verify/address';
import { tcp } from '../../../lib/verify';
import {
  acl,
  at,
  att,
  group,
  ref,
  resource,
  subnet,
  verifierOf,
  vpc,
  type AclEntry,
  type Resources,
} from './templates';

const BLOCKS = [
  '0.0.0.0/0',
  '10.0.0.0/16',
  '10.0.0.0/24',
  '10.0.1.0/24',
  '10.0.0.16/28',
  '10.0.1.7/32',
  '192.0.2.0/24',
];
const ADDRESSES = { A: '10.0.0.20', B: '10.0.1.7' } as const;

interface GroupRule {
  readonly from: number;
  readonly to: number;
  readonly peer: string;
}

interface Random {
  readonly out: readonly GroupRule[];
  readonly in: readonly GroupRule[];
  readonly acls: readonly {
    readonly subnet: 'A' | 'B';
    readonly egress: boolean;
    readonly action: 'allow' | 'deny';
    readonly cidr: string;
    readonly ports: readonly [number, number] | undefined;
  }[];
  readonly port: number;
}

const ports = fc.constantFrom<readonly [number, number]>(
  [0, 65535],
  [80, 80],
  [443, 443],
  [80, 443],
  [1024, 65535],
  [5000, 5010],
);
const rule = fc
  .tuple(ports, fc.constantFrom(...BLOCKS, 'group'))
  .map(([[from, to], peer]): GroupRule => ({ from, to, peer }));
const entry = fc.record({
  subnet: fc.constantFrom<'A' | 'B'>('A', 'B'),
  egress: fc.boolean(),
  action: fc.constantFrom<'allow' | 'deny'>('allow', 'allow', 'deny'),
  cidr: fc.constantFrom(...BLOCKS),
  ports: fc.option(ports, { nil: undefined }),
});
const network: fc.Arbitrary<Random> = fc.record({
  out: fc.array(rule, { minLength: 1, maxLength: 3 }),
  in: fc.array(rule, { minLength: 1, maxLength: 3 }),
  acls: fc.array(entry, { maxLength: 8 }),
  port: fc.constantFrom(22, 80, 300, 443, 5005, 40000),
});

const inBlock = (address: string, cidr: string): boolean => {
  const [inner, outer] = [parseBlock(address), parseBlock(cidr)];
  return inner !== undefined && outer !== undefined && outer.first <= inner.first && inner.last <= outer.last;
};

/** The same network, asked one packet at a time. */
function arrives({ out, in: ingress, acls, port }: Random): boolean {
  const groupAllows = (rules: readonly GroupRule[], remote: string) =>
    rules.some(({ from, to, peer }) => from <= port && port <= to && (peer === 'group' || inBlock(remote, peer)));
  const aclAllows = (of: 'A' | 'B', egress: boolean, remote: string) => {
    const first = acls.find(
      (each) =>
        each.subnet === of &&
        each.egress === egress &&
        inBlock(remote, each.cidr) &&
        (each.ports === undefined || (each.ports[0] <= port && port <= each.ports[1])),
    );
    return first?.action === 'allow';
  };
  return (
    groupAllows(out, ADDRESSES.B) &&
    aclAllows('A', true, ADDRESSES.B) &&
    aclAllows('B', false, ADDRESSES.A) &&
    groupAllows(ingress, ADDRESSES.A)
  );
}

function resources(
  random: Random,
  parameterised?: { readonly side: 'in' | 'out'; readonly field: 'port' | 'peer' },
): readonly Resources[] {
  const rulesOf = (rules: readonly GroupRule[], other: string, isEgress: boolean) =>
    rules.map(({ from, to, peer }, index) => {
      const isOpen = parameterised !== undefined && index === 0 && (parameterised.side === 'out') === isEgress;
      const block: JsonValue = isOpen && parameterised.field === 'peer' ? ref('Open') : peer;
      const [first, last]: readonly JsonValue[] =
        isOpen && parameterised.field === 'port' ? [ref('Open'), ref('Open')] : [from, to];
      const side =
        peer === 'group' && !(isOpen && parameterised.field === 'peer')
          ? { [isEgress ? 'DestinationSecurityGroupId' : 'SourceSecurityGroupId']: att(other, 'GroupId') }
          : { CidrIp: block };
      return { IpProtocol: 'tcp', FromPort: first ?? 0, ToPort: last ?? 0, ...side };
    });
  const entries = (of: 'A' | 'B'): AclEntry[] =>
    random.acls.flatMap((each, index) =>
      each.subnet !== of
        ? []
        : [
            {
              number: 100 + index,
              egress: each.egress,
              action: each.action,
              cidr: each.cidr,
              ...(each.ports === undefined ? {} : { protocol: 6, ports: each.ports }),
            },
          ],
    );
  const fixed = (id: string, inSubnet: string, of: string, address: string): Resources => ({
    [id]: resource('AWS::EC2::NetworkInterface', {
      SubnetId: ref(inSubnet),
      GroupSet: [att(of, 'GroupId')],
      PrivateIpAddress: address,
    }),
  });
  return [
    vpc('V', '10.0.0.0/16', false),
    subnet('SA', 'V', '10.0.0.0/24'),
    subnet('SB', 'V', '10.0.1.0/24'),
    group('GA', 'V', [], rulesOf(random.out, 'GB', true)),
    group('GB', 'V', rulesOf(random.in, 'GA', false)),
    acl('AA', 'V', ['SA'], entries('A')),
    acl('AB', 'V', ['SB'], entries('B')),
    fixed('A', 'SA', 'GA', ADDRESSES.A),
    fixed('B', 'SB', 'GB', ADDRESSES.B),
  ];
}

function verdict(of: readonly Resources[], random: Random, parameters = {}): string {
  const verifier = verifierOf(of, { Parameters: parameters });
  return verifier.isolate({
    from: at(verifier, 'A'),
    to: at(verifier, 'B'),
    services: [tcp(random.port)],
    level: 'direct',
  }).verdict;
}

test('where everything is known every packet is decided, as one looks at it alone', () => {
  fc.assert(
    fc.property(network, (random) => {
      expect(verdict(resources(random), random)).toBe(arrives(random) ? 'REFUTED' : 'PROVED');
    }),
    { numRuns: 300 },
  );
});

test('a parameter in the place of a value proves only what every value does, and refutes only what every value does', () => {
  const choice = fc.record({
    side: fc.constantFrom<'in' | 'out'>('in', 'out'),
    field: fc.constantFrom<'port' | 'peer'>('port', 'peer'),
  });
  fc.assert(
    fc.property(
      network,
      choice,
      fc.constantFrom(...BLOCKS),
      fc.constantFrom(22, 80, 443),
      (random, place, peer, port) => {
        const opened = verdict(resources(random, place), random, { Open: { Type: 'String' } });
        const [first, ...rest] = random[place.side];
        const given: GroupRule =
          place.field === 'peer'
            ? { from: first?.from ?? 0, to: first?.to ?? 0, peer }
            : { from: port, to: port, peer: first?.peer ?? 'group' };
        const closed = verdict(resources({ ...random, [place.side]: [given, ...rest] }), random);
        expect(opened === 'UNDETERMINED' || opened === closed).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('what is asked about nobody is about no pair', () => {
  const verifier = verifierOf(resources({ out: [], in: [], acls: [], port: 22 }));
  expect(verifier.isolate({ from: [], to: verifier.parties }).pairs).toBe(0);
});
