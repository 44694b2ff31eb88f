import type { PolicyFinding, ProofResult, VerifyReport } from '../../verify/policy/types';
import { nameIn, translate } from './catalogue';
import { explainResult, whereIn } from './explain';
import { fill } from './language';
import type { RenderOptions } from './options';
import { cellKey, cellText, segregationsOf } from './segregation';
import { explanationLines, indented, tableLines, whereText, type Layout } from './text/lines';
import { paintOf } from './text/paint';
import { unreported } from './unreported';
import { wordsOf, type Words } from './words';

/** How the report is shown on a terminal. */
export interface PrettyOptions extends RenderOptions {
  /** Whether colours are used. @default false */
  readonly colours?: boolean;
  /** Columns of a line. @default 100 */
  readonly width?: number;
  /** Whether results that hold are explained as well, with what stops packets. @default false */
  readonly verbose?: boolean;
}

const NARROWEST = 60;

/** The report for people at a terminal: what fails first, with everything needed to repair it. */
export function renderPretty(report: VerifyReport, options: PrettyOptions): string {
  const { language, colours = false, width = 100, verbose = false } = options;
  const layout: Layout = { language, width: Math.max(NARROWEST, width), paint: paintOf(colours) };
  const words = wordsOf(language);
  const [failing, holding] = [
    report.results.filter(({ holds }) => !holds),
    report.results.filter(({ holds }) => holds),
  ];
  const sections = [
    failing.flatMap((result) => [
      ...resultLines(result, layout, words),
      ...whyLines(result, layout, words, options),
      '',
    ]),
    holding.flatMap((result) => [
      ...resultLines(result, layout, words),
      ...(verbose
        ? explanationLines(explainResult(result, language, options), layout, 4)
        : besideLines(result, layout, words)),
    ]),
    matrixLines(report, layout, words),
    findingLines(report, layout, words, options),
    networkLines(report, layout, words, options),
    verbose ? ledgerLines(report, layout, words) : [],
    scopeLines(report, layout, words),
    coverageLines(report, layout, words),
    summaryLines(report, layout, words),
    indented(words.notSaid, layout, 0).map(layout.paint.faint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n').trimEnd())
    .join('\n\n')}\n`;
}

function resultLines(result: ProofResult, layout: Layout, words: Words): readonly string[] {
  const { paint, language } = layout;
  const { verdict, rule, holds, severity, says, from, to, services } = result;
  const colour = holds ? paint.good : severity === 'warning' ? paint.unsure : paint.bad;
  const state = holds ? '✓' : severity === 'warning' ? '!' : '✗';
  const asked = services.length === 0 ? words.all : shortened(services);
  const head = `${colour(`${state} ${verdict.verdict}`)}  ${paint.strong(rule)}`;
  return [
    head,
    ...indented(says[language], layout, 4),
    ...indented(
      `${nameIn(from, language)} → ${nameIn(to, language)}  ${asked}  (${result.level}, ${result.relation})`,
      layout,
      4,
    ).map(paint.faint),
  ];
}

/** Most services that are named beside who is asked about. */
const MOST_SERVICES = 6;

function shortened(services: readonly string[]): string {
  const rest = services.length - MOST_SERVICES;
  return `${services.slice(0, MOST_SERVICES).join(' ')}${rest > 0 ? ` … +${String(rest)}` : ''}`;
}

function whyLines(result: ProofResult, layout: Layout, words: Words, options: RenderOptions): readonly string[] {
  const { why } = result;
  return [
    ...(why === undefined ? [] : indented(`${words.why}${words.colon}${why[layout.language]}`, layout, 4)),
    ...explanationLines(explainResult(result, layout.language, options), layout, 4),
  ];
}

/** Ways that no packet filter sees, in one line: what holds is not explained. */
function besideLines({ controlPlane }: ProofResult, layout: Layout, words: Words): readonly string[] {
  const names = new Set(controlPlane.map(({ way, origin }) => `${way} ${origin.resource?.logicalId ?? origin.label}`));
  return names.size === 0
    ? []
    : indented(`${words.beside}${words.colon}${[...names].join(', ')}`, layout, 4).map(layout.paint.faint);
}

function matrixLines(report: VerifyReport, layout: Layout, words: Words): readonly string[] {
  return segregationsOf(report).flatMap(({ rule, segments, cells }) => [
    layout.paint.strong(fill(words.matrix, { rule })),
    ...tableLines(
      [
        ['', ...segments],
        ...segments.map((from) => [
          from,
          ...segments.map((to) => (from === to ? '·' : cellText(cells.get(cellKey(from, to))))),
        ]),
      ],
      { ...layout, width: Number.MAX_SAFE_INTEGER },
      2,
    ),
    ...indented(words.matrixCell, layout, 2).map(layout.paint.faint),
    '',
  ]);
}

function findingLines(report: VerifyReport, layout: Layout, words: Words, options: RenderOptions): readonly string[] {
  const { paint, language } = layout;
  const marks: Readonly<Record<PolicyFinding['severity'], string>> = {
    error: paint.bad('✗'),
    warning: paint.unsure('!'),
    note: paint.faint('·'),
  };
  const codes = [...new Set(report.findings.map(({ code }) => code))];
  const lines = codes.flatMap((code) => {
    const own = report.findings.filter((finding) => finding.code === code);
    const [first] = own;
    return first === undefined
      ? []
      : [
          `  ${marks[first.severity]} ${code}${own.length > 1 ? ` × ${String(own.length)}` : ''}`,
          ...own.flatMap((finding, index) => [
            ...(own[index - 1]?.says.en === finding.says.en ? [] : indented(finding.says[language], layout, 6)),
            ...(finding.origin === undefined
              ? []
              : indented(whereText(whereIn(finding.origin, language, options)), layout, 8).map(paint.faint)),
          ]),
        ];
  });
  return lines.length === 0 ? [] : [paint.strong(words.findings), ...lines];
}

function networkLines(report: VerifyReport, layout: Layout, words: Words, options: RenderOptions): readonly string[] {
  const lines = unreported(report).flatMap(({ code, means, origin }) => [
    ...indented(`· ${code}: ${translate(means, layout.language)}`, layout, 2, 2),
    ...indented(whereText(whereIn(origin, layout.language, options)), layout, 4).map(layout.paint.faint),
  ]);
  return lines.length === 0 ? [] : [layout.paint.strong(words.network), ...lines];
}

function ledgerLines(report: VerifyReport, layout: Layout, words: Words): readonly string[] {
  const lines = report.ledger.flatMap(({ kind, id, says }) =>
    indented(`· ${kind} ${id}: ${says[layout.language]}`, layout, 2, 2),
  );
  return lines.length === 0 ? [] : [layout.paint.strong(words.ledger), ...lines];
}

function scopeLines({ scope = [] }: VerifyReport, layout: Layout, words: Words): readonly string[] {
  const rows = scope.map(({ label, scope: of, because }) => [of, label, because[layout.language]]);
  return rows.length === 0 ? [] : [layout.paint.strong(words.scope), ...tableLines(rows, layout, 2)];
}

function coverageLines({ coverage, worlds }: VerifyReport, layout: Layout, words: Words): readonly string[] {
  const { exact, approximated, inert, types } = coverage;
  const loose = Object.entries(types).filter(([, { treated }]) => treated === 'approximated');
  return [
    ...indented(
      `${words.coverage}${words.colon}${fill(words.coverageText, { exact, approximated, inert })}`,
      layout,
      0,
    ),
    ...(loose.length === 0 ? [] : indented(`${words.approximated}${words.colon}`, layout, 2)),
    ...loose.flatMap(([type, { count, why }]) =>
      indented(
        `· ${type} × ${String(count)}${why === undefined ? '' : `: ${translate(why, layout.language)}`}`,
        layout,
        4,
        2,
      ),
    ),
    ...(worlds.length > 1 ? indented(`${words.worlds}${words.colon}${worlds.join(' | ')}`, layout, 0) : []),
  ];
}

function summaryLines(report: VerifyReport, layout: Layout, words: Words): readonly string[] {
  const total = report.results.length;
  const holding = report.results.filter(({ holds }) => holds).length;
  const count = (severity: PolicyFinding['severity']) =>
    report.findings.filter((finding) => finding.severity === severity).length;
  const findings = fill(words.countFindings, {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
  });
  const state = report.holds ? words.holds : words.doesNotHold;
  const paint = report.holds ? layout.paint.good : layout.paint.bad;
  const lines = indented(
    `${report.policy.name}${words.colon}${state}; ${fill(words.countHold, { holding, total })}; ${findings}`,
    layout,
    0,
    2,
  );
  return lines.map(paint);
}
