import type { ReportedScenario, Row } from '../../failures';
import { fill } from '../verify/language';
import { capacityText, timeText } from './cells';
import type { Labels } from './labels';
import type { FailuresRenderOptions } from './options';
import { faultText, wordsOf } from './words';

export function nameOf({ fails }: ReportedScenario, { language }: FailuresRenderOptions, labels: Labels): string {
  return fails.map(({ label, mode }) => faultText(labels.short(label), mode, language)).join(' + ');
}

export function operationOf(
  { operation }: ReportedScenario,
  { language }: FailuresRenderOptions,
  labels: Labels,
): string {
  const words = wordsOf(language);
  switch (operation?.kind) {
    case 'evacuated':
      return fill(words.evacuated, { zone: operation.zone });
    case 'replaced':
      return fill(words.replaced, { member: labels.short(operation.member) });
    case 'on-sale':
      return words.onSale;
    case undefined:
      return '';
  }
}

/** What a row costs beside answers. */
export function costsOf(row: Row, { language }: FailuresRenderOptions): readonly string[] {
  const words = wordsOf(language);
  const { dataLossSeconds } = row.t2;
  return [
    ...(dataLossSeconds === 0 || row.t2.state === 'DOWN'
      ? []
      : [
          dataLossSeconds === undefined
            ? words.lossUnknown
            : fill(words.loses, { time: timeText(dataLossSeconds, language) }),
        ]),
    ...(row.inDoubt === 0
      ? []
      : [
          row.inDoubt === undefined ? words.doubtUnknown : fill(words.doubt, { count: String(Math.ceil(row.inDoubt)) }),
        ]),
    ...(row.capacity.carriesPeak === false && row.t1.state !== 'DOWN'
      ? [`${fill(words.capacity, { capacity: capacityText(row.capacity.perSecond, language) })} (${words.belowPeak})`]
      : []),
    ...(row.budgetShare === undefined || row.budgetShare === 0
      ? []
      : [fill(words.budget, { share: `${(row.budgetShare * 100).toFixed(1)} %` })]),
  ];
}

export function seenOf({ seen }: Row, { language }: FailuresRenderOptions, labels: Labels): string {
  const words = wordsOf(language);
  const [first, ...rest] = seen;
  if (first === undefined) {
    return words.seenByNobody;
  }
  const text = fill(words.seen, {
    time: timeText(first.afterSeconds, language),
    detector: labels.short(first.detector),
  });
  return rest.length === 0 ? text : `${text} (${fill(words.more, { count: rest.length })})`;
}
