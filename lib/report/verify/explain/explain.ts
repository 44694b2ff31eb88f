import type { ControlPlaneWay, Path, Verdict, Witness } from '../../../verify';
import type { FailingPath, ProofResult, ProposedChange } from '../../../verify/policy/types';
import { nameIn, translate } from '../catalogue';
import { fill, type Language } from '../language';
import { wordsOf } from '../words';
import { adviceFor } from './advice';
import type { Block, Explanation, Item } from './blocks';
import { certificateBlocks } from './certificate-block';
import { whereIn, type PlaceOptions } from './component';
import { rowsOf, wayBlocks, witnessBlocks } from './hop-rows';
import { packetText } from './packet-text';

/** Whether a question is about what must get through, instead of what must not. */
export type Asks = 'isolation' | 'reachability';

/** Says why a verdict is what it is, or what a witness shows. */
export function explain(
  subject: Witness | Verdict,
  language: Language,
  options: PlaceOptions & { readonly asks?: Asks } = {},
): Explanation {
  return 'verdict' in subject
    ? explainVerdict(subject, options.asks ?? 'isolation', language, options)
    : explainWitness(subject, language, options);
}

/** Says what became of a question of a policy, with what stands beside the verdict. */
export function explainResult(result: ProofResult, language: Language, options: PlaceOptions = {}): Explanation {
  const { headline, blocks } = explainVerdict(result.verdict, asksOf(result), language, options);
  return {
    headline,
    blocks: [
      ...blocks,
      ...pairBlocks(result.paths ?? [], language),
      ...changeBlocks(result.changes ?? [], language, options),
      ...controlPlaneBlocks(result.controlPlane, language, options),
    ],
  };
}

/** Says how a packet gets from one party to another, or everything that is in its way. */
export function explainPath(path: Path, language: Language, options: PlaceOptions = {}): Explanation {
  const words = wordsOf(language);
  const headline = { yes: words.works, no: words.worksNot, unknown: words.worksUnknown }[path.works];
  const stops = rowsOf(path.blocking, language, options).map(({ says, component, rule }): Item => ({
    text: says,
    at: rule ?? component,
    notes: [],
  }));
  return {
    headline,
    blocks: [
      ...(stops.length === 0 ? [] : [{ kind: 'list' as const, title: words.blocking, items: stops }]),
      ...wayBlocks(path, language, options),
    ],
  };
}

/** What a question of a rule is about. */
export function asksOf({ kind, relation }: Pick<ProofResult, 'kind' | 'relation'>): Asks {
  return kind === 'reach' || (kind === 'matrix' && relation === 'session') ? 'reachability' : 'isolation';
}

function explainWitness(witness: Witness, language: Language, options: PlaceOptions): Explanation {
  const words = wordsOf(language);
  const headline = fill(words.packetOf, {
    packet: packetText(witness.packet),
    from: nameIn(witness.from.label, language),
    to: nameIn(witness.to.label, language),
  });
  return { headline, blocks: witnessBlocks(witness, language, options) };
}

function explainVerdict(verdict: Verdict, asks: Asks, language: Language, options: PlaceOptions): Explanation {
  const words = wordsOf(language);
  const { assuming, world, witness, blames, certificate, rules } = verdict;
  const conditions: readonly Block[] = [
    ...(verdict.pairs === 0 ? [words.vacuous] : []),
    ...(assuming.length === 0
      ? []
      : [fill(verdict.verdict === 'PROVED-IF' ? words.accept : words.assuming, { assuming: assuming.join(', ') })]),
    ...(world === undefined || world === '' ? [] : [fill(words.inWorld, { world })]),
  ].map((text) => ({ kind: 'text', text }));
  const shown = witness === undefined ? [] : explainWitness(witness, language, options);
  return {
    headline: headlineOf(verdict, asks, language),
    blocks: [
      ...conditions,
      ...(blames.length === 0 ? [] : [blameBlock(verdict, language, options)]),
      ...('headline' in shown ? [{ kind: 'text' as const, text: shown.headline }, ...shown.blocks] : []),
      ...(certificate === undefined ? [] : certificateBlocks(certificate, language, options)),
      ...(rules.length === 0 ? [] : [{ kind: 'text' as const, text: fill(words.rests, { rules: rules.join(', ') }) }]),
    ],
  };
}

