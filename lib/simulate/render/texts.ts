import { fill, type Language } from '../../report/verify/language';
import { ZoneClock, type Open } from '../read';
import { SCENARIOS, TIMINGS, type SpikeFinding, type SpikeReport } from '../spike';
import { grouped, percent } from './options';
import { FINDING_WORDS, OPEN_WORDS, SCENARIO_WORDS, TIMING_WORDS, wordsOf } from './words';

/** What a finding says. */
export function findingText({ code, subject, values }: SpikeFinding, language: Language): string {
  const numbers = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, grouped(value)] as const] : [],
  );
  const { requests, offered } = values;
  const isShare = typeof requests === 'number' && typeof offered === 'number';
  const scenario = SCENARIOS.find(({ id }) => id === values['scenario']);
  const timing = TIMINGS.find((id) => id === values['timing']);
  return fill(FINDING_WORDS[language][code], {
    ...Object.fromEntries(numbers),
    ...(isShare ? { share: percent(requests, offered) } : {}),
    ...(scenario === undefined ? {} : { scenario: SCENARIO_WORDS[language][scenario.id] }),
    ...(timing === undefined ? {} : { timing: TIMING_WORDS[language][timing] }),
    subject,
  });
}

/** What stays open. */
export function openText({ code, subject }: Open, language: Language): string {
  return fill(OPEN_WORDS[language][code], { subject });
}

/** When the sale opens. */
export function openingText({ timeline }: SpikeReport, language: Language): string {
  const { opensAt, timeZone } = timeline;
  const words = wordsOf(language);
  return timeZone === undefined ? words.noTime : `${new ZoneClock(timeZone).textOf(opensAt)} ${timeZone}`;
}
