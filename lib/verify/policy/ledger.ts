import { compare } from '../../template/compare';
import type { Verifier } from '../engine/verifier';
import type { Party } from '../engine/types';
import { RULES } from '../semantics';
import type { Answered } from './run/run-policy';
import type { LedgerEntry, Policy, SiteStatement, Words } from './types';

/** Everything that verdicts rest on and templates do not say, for a reviewer to sign. */
export function ledgerOf(verifier: Verifier, policy: Policy, answers: readonly Answered[]): readonly LedgerEntry[] {
  return [
    ...semanticsEntries(answers),
    ...parameterEntries(answers),
    ...siteEntries(verifier, policy, answers),
    ...octopusEntries(verifier, answers),
    ...unmodelledEntries(verifier, answers),
    ...spoofingEntries(verifier, answers),
  ].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compare(a.id, b.id));
}

const KINDS: readonly LedgerEntry['kind'][] = ['semantics', 'parameter', 'site', 'octopus', 'unmodelled', 'spoofing'];

/** Rules that AWS does not state. */
function semanticsEntries(answers: readonly Answered[]): readonly LedgerEntry[] {
  const ids = new Set(answers.flatMap(({ result }) => result.verdict.rules));
  return [...ids].flatMap((id) => {
    const rule = RULES.get(id);
    if (rule === undefined || rule.status === 'documented') {
      return [];
    }
    const isObserved = rule.status === 'observed';
    const says: Words = {
      en: `${rule.statement} (${isObserved ? 'others report it, AWS does not state it' : 'AWS does not state it: each side takes the worse'}; ${rule.source})`,
      ja: `AWS の公式文書に明記のない動作です（${isObserved ? '第三者の報告による' : '双方にとって不利な側を仮定'}）: ${rule.statement}（${rule.source}）`,
    };
    return [entry('semantics', id, says, answers, ({ result }) => result.verdict.rules.includes(id))];
  });
}

/** Defaults of parameters without which a verdict would be another. */
function parameterEntries(answers: readonly Answered[]): readonly LedgerEntry[] {
  const ids = new Set(answers.flatMap(({ result }) => result.verdict.assuming));
  return [...ids].map((id) =>
    entry(
      'parameter',
      id,
      {
        en: `the parameter keeps its default: ${id}`,
        ja: `パラメーターが既定値のままデプロイされること: ${id}`,
      },
      answers,
      ({ result }) => result.verdict.assuming.includes(id),
    ),
  );
}

/** What the policy states about sites at the other end of lines; no template can show it. */
function siteEntries(
  { network }: Verifier,
  { sites = [] }: Policy,
  answers: readonly Answered[],
): readonly LedgerEntry[] {
  return sites.map((site) => {
    const party = network.sites.find(({ origin }) =>
      [origin.id, origin.resource?.logicalId, origin.resource?.constructPath].includes(site.customerGateway),
    );
    return entry(
      'site',
      site.customerGateway,
      saysOfSite(site),
      answers,
      ({ asked, result }) =>
        touches([...asked.senders, ...asked.receivers], party?.id) || (asked.level !== 'direct' && result.holds),
    );
  });
}

function saysOfSite({ customerGateway, name, prefixes, relaysTo }: SiteStatement): Words {
  const called = name ?? customerGateway;
  const parts = [
    prefixes === undefined
      ? { en: 'nothing is stated about its addresses', ja: 'アドレス範囲は申告されていない' }
      : { en: `it uses ${prefixes.join(', ')} only`, ja: `使用するアドレスは ${prefixes.join('、')} に限られる` },
    relaysTo === undefined
      ? { en: 'it may pass packets on to any other site', ja: '他のどの拠点へも中継し得る' }
      : relaysTo.length === 0
        ? { en: 'it passes nothing on to other sites', ja: '他の拠点へ通信を中継しない' }
        : {
            en: `it passes packets on to ${relaysTo.join(', ')} only`,
            ja: `通信を中継する先は ${relaysTo.join('、')} に限られる`,
          },
  ];
  return {
    en: `${called}: ${parts.map(({ en }) => en).join('; ')}`,
    ja: `${called}: ${parts.map(({ ja }) => ja).join('。')}`,
  };
}

/** What is not understood, and by which verdicts it is crossed. */
function octopusEntries({ network }: Verifier, answers: readonly Answered[]): readonly LedgerEntry[] {
  return network.octopuses.map(({ id, origin, reason }) =>
    entry(
      'octopus',
      origin.id,
      {
        en: `${origin.label} is taken to join the internet to every network that it names: ${reason}`,
        ja: `${origin.label} は動作が不明なため、参照しているすべてのネットワークをインターネットに接続し得るものとして扱う: ${reason}`,
      },
      answers,
      ({ result }) =>
        result.verdict.blames.some((blame) => blame.origin?.id === origin.id || blame.what.includes(origin.label)) ||
        JSON.stringify([result.verdict.witness?.from.id, result.verdict.witness?.to.id]).includes(id),
    ),
  );
}

/** Types whose resources carry no packets, as a review found. */
function unmodelledEntries({ coverage }: Verifier, answers: readonly Answered[]): readonly LedgerEntry[] {
  const inert = Object.entries(coverage.types).filter(([, { treated }]) => treated === 'inert');
  if (inert.length === 0) {
    return [];
  }
  const list = inert.map(([type, { count }]) => `${type} (${String(count)})`).join(', ');
  return [
    entry(
      'unmodelled',
      'inert',
      {
        en: `resources of these types carry no packets, as a review of their documentation found: ${list}`,
        ja: `次の種類のリソースは、文書の調査によりパケットの到達性に影響しないと判断して除外した: ${list}`,
      },
      answers,
      ({ result }) => result.holds,
    ),
  ];
}

/** Left out only when whoever runs the verifier says so. */
function spoofingEntries(verifier: Verifier, answers: readonly Answered[]): readonly LedgerEntry[] {
  return verifier.view(0).judge.graph.allowForged
    ? []
    : [
        entry(
          'spoofing',
          'no-forged-sources',
          {
            en: 'neither the internet nor a site sends packets with forged private source addresses',
            ja: 'インターネットおよび外部拠点から、送信元をプライベートアドレスに詐称したパケットが届かないこと',
          },
          answers,
          ({ asked, result }) => asked.expects !== 'everything' && result.holds,
        ),
      ];
}

function entry(
  kind: LedgerEntry['kind'],
  id: string,
  says: Words,
  answers: readonly Answered[],
  rests: (answer: Answered) => boolean,
): LedgerEntry {
  const names = answers.filter(rests).map(({ result }) => `${result.rule}: ${result.from} > ${result.to}`);
  return { kind, id, says, restedOnBy: [...new Set(names)].sort(compare) };
}

function touches(parties: readonly Party[], id: string | undefined): boolean {
  return parties.some((party) => party.id === id);
}