function headlineOf({ verdict, assuming }: Verdict, asks: Asks, language: Language): string {
  const words = wordsOf(language);
  switch (verdict) {
    case 'PROVED':
      return asks === 'isolation' ? words.proved : words.provedReach;
    case 'PROVED-IF':
      return fill(words.provedIf, { assuming: assuming.join(', ') });
    case 'REFUTED':
      return asks === 'isolation' ? words.refuted : words.refutedReach;
    case 'UNDETERMINED':
      return words.undetermined;
  }
}

/** Blames that are told as a question already; others name a step that a packet passes or not. */
const QUESTION = /^(?:whether|which|what|where|who|only|of which|through|from|relayed|calls|the answer) /;
const ONLY = 'only the deployment tells ';

function blameBlock({ blames }: Verdict, language: Language, options: PlaceOptions): Block {
  const words = wordsOf(language);
  const whats = new Set(blames.map(({ what }) => what));
  const items = blames
    .filter(({ what }) => !(what.startsWith(ONLY) && whats.has(what.slice(ONLY.length))))
    .map((blame): Item => {
      const text = translate(blame.what, language);
      return {
        text: QUESTION.test(blame.what) ? text : fill(words.whetherPasses, { what: text }),
        ...(blame.origin?.resource === undefined ? {} : { at: whereIn(blame.origin, language, options) }),
        notes: adviceFor(blame).map((advice) => advice[language]),
      };
    });
  return { kind: 'list', title: words.blames, items };
}

function changeBlocks(changes: readonly ProposedChange[], language: Language, options: PlaceOptions): readonly Block[] {
  const words = wordsOf(language);
  const items = changes.map(({ says, origins, collateral, examples }): Item => {
    const [first] = origins;
    const cost = collateral === 0 ? words.changesFree : fill(words.changesCost, { count: collateral });
    return {
      text: says[language],
      ...(first === undefined ? {} : { at: whereIn(first, language, options) }),
      notes: [examples.length === 0 ? cost : `${cost} (${examples.join('; ')})`],
    };
  });
  return items.length === 0 ? [] : [{ kind: 'list', title: words.changes, items }];
}

/** Most pairs that are listed one by one. */
const MOST_PAIRS = 10;

/** Every pair for which it does not hold; one alone is told by the witness. */
function pairBlocks(paths: readonly FailingPath[], language: Language): readonly Block[] {
  const words = wordsOf(language);
  if (paths.length < 2) {
    return [];
  }
  const items = paths.slice(0, MOST_PAIRS).map(({ from, to, services, state }): Item => ({
    text: `${from} → ${to}${words.colon}${fill(words[state], { services: services.join(' ') })}`,
    notes: [],
  }));
  const rest = paths.length - items.length;
  return [
    {
      kind: 'list',
      title: fill(words.failingPairs, { count: paths.length }),
      items: rest > 0 ? [...items, { text: `… +${String(rest)}`, notes: [] }] : items,
    },
  ];
}

function controlPlaneBlocks(
  ways: readonly ControlPlaneWay[],
  language: Language,
  options: PlaceOptions,
): readonly Block[] {
  const words = wordsOf(language);
  const unique = new Map(ways.map((way) => [`${way.way} ${way.origin.id}`, way]));
  const items = [...unique.values()].map(({ way, says, origin }): Item => ({
    text: `${way}${words.colon}${translate(says, language)}`,
    at: whereIn(origin, language, options),
    notes: [],
  }));
  return items.length === 0 ? [] : [{ kind: 'list', title: words.controlPlane, items }];
}
