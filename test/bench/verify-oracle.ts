import { modelOfTemplate, type JsonObject } from '../../lib/template';
import { createVerifier, type Party, type Reach, type Verifier } from '../../lib/verify';
import { FAMILIES, type Family } from './verify-families';
import { withAddresses } from './verify-addresses';
import { all, anyOf, bits } from './verify-oracle-smt';
import { startSolver, type Solve } from './verify-oracle-solver';
import { termsOf, type Terms } from './verify-oracle-terms';
import { below, random } from './verify-parts';
import { termOfWords } from './verify-oracle-words';

/** Networks whose every pair is asked about, and those of which some are drawn: `[family, interfaces, pairs]`. */
const QUICK: readonly (readonly [Family, number, number])[] = [
  ['F7', 10, Infinity],
  ['F1', 30, Infinity],
  ['F3', 30, Infinity],
  ['F4', 20, Infinity],
];
const FULL: readonly (readonly [Family, number, number])[] = [
  ...QUICK,
  ['F7', 100, Infinity],
  ['F1', 100, Infinity],
  ['F3', 100, Infinity],
  ['F4', 100, 4000],
  ['F7', 1000, 20000],
  ['F1', 1000, 20000],
  ['F1', 10000, 5000],
];

const AT = { region: 'ap-northeast-1', account: '111122223333', stackName: 'Net' };
const SEEDS = 5;
/** Questions that one call of the solver answers. */
const BATCH = 200;

/** What engine and solver are compared on: both directions of the equality of two sets of packets. */
interface Claim {
  readonly name: string;
  /** What the engine says, as a term. */
  readonly engine: string;
  readonly oracle: string;
  /** Whether the address of the internet is free. */
  readonly isOpen: boolean;
}

/** `verify-oracle.ts [quick|full] [F7 F1@100 ...]`: compares the engine with z3, and ends with 1 when they disagree. */
async function main(): Promise<void> {
  const [mode = 'quick', ...asked] = process.argv.slice(2);
  const { solve, end } = await startSolver();
  let disagreements = 0;
  console.log('family  interfaces  seed  claims  differ  engine ms      z3 ms');
  const networks = (mode === 'full' ? FULL : QUICK).filter(
    ([family, size]) => asked.length === 0 || asked.includes(family) || asked.includes(`${family}@${size}`),
  );
  for (const [family, size, pairs] of networks) {
    const seeds = family === 'F7' && size <= 100 ? SEEDS : 1;
    for (let seed = 1; seed <= seeds; seed += 1) {
      disagreements += await compare(solve, family, size, seed, pairs);
    }
  }
  end();
  process.exitCode = disagreements > 0 ? 1 : 0;
}

async function compare(solve: Solve, family: Family, size: number, seed: number, pairs: number): Promise<number> {
  const template = withAddresses(FAMILIES[family].make(size, seed).template);
  const terms = termsOf(template);
  const started = performance.now();
  const claims = claimsOf(template, terms, pairs, seed);
  const asked = performance.now();
  const differing = [
    ...(await firstDifferences(
      solve,
      terms,
      claims.filter(({ isOpen }) => !isOpen),
      BATCH,
    )),
    ...(await firstDifferences(
      solve,
      terms,
      claims.filter(({ isOpen }) => isOpen),
      1,
    )),
  ];
  const cells = [
    family.padEnd(6),
    String(size).padStart(11),
    String(seed).padStart(5),
    String(claims.length).padStart(7),
    String(differing.length).padStart(7),
    (asked - started).toFixed(0).padStart(10),
    (performance.now() - asked).toFixed(0).padStart(10),
  ];
  console.log(cells.join(' '));
  differing.slice(0, 5).forEach((claim) => {
    console.log(`  ${claim.name}: engine says ${claim.engine}`);
  });
  return differing.length;
}

