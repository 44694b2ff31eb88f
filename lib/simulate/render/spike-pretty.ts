import { fill } from '../../report/verify/language';
import { columnsOf, padded, wrapped } from '../../report/verify/text/columns';
import { paintOf } from '../../report/verify/text/paint';
import { printable } from '../../terminal-text';
import { GAPS, type Open } from '../read';
import { isCarried, type SpikeReport, type SpikeRun } from '../spike';
import { drawnRun, grouped, percent, type SpikePrettyOptions } from './options';
import { chartLines, type Layout } from './text-chart';
import { findingText, openingText, openText } from './texts';
import { SCENARIO_WORDS, SHORT_TIMING_WORDS, TIMING_WORDS, wordsOf } from './words';

/** The report for a terminal: verdict, chart, scenarios, minimums, findings and what stays open. */
export function renderSpike(report: SpikeReport, options: SpikePrettyOptions): string {
  const { language, width = 100, colours = false } = options;
  const layout: Layout = { language, width, paint: paintOf(colours) };
  const { paint } = layout;
  const words = wordsOf(language);
  const run = drawnRun(report, options);
  const verdict = isCarried(report) ? paint.good(words.carried) : paint.bad(words.notCarried);
  const names = { scenario: SCENARIO_WORDS[language][run.scenario.id], timing: TIMING_WORDS[language][run.timing] };
  const gaps = report.open.filter(({ code }) => GAPS.includes(code));
  const assumed = report.open.filter(({ code }) => !GAPS.includes(code));
  const notes = (list: readonly Open[]) =>
    bullets(
      list.map((each) => openText(each, language)),
      layout,
    );
  const lines = [
    `${paint.strong(words.title)}  ${words.opens} ${printable(openingText(report, language))}`,
    verdict,
    '',
    ...section(fill(words.chart, names), chartLines(run, layout), layout),
    ...section(words.scenarios, scenarioLines(report, layout), layout),
    ...section(words.minimums, minimumLines(report, layout), layout),
    ...section(words.findings, findingLines(report, layout), layout),
    ...(gaps.length === 0 ? [] : section(words.open, notes(gaps), layout)),
    ...(assumed.length === 0 ? [] : section(words.assumed, notes(assumed), layout)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, lines: readonly string[], { paint }: Layout): readonly string[] {
  return [paint.strong(title), ...lines, ''];
}

function scenarioLines(report: SpikeReport, layout: Layout): readonly string[] {
  const { language } = layout;
  const words = wordsOf(language);
  const { shortBlocked, shed, shortFailed, share, first, recovered } = words;
  const head = ['', '', shortBlocked, shed, shortFailed, share, first, recovered];
  const rows = report.runs.map((run, index) => [
    run.scenario === report.runs[index - 1]?.scenario ? '' : SCENARIO_WORDS[language][run.scenario.id],
    SHORT_TIMING_WORDS[language][run.timing],
    grouped(run.totals.blocked),
    grouped(run.totals.shed),
    grouped(run.totals.failed),
    percent(run.totals.blocked + run.totals.shed + run.totals.failed, run.totals.offered),
    run.totals.firstShortMinute === undefined ? words.none : String(run.totals.firstShortMinute),
    recoveryText(run, layout),
  ]);
  return tableLines([head, ...rows]);
}

function recoveryText({ totals }: SpikeRun, { language }: Layout): string {
  const words = wordsOf(language);
  if (totals.minutesUntilRecovered === undefined) {
    return words.none;
  }
  return totals.recovered ? fill(words.minutesCount, { count: totals.minutesUntilRecovered }) : words.never;
}

function minimumLines({ tiers }: SpikeReport, layout: Layout): readonly string[] {
  const words = wordsOf(layout.language);
  const rows = tiers.map(({ group, minimumAtOpening, least }) => [
    group.name,
    fill(words.minimumRow, {
      now: minimumAtOpening,
      all: least.allZones,
      lost: least.oneZoneLost === 'none' ? words.noNumber : (least.oneZoneLost ?? words.notKnown),
    }),
  ]);
  return tableLines(rows);
}

function findingLines({ findings }: SpikeReport, layout: Layout): readonly string[] {
  const { paint, language } = layout;
  const words = wordsOf(language);
  if (findings.length === 0) {
    return [`  ${words.noFindings}`];
  }
  const width = Math.max(...[words.error, words.warning].map((word) => word.length * 2));
  return findings.flatMap((finding) => {
    const mark =
      finding.severity === 'error' ? paint.bad(padded(words.error, width)) : paint.unsure(padded(words.warning, width));
    const [first = '', ...rest] = wrapped(findingText(finding, language), layout.width - width - 4);
    return [`  ${mark}  ${first}`, ...rest.map((line) => `${' '.repeat(width + 4)}${line}`)];
  });
}

function bullets(texts: readonly string[], layout: Layout): readonly string[] {
  return texts.flatMap((text) => {
    const [first = '', ...rest] = wrapped(text, layout.width - 4);
    return [`  - ${first}`, ...rest.map((line) => `    ${line}`)];
  });
}

/** A table whose columns are as wide as their widest cell. */
function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => columnsOf(row[column] ?? ''))));
  return cells.map((row) => `  ${row.map((cell, column) => padded(cell, widths[column] ?? 0)).join('  ')}`.trimEnd());
}
