import type { Margin } from '../../failures';
import { fill, type Language } from '../verify/language';
import { capacityText, numberText, percentText } from './cells';
import { wordsOf } from './words';

/** Without which zone, and what is left beyond the peak. */
export function marginText(
  { zone, perSecond, peakPerSecond, share, isOnSale }: Margin,
  language: Language,
): readonly [where: string, left: string] {
  const words = wordsOf(language);
  const where = [
    zone === undefined ? words.noZone : fill(words.withoutZone, { zone }),
    ...(isOnSale ? [words.onSale] : []),
  ].join(words.list);
  const left =
    share === undefined || peakPerSecond === undefined
      ? fill(words.marginUnknown, { why: perSecond === 'not determined' ? words.noCapacity : words.noPeak })
      : fill(words.marginLine, {
          capacity: capacityText(perSecond, language),
          peak: numberText(peakPerSecond),
          share: `${share < 0 ? '−' : '+'}${percentText(Math.abs(share))}`,
        });
  return [where, left];
}
