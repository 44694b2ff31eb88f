import { escapeMarkup } from '../../report/verify/escape';
import { fill } from '../../report/verify/language';
import { printable } from '../../terminal-text';
import type { SpikeReport, SpikeRun } from '../spike';
import { drawnRows, drawnRun, grouped, type SpikeRenderOptions } from './options';
import { axes, bar, line, type Frame } from './svg-parts';
import { openingText } from './texts';
import { SCENARIO_WORDS, TIMING_WORDS, wordsOf, type Words } from './words';

/** Measures of the drawing. */
const SIZE = { width: 960, left: 84, right: 24, top: 92, plot: 260, gap: 64, small: 110, bottom: 48 } as const;

/**
 * The chart as one SVG that needs nothing else: no script, no font, no address. It says what it shows in words, tells
 * parts apart by patterns as well as colours, and follows the light or dark scheme of whoever looks.
 *
 * @see https://www.w3.org/TR/SVG2/struct.html#TitleElement read 2026-11-26
 */
export function renderSpikeSvg(report: SpikeReport, options: SpikeRenderOptions): string {
  const { language } = options;
  const words = wordsOf(language);
  const whole = drawnRun(report, options);
  const run = { ...whole, rows: drawnRows(whole) };
  const names = { scenario: SCENARIO_WORDS[language][run.scenario.id], timing: TIMING_WORDS[language][run.timing] };
  const title = `${words.title}${words.colon}${fill(words.chart, names)}`;
  const height = SIZE.top + SIZE.plot + report.tiers.length * (SIZE.gap + SIZE.small) + SIZE.bottom;
  const parts = [
    heading(title, openingText(report, language), words),
    requestsPanel(run, words),
    ...report.tiers.map(({ group }, index) => instancesPanel(run, index, group.name, words)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" lang="${language}" viewBox="0 0 ${String(SIZE.width)} ${String(height)}" width="${String(SIZE.width)}" height="${String(height)}">`,
    `<title id="title">${text(title)}</title>`,
    `<desc id="description">${text(descriptionOf(whole, words))}</desc>`,
    STYLE,
    PATTERNS,
    `<rect class="ground" width="${String(SIZE.width)}" height="${String(height)}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = `<style>
svg { --ground: #ffffff; --ink: #1f2328; --faint: #6e7781; --rule: #d0d7de; --served: #2a6f97; --shed: #b3261e; --failed: #7b3fa0; --blocked: #8a5a00; --capacity: #1f2328; }
@media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --ink: #e6edf3; --faint: #9198a1; --rule: #3d444d; --served: #6cb6ff; --shed: #ff7b72; --failed: #d2a8ff; --blocked: #e3b341; --capacity: #e6edf3; } }
.ground { fill: var(--ground); }
text { fill: var(--ink); font: 13px sans-serif; }
.title { font-size: 17px; font-weight: bold; }
.faint { fill: var(--faint); }
.rule { stroke: var(--rule); stroke-width: 1; }
.served { fill: var(--served); }
.shed { fill: url(#shed); }
.failed { fill: url(#failed); }
.blocked { fill: url(#blocked); }
.line { fill: none; stroke: var(--capacity); stroke-width: 2; }
.dashed { stroke-dasharray: 6 4; }
.opening { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; }
</style>`;

const PATTERNS = [
  '<defs>',
  '<pattern id="shed" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" style="fill: var(--shed)"/><path d="M0 6L6 0" style="stroke: var(--ground); stroke-width: 1.4"/></pattern>',
  '<pattern id="failed" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" style="fill: var(--failed)"/><path d="M0 3H6" style="stroke: var(--ground); stroke-width: 1.4"/></pattern>',
  '<pattern id="blocked" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" style="fill: var(--blocked)"/><circle cx="3" cy="3" r="1.3" style="fill: var(--ground)"/></pattern>',
  '</defs>',
].join('\n');

const PARTS = ['served', 'shed', 'failed', 'blocked'] as const;

function heading(title: string, opening: string, words: Words): string {
  const keys = PARTS.map((part, index) => {
    const x = SIZE.left + index * 205;
    return `<rect class="${part}" x="${String(x)}" y="60" width="14" height="14"/><text x="${String(x + 20)}" y="72">${text(words[part])}</text>`;
  });
  return [
    `<text class="title" x="${String(SIZE.left)}" y="26">${text(title)}</text>`,
    `<text class="faint" x="${String(SIZE.left)}" y="47">${text(`${words.opens} ${opening}`)}</text>`,
    ...keys,
  ].join('\n');
}

function requestsPanel(run: SpikeRun, words: Words): string {
  const { rows } = run;
  const most = Math.max(1, ...rows.map(({ offered }) => offered));
  const frame = frameOf(run, SIZE.top, SIZE.plot, most);
  const bars = rows.flatMap((row) => {
    const lost = (part: 'shed' | 'failed') => row.tiers.reduce((sum, tier) => sum + tier[part], 0);
    const amounts = { served: row.served, shed: lost('shed'), failed: lost('failed'), blocked: row.blocked };
    let from = 0;
    return PARTS.flatMap((part) => {
      const drawn = amounts[part] === 0 ? [] : [bar(frame, part, row.minute, from, amounts[part])];
      from += amounts[part];
      return drawn;
    });
  });
  const capacity = rows.map((row) => Math.min(...row.tiers.map((tier) => tier.capacity)));
  return [
    axes(frame, words.perMinute, words.minutes),
    ...bars,
    line(
      frame,
      'line',
      rows.map(({ minute }, index) => [minute, capacity[index] ?? 0] as const),
    ),
    label(frame, words.capacity),
  ].join('\n');
}

function instancesPanel(run: SpikeRun, index: number, name: string, words: Words): string {
  const rows = run.rows.flatMap(({ minute, tiers }) => {
    const tier = tiers[index];
    return tier === undefined ? [] : [{ minute, tier }];
  });
  const largest = Math.max(1, ...rows.map(({ tier }) => Math.max(tier.desired, tier.inService + tier.starting)));
  // Some room above, so that a line at the greatest size is not the edge.
  const most = Math.ceil(largest * 1.15);
  const top = SIZE.top + SIZE.plot + SIZE.gap + index * (SIZE.gap + SIZE.small);
  const frame = frameOf(run, top, SIZE.small, most);
  return [
    axes(frame, printable(fill(words.instances, { tier: name })), words.minutes),
    line(
      frame,
      'line dashed',
      rows.map(({ minute, tier }) => [minute, tier.desired] as const),
    ),
    line(
      frame,
      'line',
      rows.map(({ minute, tier }) => [minute, tier.inService] as const),
    ),
    label(frame, `${words.inService} ———  ${words.desired} - - -`),
  ].join('\n');
}

function label({ left, width, top }: Frame, words: string): string {
  return `<text class="faint" text-anchor="end" x="${String(left + width)}" y="${String(top - 8)}">${text(words)}</text>`;
}

function frameOf({ rows }: SpikeRun, top: number, height: number, most: number): Frame {
  const from = rows[0]?.minute ?? 0;
  const until = (rows.at(-1)?.minute ?? 0) + 1;
  return { left: SIZE.left, width: SIZE.width - SIZE.left - SIZE.right, top, height, from, until, most };
}

function descriptionOf({ rows, totals }: SpikeRun, words: Words): string {
  return fill(words.chartDescription, {
    minutes: rows.length,
    from: rows[0]?.minute ?? 0,
    until: (rows.at(-1)?.minute ?? 0) + 1,
    offered: grouped(totals.offered),
    served: grouped(totals.served),
    blocked: grouped(totals.blocked),
    shed: grouped(totals.shed),
    failed: grouped(totals.failed),
    peak: grouped(Math.max(0, ...rows.map(({ offered }) => offered))),
  });
}

/** Text of any origin, in one line. */
function text(value: string): string {
  return escapeMarkup(printable(value));
}
