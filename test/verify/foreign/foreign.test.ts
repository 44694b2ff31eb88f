import { type TemplateModel } from '../../../lib/template';
import { verifyPolicy } from '../../../lib/verify/policy';
import { createVerifier, tcp, type Party, type ServiceRange, type Verdict, type Verifier } from '../../../lib/verify';
import { coverageOf, overall } from './coverage';
import pinned from './coverage.json';
import { FOREIGN, type Expectation, type Foreign } from './index';

const loaded = new Map<string, { readonly model: TemplateModel; readonly verifier: Verifier }>();

function open({ name, load }: Foreign) {
  const known = loaded.get(name);
  if (known !== undefined) {
    return known;
  }
  const model = load();
  const made = { model, verifier: createVerifier(model) };
  loaded.set(name, made);
  return made;
}

function serviceOf(text: string): ServiceRange {
  return tcp(Number(text.replace('tcp/', '')));
}

function verdictOf(verifier: Verifier, { ask, from, to, services, level, relation }: Expectation): Verdict {
  const question = {
    from: verifier.place(from),
    to: verifier.place(to),
    ...(level === undefined ? {} : { level }),
    ...(relation === undefined ? {} : { relation }),
  };
  const asked = services?.map(serviceOf);
  if (ask === 'reach') {
    return verifier.reach({ ...question, services: asked ?? [] });
  }
  return verifier.isolate({ ...question, ...(asked === undefined ? {} : { services: asked }) });
}

describe.each(FOREIGN.map((each) => [each.name, each] as const))('%s', (_, foreign) => {
  test.each(
    foreign.expectations.map(
      (each) =>
        [
          `${each.ask} ${each.from} > ${each.to} ${each.services?.join() ?? ''} ${each.level ?? ''}: ${each.verdict}, for ${each.says}`,
          each,
        ] as const,
    ),
  )('%s', (_name, expectation) => {
    const { verdict, pairs, assuming } = verdictOf(open(foreign).verifier, expectation);
    expect(pairs).toBeGreaterThan(0);
    expect({ verdict, byDefault: assuming.length > 0 }).toEqual({
      verdict: expectation.verdict,
      byDefault: expectation.byDefault === true,
    });
  });

  test('what the internet gets to, and who gets to whom, comes out', () => {
    const { verifier } = open(foreign);
    const groups: Record<string, readonly Party[]> = { internet: [verifier.internet] };
    for (const party of verifier.parties.slice(0, 12)) {
      groups[party.id] = [party];
    }
    const names = Object.keys(groups).length;
    expect(verifier.matrix(groups)).toHaveLength(names * (names - 1));
    for (const { may, some, every } of verifier.exposure(verifier.internet)) {
      expect(may.length).toBeGreaterThan(0);
      expect(some.length + every.length > 0 ? may.length : 1).toBeGreaterThan(0);
    }
    expect(verifier.symmetric()).toBeDefined();
    expect(verifier.controlPlane(verifier.parties)).toBeDefined();
  });

  test('the default policy is asked, and every question of it is answered', () => {
    const { verifier } = open(foreign);
    const { results, coverage } = verifyPolicy({ verifier, templates: [], toolVersion: 'test' });
    expect(coverage).toBe(verifier.coverage);
    expect(results.filter(({ verdict }) => verdict.verdict === 'PROVED' && verdict.pairs === 0)).toEqual([]);
  });

  test('covers what is pinned', () => {
    const { verifier } = open(foreign);
    expect(coverageOf(verifier.coverage)).toEqual((pinned as Record<string, unknown>)[foreign.name]);
  });

  test('counts every resource, and shows what it does not understand', () => {
    const { model, verifier } = open(foreign);
    const { exact, approximated, inert } = verifier.coverage;
    expect(exact + approximated + inert).toBe(model.resources.length);
    const shown = verifier.network.octopuses.flatMap(({ origin }) => origin.resource ?? []);
    expect(shown).toHaveLength(approximated);
    expect(shown.map(({ logicalId }) => logicalId)).toEqual(expect.arrayContaining([...(foreign.octopuses ?? [])]));
    const findings = [...model.findings, ...verifier.findings].map(({ code }) => code);
    expect(findings).toEqual(expect.arrayContaining([...(foreign.findings ?? [])]));
  });
});

test('nine tenths of all resources that make a network are understood', () => {
  expect(overall(FOREIGN.map((foreign) => open(foreign).verifier.coverage))).toBeGreaterThan(0.9);
});

test('the table of coverage has a row for each template and no other', () => {
  expect(Object.keys(pinned)).toEqual(FOREIGN.map(({ name }) => name));
});
