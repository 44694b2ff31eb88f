import fc from 'fast-check';
import { findAdmission, type AclEntry } from '../../lib/judges/support';
import { buildModel, type Ipv4Range, type TemplateResource } from '../../lib/template';

const resource = requireResource();

function requireResource(): TemplateResource {
  const [first] = buildModel({
    directory: '/',
    missingContext: [],
    stacks: [
      {
        name: 'A',
        constructPath: 'A',
        region: undefined,
        account: undefined,
        templateFile: 'A.json',
        template: { Resources: { Entry: { Type: 'AWS::EC2::NetworkAclEntry' } } },
        tags: {},
        constructPaths: {},
      },
    ],
  }).resources;
  if (first === undefined) {
    throw new Error('no resource');
  }
  return first;
}

/** Few addresses and ports, so that rules overlap often. */
const range = fc
  .tuple(fc.nat(15), fc.nat(15))
  .map(([a, b]): Ipv4Range => ({ first: Math.min(a, b), last: Math.max(a, b) }));
const ports = fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const entries = fc.array(
  fc.record({
    resource: fc.constant(resource),
    number: fc.nat(100),
    allows: fc.boolean(),
    protocol: fc.constantFrom(-1, 6, 17, 1),
    ports,
    range,
  }),
  { maxLength: 8 },
);

/** What a network ACL does with one packet: the first rule that fits decides, and nothing fits means no. */
function admits(
  rules: readonly AclEntry[],
  packet: { readonly protocol: number; readonly port: number; readonly address: number },
): boolean {
  const first = rules.find(
    ({ protocol, ports: { from, to }, range: addresses }) =>
      (protocol === -1 ||
        (protocol === packet.protocol &&
          ((protocol !== 6 && protocol !== 17) || (from <= packet.port && packet.port <= to)))) &&
      addresses !== undefined &&
      addresses.first <= packet.address &&
      packet.address <= addresses.last,
  );
  return first?.allows === true;
}

function packets(source: Ipv4Range) {
  return [6, 17, 1, 255].flatMap((protocol) =>
    Array.from({ length: 12 }, (_, port) => port).flatMap((port) =>
      Array.from({ length: source.last - source.first + 1 }, (_, index) => ({
        protocol,
        port,
        address: source.first + index,
      })),
    ),
  );
}

test('finds an admission exactly when some packet of the source gets in', () => {
  fc.assert(
    fc.property(entries, range, (unsorted, source) => {
      const rules = [...unsorted].sort((a, b) => a.number - b.number);
      expect(findAdmission(rules, source) !== undefined).toBe(packets(source).some((packet) => admits(rules, packet)));
    }),
    { numRuns: 500 },
  );
});

test('does not rely on a rule whose addresses are unknown to keep anybody out', () => {
  const entry = { resource, protocol: -1, ports: { from: 0, to: 65535 } };
  const rules = [
    { ...entry, number: 1, allows: false, range: undefined },
    { ...entry, number: 2, allows: true, range: { first: 0, last: 9 } },
  ];
  expect(findAdmission(rules, { first: 0, last: 9 })?.entry.number).toBe(2);
});
