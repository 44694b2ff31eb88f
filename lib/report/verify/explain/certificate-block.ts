import type { Certificate, CertificatePair, Layer, LayerKind } from '../../../verify';
import { translate } from '../catalogue';
import { fill, type Language } from '../language';
import { wordsOf } from '../words';
import type { Block, Item } from './blocks';
import { whereIn, type PlaceOptions } from './component';

const LAYERS: Readonly<Record<LayerKind, { readonly en: string; readonly ja: string }>> = {
  'no-route': { en: 'no route leads there', ja: '経路がない' },
  'no-address': { en: 'no address to write', ja: 'あて先に書けるアドレスがない' },
  'group-out': { en: 'security groups of the sender', ja: '送信元のセキュリティグループ' },
  'acl-out': { en: 'network ACL on the way out', ja: '出口のネットワーク ACL' },
  firewall: { en: 'Network Firewall', ja: 'Network Firewall' },
  'acl-in': { en: 'network ACL on the way in', ja: '入口のネットワーク ACL' },
  'group-in': { en: 'security groups of the receiver', ja: '受信側のセキュリティグループ' },
  'no-listener': { en: 'nothing listens', ja: '待ち受けがない' },
  together: { en: 'several layers together, none alone', ja: '複数の層が合わさって（単独では止まらない）' },
};

/** Most things that are named under one reason. */
const MOST_NAMED = 5;

/** Why nothing gets through, by reason: how many pairs it stops, and where. */
export function certificateBlocks(
  { pairs, depth }: Certificate,
  language: Language,
  options: PlaceOptions,
): readonly Block[] {
  const words = wordsOf(language);
  if (pairs.length === 0) {
    return [];
  }
  const items = [...groupedByReason(pairs)].map(([kind, layers]): Item => {
    const count = new Set(layers.map(({ pair }) => pair)).size;
    const places = new Map(
      layers.map(({ layer }) => [translate(layer.says, language), whereIn(layer.origin, language, options)]),
    );
    const named = [...places.keys()].slice(0, MOST_NAMED);
    const rest = places.size - named.length;
    const at = [...places.values()][0];
    return {
      text: `${LAYERS[kind][language]}${words.colon}${count === 1 ? words.onePair : fill(words.pairs, { count })}`,
      ...(places.size === 1 && at !== undefined ? { at } : {}),
      notes: rest > 0 ? [...named, `… +${String(rest)}`] : named,
    };
  });
  return [
    { kind: 'list', title: fill(words.certificate, { depth }), items },
    { kind: 'text', text: depth <= 1 ? words.depthOne : fill(words.depthMore, { depth }) },
  ];
}

function groupedByReason(
  pairs: readonly CertificatePair[],
): ReadonlyMap<LayerKind, readonly { readonly pair: CertificatePair; readonly layer: Layer }[]> {
  const found = new Map<LayerKind, { pair: CertificatePair; layer: Layer }[]>();
  for (const pair of pairs) {
    for (const layer of pair.layers) {
      found.set(layer.kind, [...(found.get(layer.kind) ?? []), { pair, layer }]);
    }
  }
  return new Map([...found].sort(([, a], [, b]) => b.length - a.length));
}
