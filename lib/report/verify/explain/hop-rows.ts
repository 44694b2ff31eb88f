import type { Hop, Witness } from '../../../verify';
import { nameIn, translate } from '../catalogue';
import { fill, type Language } from '../language';
import { wordsOf } from '../words';
import type { Block, HopRow } from './blocks';
import { whereIn, type PlaceOptions } from './component';
import { packetText } from './packet-text';
import { ruleText } from './rule-text';

/** Every connection of a witness, first to last, each with its way and that of its answer. */
export function witnessBlocks(witness: Witness, language: Language, options: PlaceOptions): readonly Block[] {
  const words = wordsOf(language);
  const before = witness.before ?? [];
  const connection = (of: Witness, text: string): readonly Block[] => [
    ...(before.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: fill(text, { from: nameIn(of.from.label, language), to: nameIn(of.to.label, language) }),
          },
        ]),
    // One connection alone was told of before.
    ...wayBlocks(before.length === 0 ? { forward: of.forward, ...backOf(of) } : of, language, options),
  ];
  return [
    ...before.flatMap((each, index) => connection(each, fill(words.before, { number: index + 1 }))),
    ...connection(witness, words.last),
  ];
}

function backOf({ back }: Witness): Pick<Witness, 'back'> {
  return back === undefined ? {} : { back };
}

/** The hops of one connection, forward and back. */
export function wayBlocks(
  way: Pick<Witness, 'forward' | 'back'> & Partial<Pick<Witness, 'packet'>>,
  language: Language,
  options: PlaceOptions,
): readonly Block[] {
  const words = wordsOf(language);
  const { packet, forward, back = [] } = way;
  const blocks: Block[] = [
    {
      kind: 'hops',
      title: words.forward,
      direction: 'forward',
      ...(packet === undefined ? {} : { packet: packetText(packet) }),
      rows: rowsOf(forward, language, options),
    },
  ];
  return back.length === 0
    ? blocks
    : [...blocks, { kind: 'hops', title: words.back, direction: 'back', rows: rowsOf(back, language, options) }];
}

/** Hops as numbered rows. */
export function rowsOf(hops: readonly Hop[], language: Language, options: PlaceOptions): readonly HopRow[] {
  return hops.map((hop, index) => rowOf(hop, index + 1, language, options));
}

function rowOf(
  { says, decision, origin, rule, rules }: Hop,
  number: number,
  language: Language,
  options: PlaceOptions,
): HopRow {
  const text = rule === undefined ? undefined : ruleText(rule);
  return {
    number,
    decision,
    says: translate(says, language),
    component: whereIn(origin, language, options),
    ...(rule === undefined
      ? {}
      : {
          rule: {
            ...whereIn(rule, language, options),
            ...(text === undefined ? {} : { text }),
          },
        }),
    register: rules,
  };
}
