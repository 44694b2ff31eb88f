import type { Capacity, Moment, Row } from '../../failures';
import { fill, type Language } from '../verify/language';
import { stateText, wordsOf } from './words';

/** A span of time: seconds up to two minutes, else minutes or hours that it is exactly, else seconds. */
export function timeText(seconds: number, language: Language): string {
  const [hour, minute, second] = language === 'en' ? [' h', ' min', ' s'] : [' 時間', ' 分', ' 秒'];
  if (seconds >= 7200 && seconds % 3600 === 0) {
    return `${String(seconds / 3600)}${hour}`;
  }
  return seconds > 120 && seconds % 60 === 0 ? `${String(seconds / 60)}${minute}` : `${String(seconds)}${second}`;
}

/** A share in per cent; what is not nothing is never shown as nothing, what is not everything never as everything. */
export function percentText(share: number): string {
  const percent = share * 100;
  const digits = Number.isInteger(Math.round(percent * 1e6) / 1e6) ? 0 : 1;
  const rounded = Number(percent.toFixed(digits));
  const kept = rounded === 0 && share > 0 ? 0.1 : rounded === 100 && share < 1 ? 99.9 : rounded;
  return `${String(kept)} %`;
}

/** What a service is at a moment, with the share of its requests that get no answer. */
export function momentText({ state, lost }: Moment, language: Language): string {
  const text = stateText(state, language);
  return state === 'PARTIAL' && lost !== undefined ? `${text} −${percentText(lost)}` : text;
}

export function capacityText(capacity: Capacity, language: Language): string {
  const words = wordsOf(language);
  return capacity === 'unlimited'
    ? words.unlimited
    : capacity === 'not determined'
      ? words.capacityUnknown
      : numberText(capacity);
}

/** A number of requests, rounded down: what is not carried is not promised. */
export function numberText(value: number): string {
  return String(Math.floor(value + 1e-9));
}

/** How, and after how long, a row recovers. */
export function recoveryText({ recovery, manual }: Row, language: Language): string {
  const words = wordsOf(language);
  const own =
    recovery === undefined ? words.notByItself : fill(words.byItself, { time: timeText(recovery.seconds, language) });
  return manual === undefined || (recovery !== undefined && recovery.seconds <= manual.seconds)
    ? own
    : [
        own,
        fill(words.byHand, {
          runbook: manual.runbooks.join(words.list),
          time: timeText(manual.seconds, language),
        }),
      ].join(words.list);
}
