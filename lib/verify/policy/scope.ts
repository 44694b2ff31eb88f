import { HonmaruError, type Fault } from '../../errors';
import { compare } from '../../template/compare';
import type { Party } from '../engine/types';
import type { Verifier } from '../engine/verifier';
import { Selection } from './select/selection';
import type { Policy, ScopeEntry, Selector, Words } from './types';

/**
 * Which components hold card data, which are connected to those, and which are neither.
 *
 * Connected is whoever may send to one of them or be sent to by one, over load balancers and other proxies as well, and the
 * firewalls that keep segments apart.
 *
 * @see https://docs-prv.pcisecuritystandards.org/PCI%20DSS/Supporting%20Document/Guidance-PCI-DSS-Scoping-and-Segmentation_v1_1.pdf
 */
export function scopeOf(
  verifier: Verifier,
  selector: Selector,
  segments: Policy['segments'] = {},
): readonly ScopeEntry[] {
  const selection = new Selection(verifier, segments);
  const faults: Fault[] = [];
  const inside = selection.require(selector, 'scope', (fault) => {
    faults.push(fault);
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  const ids = new Set(inside.map(({ id }) => id));
  const vpcs = new Set(inside.flatMap((party) => (party.kind === 'interface' ? [party.interface.subnet.vpc.id] : [])));
  return selection.candidates
    .map(({ party }) => party)
    .filter((party) => party.kind !== 'interface' || party.interface.kind !== 'hypothetical')
    .map((party): ScopeEntry => {
      const because = ids.has(party.id) ? undefined : connection(verifier, party, inside, vpcs);
      return {
        party: party.id,
        label: party.label,
        scope: ids.has(party.id) ? 'in-scope' : because !== undefined ? 'connected-to' : 'out-of-scope',
        because: because ?? (ids.has(party.id) ? CHOSEN : APART),
      };
    })
    .sort((a, b) => ORDER.indexOf(a.scope) - ORDER.indexOf(b.scope) || compare(a.party, b.party));
}

const ORDER: readonly ScopeEntry['scope'][] = ['in-scope', 'connected-to', 'out-of-scope'];

const CHOSEN: Words = {
  en: 'named as holding, processing or sending card data',
  ja: 'カード会員データを保存・処理・伝送するものとして指定',
};
const APART: Words = {
  en: 'nothing gets from it to what holds card data, nor back',
  ja: 'カード会員データ環境との間で、いずれの方向にも通信が到達しない',
};

function connection(
  verifier: Verifier,
  party: Party,
  inside: readonly Party[],
  vpcs: ReadonlySet<string>,
): Words | undefined {
  const sent = firstReach(verifier, [party], inside);
  if (sent !== undefined) {
    return {
      en: `may send ${sent.services} to ${sent.to}`,
      ja: `${sent.to} へ ${sent.services} の通信が到達し得る`,
    };
  }
  const received = firstReach(verifier, inside, [party]);
  if (received !== undefined) {
    return {
      en: `may receive ${received.services} from ${received.from}`,
      ja: `${received.from} から ${received.services} の通信が到達し得る`,
    };
  }
  return party.kind === 'interface' &&
    party.interface.kind === 'firewall-endpoint' &&
    vpcs.has(party.interface.subnet.vpc.id)
    ? {
        en: 'keeps segments apart: it protects what holds card data',
        ja: 'セグメント分離を担い、カード会員データ環境を保護している',
      }
    : undefined;
}

function firstReach(
  verifier: Verifier,
  senders: readonly Party[],
  receivers: readonly Party[],
): { readonly from: string; readonly to: string; readonly services: string } | undefined {
  for (const from of senders) {
    for (const to of receivers.filter(({ id }) => id !== from.id)) {
      const { may } = verifier.betweenGroups([from], [to], 'delivers', 'via-proxies');
      if (may.length > 0) {
        return { from: from.label, to: to.label, services: may.join(', ') };
      }
    }
  }
  return undefined;
}
