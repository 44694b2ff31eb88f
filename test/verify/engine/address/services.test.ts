import fc from 'fast-check';
import { membersOf, ServiceSpace, type ServiceAtom, type ServiceRange } from '../../../../lib/verify/address';

const port = fc.oneof(fc.constantFrom(0, 22, 80, 443, 1024, 65535), fc.nat(65535));
const ports = fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const icmp = fc.record({ type: fc.constantFrom(0, 3, 8, 128), code: fc.constantFrom(0, 1, 4) }, { requiredKeys: [] });
const range: fc.Arbitrary<ServiceRange> = fc.oneof(
  fc.record({ protocol: fc.constantFrom(6, 17), ports }, { requiredKeys: ['protocol'] }),
  fc.record({ protocol: fc.constantFrom(1, 58), icmp }, { requiredKeys: ['protocol'] }),
  fc.record({ protocol: fc.constantFrom<number | 'any'>('any', 47, 50, 89) }),
);

/** Whether all packets of an atom are in a range, looked at one by one. */
function isIn(atom: ServiceAtom, { protocol, ports: asked, icmp: control }: ServiceRange): boolean {
  if (protocol === 'any') {
    return true;
  }
  const isPort =
    asked === undefined || (atom.ports !== undefined && asked.from <= atom.ports.from && atom.ports.to <= asked.to);
  const isType = control?.type === undefined || control.type === atom.icmp?.type;
  const isCode = control?.code === undefined || control.code === atom.icmp?.code;
  return atom.protocol === protocol && isPort && isType && isCode;
}

function atomsIn(space: ServiceSpace, asked: ServiceRange): readonly number[] {
  return space.atoms.filter((atom) => isIn(atom, asked)).map(({ index }) => index);
}

test('a range is the atoms in it, one that cuts atoms too', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 10 }), range, (ranges, other) => {
      const space = new ServiceSpace(ranges);
      for (const asked of [...ranges, other]) {
        expect(membersOf(space.bitsOf(asked))).toEqual(atomsIn(space, asked));
      }
    }),
  );
});

test('so it is where there are so many that sets are kept as runs', () => {
  const space = new ServiceSpace(
    Array.from({ length: 3000 }, (_, at): ServiceRange => {
      const from = (at * 21) % 60_000;
      return { protocol: 6, ports: { from, to: from + (at % 7) } };
    }),
  );
  expect(space.words).toBeGreaterThan(128);
  fc.assert(
    fc.property(range, (asked) => {
      expect(membersOf(space.bitsOf(asked))).toEqual(atomsIn(space, asked));
    }),
    { numRuns: 30 },
  );
});

test('several ranges together are what each of them is', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 6 }), (ranges) => {
      const space = new ServiceSpace(ranges);
      const all = new Set(ranges.flatMap((each) => membersOf(space.bitsOf(each))));
      expect(new Set(membersOf(space.union(ranges)))).toEqual(all);
    }),
  );
});
