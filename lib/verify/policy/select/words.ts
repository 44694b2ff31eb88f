import { literalBlock } from '../../address';

/** Words of selectors that stand alone. */
export const PLAIN_WORDS = ['internet', 'edge', 'public'] as const;

/** Words of selectors that name something behind a colon. */
export const NAMING_WORDS = [
  'internet',
  'site',
  'service',
  'id',
  'path',
  'type',
  'kind',
  'tag',
  'group',
  'subnet',
  'vpc',
  'zone',
  'cidr',
] as const;

export type PlainWord = (typeof PLAIN_WORDS)[number];
export type NamingWord = (typeof NAMING_WORDS)[number];

/** What one text of a selector says. */
export type Word =
  | { readonly kind: 'plain'; readonly word: PlainWord }
  | { readonly kind: 'naming'; readonly word: NamingWord; readonly value: string }
  | { readonly kind: 'segment'; readonly name: string };

/** Why a text is no word. */
export interface WordFault {
  readonly kind: 'fault';
  readonly must: string;
  readonly got: string;
  readonly known: readonly string[];
  readonly hint: string;
}

/** Reads one text of a selector. A text without a colon that is no word of its own is the name of a segment. */
export function readWord(text: string): Word | WordFault {
  const plain = PLAIN_WORDS.find((word) => word === text);
  if (plain !== undefined) {
    return { kind: 'plain', word: plain };
  }
  const colon = text.indexOf(':');
  if (colon < 0) {
    return { kind: 'segment', name: text };
  }
  const [name, value] = [text.slice(0, colon), text.slice(colon + 1).trim()];
  const word = NAMING_WORDS.find((each) => each === name);
  if (word === undefined) {
    return {
      kind: 'fault',
      must: 'must begin with a word of selectors',
      got: name,
      known: NAMING_WORDS,
      hint: `use one of ${NAMING_WORDS.join(', ')}`,
    };
  }
  return faultOfValue(word, value) ?? { kind: 'naming', word, value };
}

function faultOfValue(word: NamingWord, value: string): WordFault | undefined {
  const fault = (must: string, hint: string): WordFault => ({ kind: 'fault', must, got: value, known: [], hint });
  if (value === '') {
    return fault(`must name something behind '${word}:'`, `write '${EXAMPLES[word]}' for example`);
  }
  const example = `write '${EXAMPLES[word]}' for example`;
  if ((word === 'cidr' || word === 'internet') && literalBlock(value) === undefined) {
    return fault(word === 'cidr' ? 'must be a block of addresses' : 'must be an address', example);
  }
  return word === 'tag' && !value.includes('=') ? fault('must be <key>=<value>', example) : undefined;
}

const EXAMPLES: Readonly<Record<NamingWord, string>> = {
  internet: 'internet:203.0.113.7',
  site: 'site:PartnerGateway',
  service: 'service:s3',
  id: 'id:WebServer',
  path: 'path:**/Web/**',
  type: 'type:AWS::RDS::DBInstance',
  kind: 'kind:database',
  tag: 'tag:Tier=web',
  group: 'group:WebGroup',
  subnet: 'subnet:Public*',
  vpc: 'vpc:Network',
  zone: 'zone:ap-northeast-1a',
  cidr: 'cidr:10.0.0.0/16',
};