/** Pairs of servers, all or some, and every server with the internet. */
function claimsOf(template: JsonObject, terms: Terms, pairs: number, seed: number): readonly Claim[] {
  const verifier = createVerifier(modelOfTemplate(template, AT), { spoofedSources: false });
  const byName = partiesByName(verifier);
  const need = (name: string): Party => {
    const found = byName.get(name);
    if (found === undefined) {
      throw new Error(`the engine knows no ${name}`);
    }
    return found;
  };
  const { servers } = terms;
  const claims = drawPairs(servers, pairs, seed).flatMap(([from, to]) => {
    const around = terms.around(from, to);
    const direct = terms.between(from, to);
    const oracle = { may: anyOf([direct, ...around]), some: anyOf([direct, all(...around)]) };
    return both(`${from} > ${to}`, verifier.between(need(from), need(to)), oracle, false);
  });
  const few = pairs === Infinity ? servers : servers.slice(0, 100);
  for (const name of few) {
    const [inward, outward] = [terms.enters(name), terms.leaves(name)];
    claims.push(
      ...both(
        `internet > ${name}`,
        verifier.between(verifier.internet, need(name)),
        { may: inward, some: inward },
        true,
      ),
      ...both(
        `${name} > internet`,
        verifier.between(need(name), verifier.internet),
        { may: outward, some: outward },
        true,
      ),
    );
  }
  return claims;
}

function both(name: string, { may, some }: Reach, oracle: { may: string; some: string }, isOpen: boolean): Claim[] {
  return [
    { name: `${name} may`, engine: termOfWords(may), oracle: oracle.may, isOpen },
    { name: `${name} surely`, engine: termOfWords(some), oracle: oracle.some, isOpen },
  ];
}

function drawPairs(servers: readonly string[], pairs: number, seed: number): readonly (readonly [string, string])[] {
  if (pairs === Infinity) {
    return servers.flatMap((from) => servers.flatMap((to) => (from === to ? [] : [[from, to] as const])));
  }
  const next = random(seed);
  return Array.from({ length: pairs }, () => {
    const from = below(next, servers.length);
    const to = (from + 1 + below(next, servers.length - 1)) % servers.length;
    return [servers[from] ?? '', servers[to] ?? ''] as const;
  });
}

function partiesByName(verifier: Verifier): ReadonlyMap<string, Party> {
  return new Map(
    verifier.parties.flatMap((party) =>
      party.kind === 'interface' && party.interface.origin.resource !== undefined
        ? [[party.interface.origin.resource.logicalId, party] as const]
        : [],
    ),
  );
}

/** Claims that are false: asks about many at once, and about halves of those that hold a false one. */
async function firstDifferences(solve: Solve, terms: Terms, claims: readonly Claim[], batch: number): Promise<Claim[]> {
  const found: Claim[] = [];
  for (let at = 0; at < claims.length; at += batch) {
    const some = claims.slice(at, at + batch).filter(({ engine, oracle }) => engine !== 'false' || oracle !== 'false');
    found.push(...(await search(solve, terms, some)));
  }
  return found;
}

async function search(solve: Solve, terms: Terms, claims: readonly Claim[]): Promise<Claim[]> {
  if (claims.length === 0 || !(await differs(solve, terms, claims))) {
    return [];
  }
  if (claims.length === 1) {
    return [...claims];
  }
  const half = Math.ceil(claims.length / 2);
  return [...(await search(solve, terms, claims.slice(0, half))), ...(await search(solve, terms, claims.slice(half)))];
}

/** Whether there is a packet about which engine and oracle differ. */
async function differs(solve: Solve, terms: Terms, claims: readonly Claim[]): Promise<boolean> {
  const [only] = claims;
  if (only?.isOpen === true) {
    const isPublic = `(not (= ((_ extract 31 24) ip) #x0a))`;
    const missed = all(only.oracle, isPublic, `(not ${only.engine})`);
    const invented = all(only.engine, `(forall ((ip (_ BitVec 32))) (not ${all(only.oracle, isPublic)}))`);
    return (await holds(solve, terms, missed)) || (await holds(solve, terms, invented));
  }
  const choice = '(declare-const claim (_ BitVec 16))';
  const term = anyOf(
    claims.map(({ engine, oracle }, index) => `(and (= claim ${bits(index, 16)}) (distinct ${engine} ${oracle}))`),
  );
  return holds(solve, terms, term, choice);
}

async function holds(solve: Solve, { prelude }: Terms, term: string, more = ''): Promise<boolean> {
  if (term === 'false') {
    return false;
  }
  const answer = await solve(`${prelude}\n${more}\n(assert ${term})`);
  if (answer === 'unknown') {
    throw new Error(`z3 does not know: ${term.slice(0, 300)}`);
  }
  return answer === 'sat';
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(3);
});
