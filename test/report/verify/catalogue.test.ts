import { findJapanese, translate } from '../../../lib/report/verify';
import { ENTRIES } from '../../../lib/report/verify/catalogue';
import { loadAssembly, modelOfTemplate, type JsonObject, type TemplateModel } from '../../../lib/template';
import { createVerifier, tcp, type Party, type Verdict, type Witness } from '../../../lib/verify';
import { assemblyDirectory, REFERENCE_SITES } from '../../support/synth-sites';
import { PAIRS } from '../../verify/pairs';
import { STACK } from '../../verify/pairs/pair';

jest.setTimeout(60_000);

/** Words that stay as they are in Japanese sentences. */
const LATIN = /\b(?:the|of|is|are|to|that|which|whether|what|from|with|only|has|no)\b/;

test('every sentence of the engine on every pair of templates is translated', () => {
  const sentences = PAIRS.flatMap(({ bad, good }) =>
    [bad, good].flatMap(({ template }) => sentencesOf(modelOfTemplate(template as unknown as JsonObject, STACK))),
  );
  expect(new Set(sentences).size).toBeGreaterThan(300);
  expect(untranslated(sentences)).toEqual([]);
});

test.each(REFERENCE_SITES)('every sentence of the engine on %s is translated', (site) => {
  const sentences = sentencesOf(loadAssembly(assemblyDirectory(site)));
  expect(new Set(sentences).size).toBeGreaterThan(100);
  expect(untranslated(sentences)).toEqual([]);
});

test('a sentence that nobody wrote down is not translated, and stays English', () => {
  expect(findJapanese('pigs fly over App/Vpc')).toBeUndefined();
  expect(translate('pigs fly over App/Vpc', 'ja')).toBe('pigs fly over App/Vpc');
});

test('nothing is translated into English', () => {
  expect(translate('out of the security groups of Web', 'en')).toBe('out of the security groups of Web');
});

test.each(ENTRIES)('%s keeps its names and holds no English words', (english, japanese) => {
  const names = (text: string) => [...text.matchAll(/\{([a-z]+)/g)].map(([, name]) => name).sort();
  expect(names(japanese)).toEqual(names(english));
  expect(japanese.replace(/\{[a-z]+\}/g, '')).not.toMatch(LATIN);
});

test.each(ENTRIES)('%s is recognised before any more general sentence', (english, japanese) => {
  const filled = (text: string) => text.replace(/\{([a-z]+)(?::text)?\}/g, (_, name: string) => FILLINGS[name] ?? name);
  const expected = filled(japanese).replaceAll('what X advertises', 'X がどの経路を広告するか');
  expect(findJapanese(filled(english))).toBe(expected);
});

test.each([
  ['route Vpc (main route table) (local route)', 'ルート Vpc（メインルートテーブル）（ローカルルート）'],
  ['nothing leads from internet to Web in PublicA', 'インターネットから Web（PublicA）への経路がない'],
  [
    'only the deployment tells where R leads: what Cgw advertises',
    'デプロイして初めて分かること：R の先がどこか：Cgw がどの経路を広告するか',
  ],
  ['through Bridge: Example::Bridge is not modelled', 'Bridge を通る：Example::Bridge はモデル化されていない'],
])('%s', (english, japanese) => {
  expect(findJapanese(english)).toBe(japanese);
});

const FILLINGS: Readonly<Record<string, string>> = { why: 'what X advertises', what: 'what X advertises' };

function untranslated(sentences: readonly string[]): readonly string[] {
  return [...new Set(sentences)].filter((text) => findJapanese(text) === undefined);
}

/** Everything that the engine and the template reader say of a model. */
function sentencesOf(model: TemplateModel): readonly string[] {
  const verifier = createVerifier(model, { asked: { services: [tcp(443)] } });
  const parties = [verifier.internet, ...someOf(verifier.parties)];
  const pairs = parties.flatMap((from) => parties.filter(({ id }) => id !== from.id).map((to) => [from, to] as const));
  return [
    ...verifier.findings.map(({ means }) => means),
    ...model.findings.map(({ means }) => means),
    ...verifier.symmetric().map(({ means }) => means),
    ...verifier.controlPlane(verifier.parties).map(({ says }) => says),
    ...Object.values(verifier.coverage.types).flatMap(({ why }) => why ?? []),
    ...pairs.flatMap(([from, to]) => {
      const question = { from: [from], to: [to] };
      const { forward, back, blocking } = verifier.path(from, to, tcp(443));
      return [
        ...[...forward, ...back, ...blocking].map(({ says }) => says),
        ...ofVerdict(verifier.isolate(question)),
        ...ofVerdict(verifier.isolate({ ...question, level: 'via-compute', relation: 'session' })),
        ...ofVerdict(verifier.reach({ ...question, services: [tcp(443)] })),
      ];
    }),
  ];
}

/** One party of each kind and group: the others are told of in the same words. */
function someOf(parties: readonly Party[]): readonly Party[] {
  const key = (party: Party) =>
    party.kind === 'interface'
      ? `${party.interface.kind} ${party.interface.groups.surely.map(({ id }) => id).join()}`
      : `${party.kind} ${party.id}`;
  return parties.length <= 20 ? parties : [...new Map(parties.map((party) => [key(party), party])).values()];
}

function ofVerdict({ witness, blames, certificate }: Verdict): readonly string[] {
  return [
    ...(witness === undefined ? [] : ofWitness(witness)),
    ...blames.map(({ what }) => what),
    ...(certificate?.pairs ?? []).flatMap(({ layers }) => layers.map(({ says }) => says)),
  ];
}

function ofWitness({ forward, back = [], before = [] }: Witness): readonly string[] {
  return [...[...forward, ...back].map(({ says }) => says), ...before.flatMap(ofWitness)];
}
