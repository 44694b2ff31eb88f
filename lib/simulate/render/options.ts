import type { Language } from '../../report/verify/language';
import type { MinuteRow, ScenarioId, SpikeReport, SpikeRun, TimingId } from '../spike';

/** What every renderer is told beside the report. */
export interface SpikeRenderOptions {
  readonly language: Language;
  /**
   * Scenario that is drawn.
   *
   * @default normal
   */
  readonly scenario?: ScenarioId;
  /**
   * Timing that is drawn.
   *
   * @default latest
   */
  readonly timing?: TimingId;
}

/** How it is shown on a terminal. */
export interface SpikePrettyOptions extends SpikeRenderOptions {
  /** Columns of a line. @default 100 */
  readonly width?: number;
  /** @default false */
  readonly colours?: boolean;
}

/** The run that is drawn. */
export function drawnRun(
  { runs }: SpikeReport,
  { scenario = 'normal', timing = 'latest' }: SpikeRenderOptions,
): SpikeRun {
  const found = runs.find((run) => run.scenario.id === scenario && run.timing === timing);
  if (found === undefined) {
    throw new Error(`no run of ${scenario}, ${timing}`);
  }
  return found;
}

/** Minutes before the opening that are drawn. */
const MINUTES_BEFORE = 10;

/** The minutes of a run that are drawn; the whole of it is in the CSV and the JSON. */
export function drawnRows({ rows }: SpikeRun): readonly MinuteRow[] {
  return rows.filter(({ minute }) => minute >= -MINUTES_BEFORE);
}

/** A share in percent with two digits, rounded; what is there is never shown as nothing, nor all that is not all. */
export function percent(part: number, whole: number): string {
  if (part === 0 || whole === 0) {
    return '0 %';
  }
  const hundredths = Math.round((part * 10_000) / whole);
  if (hundredths === 0) {
    return '< 0.01 %';
  }
  return hundredths === 10_000 && part < whole ? '> 99.99 %' : `${(hundredths / 100).toFixed(2)} %`;
}

/** A number with blanks between groups of three digits. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u00A0');
}
