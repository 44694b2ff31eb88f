import fc from 'fast-check';
import { abstractBlock, AddressSpace, literalBlock, parseBlock, type Certainty } from '../../../../lib/verify/address';
import { chooseRoute, type Choosable } from '../../../../lib/verify/engine/walk/choose-route';

const kinds = ['local', 'static', 'prefix-list', 'propagated'] as const;
const cidr = fc.tuple(fc.nat(7), fc.integer({ min: 26, max: 32 })).map(([low, length]) => {
  const size = 2 ** (32 - length);
  return `10.0.0.${String(Math.floor((low * 32) / size) * size)}/${String(length)}`;
});
const route = fc.record({
  kind: fc.constantFrom(...kinds.slice(1)),
  cidr,
  exists: fc.constantFrom<Certainty>('yes', 'yes', 'unknown'),
});

interface Plain {
  readonly kind: (typeof kinds)[number];
  readonly cidr: string;
  readonly exists: Certainty;
}

function choosable({ kind, cidr: text, exists }: Plain): Choosable {
  const block = literalBlock(text);
  return { kind, exists, match: block === undefined ? { kind: 'unknown', reason: text } : { kind: 'block', block } };
}

/** The route that is taken when everything is there. */
function winner(routes: readonly Plain[], address: bigint): Plain | undefined {
  const matching = routes.filter((each) => {
    const block = parseBlock(each.cidr);
    return block !== undefined && block.first <= address && address <= block.last;
  });
  const isOwn = matching.some(({ kind }) => kind === 'local');
  const length = (each: Plain) => Number(each.cidr.split('/')[1]);
  return matching
    .filter(({ kind }) => !isOwn || kind !== 'propagated')
    .sort((a, b) => length(b) - length(a) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind))[0];
}

test('whatever routes turn out to be there, the one that is taken was among those chosen', () => {
  fc.assert(
    fc.property(
      fc.array(route, { maxLength: 7 }),
      fc.nat(255),
      fc.boolean(),
      fc.nat(127),
      (routes, last, hasLocal, mask) => {
        const all: readonly Plain[] = hasLocal
          ? [...routes, { kind: 'local', cidr: '10.0.0.0/27', exists: 'yes' }]
          : routes;
        const made = all.map((each) => [each, choosable(each)] as const);
        const space = new AddressSpace(
          all.flatMap((each) => literalBlock(each.cidr) ?? []).concat(literalBlock(`10.0.0.${last}`) ?? []),
        );
        const address = space.classesOf(
          literalBlock(`10.0.0.${last}`) ?? { kind: 'literal', interval: { family: 4, first: 0n, last: 0n } },
        )[0];
        if (address === undefined) {
          return;
        }
        const chosen = chooseRoute(
          space,
          made.map(([, each]) => each),
          address.index,
        );
        const there = all.filter(({ exists }, index) => exists === 'yes' || ((mask >> index) & 1) === 1);
        const taken = winner(there, BigInt(10 * 2 ** 24 + last));
        const names = chosen.routes.map((each) => made.find(([, own]) => own === each)?.[0]);
        if (taken === undefined) {
          expect(chosen.none).toBe(true);
        } else {
          expect(names.some((name) => name?.cidr === taken.cidr && name.kind === taken.kind)).toBe(true);
        }
        if (all.every(({ exists }) => exists === 'yes')) {
          expect(chosen.none).toBe(taken === undefined);
          expect(new Set(names.map((name) => `${name?.kind} ${name?.cidr}`)).size).toBeLessThanOrEqual(1);
        }
      },
    ),
    { numRuns: 500 },
  );
});

describe('routes of which only the deployment tells one', () => {
  const space = new AddressSpace(['10.0.0.0/26', '10.0.0.0/27'].map(requireBlock));
  const [inside] = space.classesOf(requireBlock('10.0.0.0/27'));
  const address = inside?.index ?? -1;

  test.each([
    ['are both taken, and no third way', 'route', 2, false],
    ['may be none when each may be missing', undefined, 2, true],
  ] as const)('%s', (_what, oneOf, count, none) => {
    const plain = choosable({ kind: 'static', cidr: '10.0.0.0/26', exists: oneOf === undefined ? 'unknown' : 'yes' });
    const all = [plain, { ...plain }].map((each) => (oneOf === undefined ? each : { ...each, oneOf }));
    expect(chooseRoute(space, all, address)).toEqual({ routes: all.slice(0, count), none });
  });

  test('of two lists with one range either is taken', () => {
    const list = choosable({ kind: 'prefix-list', cidr: '10.0.0.0/26', exists: 'yes' });
    expect(chooseRoute(space, [list, { ...list }], address).routes).toHaveLength(2);
  });

  test('one that is always before another hides it', () => {
    const [first, second] = (['static', 'propagated'] as const).map((kind) =>
      choosable({ kind, cidr: '10.0.0.0/26', exists: 'yes' }),
    );
    expect(
      chooseRoute(
        space,
        [first, second].flatMap((each) => each ?? []),
        address,
      ).routes,
    ).toEqual([first]);
  });
});

function requireBlock(text: string) {
  const block = literalBlock(text);
  if (block === undefined) {
    throw new Error(`${text} is no block`);
  }
  return block;
}

test('a list whose every range another route takes before it is never taken', () => {
  const blocks = ['10.0.0.0/8', '0.0.0.0/0'].flatMap((text) => literalBlock(text) ?? []);
  const list = { id: 'list', label: 'list', blocks };
  const listed: Choosable = { kind: 'prefix-list', exists: 'yes', match: { kind: 'list', list } };
  const plain = (cidr: string): Choosable => choosable({ kind: 'static', cidr, exists: 'yes' });
  const [narrow, wide] = [plain('10.0.0.0/8'), plain('0.0.0.0/0')];
  const hidden = abstractBlock(4, 'public', 'some address', { isPublic: true });
  const space = new AddressSpace([...blocks, hidden]);
  const [inside, outside] = [space.classAt('10.0.0.1')?.index ?? -1, space.classesOf(hidden)[0]?.index ?? -1];
  expect(chooseRoute(space, [narrow, wide, listed], inside).routes).toEqual([narrow]);
  expect(chooseRoute(space, [wide, listed], inside).routes).toEqual([listed]);
  expect(chooseRoute(space, [narrow, wide, listed], outside).routes).not.toContain(listed);
});
