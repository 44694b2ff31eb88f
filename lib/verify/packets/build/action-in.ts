import { itemsOf, knownText, type Value } from '../../../template';
import type { StatelessAction } from '../net/firewall';

/** What a list of actions says: one of the three, beside custom ones. */
export function actionIn(value: Value): StatelessAction | undefined {
  const texts = (itemsOf(value) ?? []).map(knownText);
  return texts.includes('aws:pass')
    ? 'pass'
    : texts.includes('aws:drop')
      ? 'drop'
      : texts.includes('aws:forward_to_sfe')
        ? 'forward'
        : undefined;
}
