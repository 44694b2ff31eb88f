import { formatFault } from '../../errors';
import {
  exceptionFaults,
  isMet,
  WEAKNESS_NAMES,
  type FailureReport,
  type ReadFinding,
  type ReportedScenario,
  type Row,
} from '../../failures';
import { fill } from '../verify/language';
import { printable } from '../../terminal-text';
import { indented, tableLines, type Layout } from '../verify/text/lines';
import { paintOf } from '../verify/text/paint';
import { momentText, recoveryText, timeText } from './cells';
import type { ScenarioGroup } from './grouping';
import { Ways } from './ways';
import { holdsText, isHolding } from './holds';
import { hashOf } from './header';
import { labelsOf, type Labels } from './labels';
import { marginText } from './margin-text';
import type { FailuresPrettyOptions } from './options';
import { costsOf, nameOf, operationOf, seenOf } from './row-text';
import { groupsBySeverity, servicesTogether, worseInOperation } from './sections';
import { basisText, findingText, kindText, objectiveText, reasonText, wordsOf, worseText, type Words } from './words';

const NARROWEST = 60;
/** Names of faults that are shown before the others are counted. */
const SHOWN = 4;

/** The report for people at a terminal: the worst first. */
export function renderFailures(report: FailureReport, options: FailuresPrettyOptions): string {
  const { language, colours = false, width = 100, verbose = false } = options;
  const labels = labelsOf(report);
  const page: Page = {
    report,
    options: { ...options, verbose },
    layout: { language, width: Math.max(NARROWEST, width), paint: paintOf(colours) },
    words: wordsOf(language),
    labels,
    ways: new Ways(report, labels),
  };
  const groups = groupsBySeverity(report);
  const sections = [
    headLines(page),
    section(page.words.unread, unreadLines(page), page),
    section(
      page.words.down,
      groups.lasting.flatMap((group) => groupLines(group, page)),
      page,
    ),
    section(
      page.words.recovering,
      groups.recovering.flatMap((group) => groupLines(group, page)),
      page,
    ),
    section(
      page.words.unaffected,
      groups.none.flatMap((group) => nameLines(group, page)),
      page,
    ),
    section(page.words.irrelevant, verbose ? groups.irrelevant.flatMap((group) => nameLines(group, page)) : [], page),
    section(page.words.operation, operationLines(page), page),
    section(page.words.pairs, pairLines(page), page),
    section(page.words.weaknesses, weaknessLines(page), page),
    section(page.words.margins, marginLines(page), page),
    section(page.words.unseen, faultList(report.coverage.unseen, page), page),
    section(page.words.unseenRedundancy, verbose ? faultList(report.coverage.unseenRedundancy, page) : [], page),
    section(page.words.silent, list(report.coverage.silent, page), page),
    section(page.words.findings, findingLines(page), page),
    section(page.words.objectives, objectiveLines(page), page),
    section(page.words.exceptions, exceptionLines(page), page),
    section(page.words.comparison, comparisonLines(page), page),
    [summaryLine(page)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

interface Page {
  readonly report: FailureReport;
  readonly options: FailuresPrettyOptions & { readonly verbose: boolean };
  readonly layout: Layout;
  readonly words: Words;
  readonly labels: Labels;
  readonly ways: Ways;
}

function section(title: string, lines: readonly string[], { layout }: Page): readonly string[] {
  return lines.length === 0 ? [] : [layout.paint.strong(title), ...lines];
}

function headLines({ report, options, words, layout }: Page): readonly string[] {
  const faults = report.scenarios.filter(({ operation }) => operation === undefined).length;
  const pairs = report.pairs === undefined ? '' : fill(words.countsPairs, { pairs: report.pairs.scenarios - faults });
  const counts = fill(words.counts, { faults, services: report.services.length + report.unread.length });
  return [
    ...indented(`${words.title}${words.colon}${counts}${pairs}`, layout, 0, 2).map(layout.paint.strong),
    ...indented(
      `${words.hash} ${hashOf(options.read)}, ${words.register} ${report.register}, ${words.version} ${options.toolVersion}`,
      layout,
      0,
      2,
    ),
  ];
}

function unreadLines({ report, layout }: Page): readonly string[] {
  return report.unread.flatMap(({ service, because }) =>
    indented(`? ${service}: ${because.where}: ${because.means}`, layout, 2, 2).map(layout.paint.unsure),
  );
}

function groupLines(group: ScenarioGroup, page: Page): readonly string[] {
  const { layout, words, options } = page;
  const [first] = group.rows;
  const rows = servicesTogether(group.rows);
  return [
    ...indented(
      `${kindText(group.kind, options.language)}${words.colon}${namesOf(group.scenarios, page)}`,
      layout,
      2,
      4,
    ),
    ...rows.flatMap(({ row, services }) => rowLines(row, services, rows.length === 1, page)),
    ...(first === undefined ? [] : indented(seenOf(first, options, page.labels), layout, 6, 2).map(layout.paint.faint)),
    ...(options.verbose ? detailLines(group.rows, page) : []),
  ];
}

function rowLines(row: Row, services: readonly string[], isAll: boolean, page: Page): readonly string[] {
  const { layout, words, options } = page;
  const { language } = options;
  const moments = [row.t0, row.t1, row.t2].map((moment) => momentText(moment, language)).join(' → ');
  const paint =
    row.t1.state === 'UP'
      ? layout.paint.good
      : row.t1.state === 'UNDETERMINED'
        ? layout.paint.unsure
        : layout.paint.bad;
  const who = isAll && services.length > 1 ? words.everyService : services.join(words.list);
  return [
    `      ${paint(moments)}  ${printable(who)}`,
    ...indented([recoveryText(row, language), ...costsOf(row, options)].join(words.list), layout, 8, 2),
  ];
}

/** Ways, and recoveries part by part. */
function detailLines(rows: readonly Row[], { layout, words, labels, ways, options }: Page): readonly string[] {
  const short = (label: string) => labels.short(label);
  return servicesTogether(rows).flatMap(({ row, services }) => [
    ...indented(`${services.join(words.list)}${words.colon}${words.normal} ${ways.text(row.normalPath)}`, layout, 8, 2),
    ...(row.detour === undefined || row.detour.length === 0 || ways.text(row.detour) === ways.text(row.normalPath)
      ? []
      : indented(`${words.detour} ${ways.text(row.detour)}`, layout, 8, 2)),
    ...(row.recovery?.steps ?? []).flatMap((step) => [
      ...indented(
        `${timeText(step.begins, options.language)} – ${timeText(step.ends, options.language)}  ${short(step.what)} (${step.rule})`,
        layout,
        8,
        2,
      ),
      ...tableLines(
        step.parts.map(({ name, seconds, basis, source }) => [
          timeText(seconds, options.language),
          name,
          `${basisText(basis, options.language)}, ${source}`,
        ]),
        layout,
        10,
      ).map(layout.paint.faint),
    ]),
  ]);
}

function nameLines(group: ScenarioGroup, page: Page): readonly string[] {
  const { layout, options, words } = page;
  return indented(
    `${kindText(group.kind, options.language)}${words.colon}${namesOf(group.scenarios, page)}`,
    layout,
    2,
    4,
  );
}

function namesOf(scenarios: readonly ReportedScenario[], page: Page): string {
  const { words, options } = page;
  const names = scenarios.map((scenario) => nameOf(scenario, page.options, page.labels));
  const shown = options.verbose || names.length <= SHOWN + 1 ? names : names.slice(0, SHOWN);
  const more = names.length - shown.length;
  return [...shown, ...(more > 0 ? [fill(words.more, { count: more })] : [])].join(words.list);
}

function operationLines(page: Page): readonly string[] {
  const { report, layout, words, options } = page;
  const worse = worseInOperation(report);
  if (worse.length === 0) {
    return indented(words.operationNone, layout, 2);
  }
  const shown = options.verbose ? worse : worse.slice(0, SHOWN * 2);
  return [
    ...shown.flatMap((scenario) =>
      indented(
        `${nameOf(scenario, page.options, page.labels)}${words.list}${operationOf(scenario, options, page.labels)}${words.colon}${scenario.rows
          .map(({ service, t0, t1, t2 }) =>
            [service, [t0, t1, t2].map((moment) => momentText(moment, options.language)).join(' → ')].join(' '),
          )
          .join(words.list)}`,
        layout,
        2,
        4,
      ),
    ),
    ...(worse.length > shown.length ? [`  ${fill(words.more, { count: worse.length - shown.length })}`] : []),
  ];
}

function pairLines(page: Page): readonly string[] {
  const { report, layout, words, labels } = page;
  const { pairs } = report;
  if (pairs === undefined) {
    return [];
  }
  const label = new Map(report.scenarios.flatMap(({ fails }) => fails.map((each) => [each.id, each.label] as const)));
  const sets = pairs.cutSets.filter(({ groups }) => groups.length > 1);
  return [
    ...indented(fill(words.pairsEvaluated, { scenarios: pairs.scenarios, evaluated: pairs.evaluated }), layout, 2),
    ...pairs.counts.flatMap((count) => indented(fill(words.pairsSurvived, { ...count }), layout, 2)),
    `  ${words.cutSets}${words.colon}`,
    ...report.services.flatMap(({ id }) => {
      const own = sets.filter(({ service }) => service === id);
      const single = pairs.cutSets.filter(({ service, groups }) => service === id && groups.length === 1).length;
      const shown = page.options.verbose ? own : own.slice(0, SHOWN * 2);
      return [
        ...indented(`${id}${words.colon}${fill(words.cutSingle, { count: single })}`, layout, 4),
        ...shown.flatMap(({ groups, state }) =>
          indented(
            `${groups.map((group) => labels.short(label.get(group) ?? group)).join(' + ')}${words.colon}${state}`,
            layout,
            6,
            2,
          ),
        ),
        ...(own.length > shown.length ? [`      ${fill(words.more, { count: own.length - shown.length })}`] : []),
      ];
    }),
  ];
}

function weaknessLines({ report, layout, labels, options }: Page): readonly string[] {
  return report.weaknesses.flatMap(({ code, where, means, change, severity }) => [
    ...indented(
      `${severity === 'error' ? '✗' : '!'} ${WEAKNESS_NAMES[code][options.language]} [${code}]`,
      layout,
      2,
      4,
    ).map(severity === 'error' ? layout.paint.bad : layout.paint.unsure),
    ...indented(`${labels.short(where)}: ${means}`, layout, 6, 2),
    ...indented(change, layout, 6, 2).map(layout.paint.faint),
  ]);
}

function marginLines({ report, layout, labels, options }: Page): readonly string[] {
  return report.margins.flatMap((margin) =>
    indented(
      [labels.short(margin.tier), margin.service, ...marginText(margin, options.language)].join('  '),
      layout,
      2,
      4,
    ),
  );
}

function faultList(ids: readonly string[], page: Page): readonly string[] {
  const byId = new Map(page.report.scenarios.map((scenario) => [scenario.id, scenario]));
  const names = ids.map((id) => {
    const scenario = byId.get(id);
    return scenario === undefined ? id : nameOf(scenario, page.options, page.labels);
  });
  return names.length === 0 ? [] : indented(names.join(page.words.list), page.layout, 2);
}

function list(names: readonly string[], { layout, labels }: Page): readonly string[] {
  return names.flatMap((name) => indented(`- ${labels.short(name)}`, layout, 2, 2));
}

function findingLines({ report, layout, labels, options, words }: Page): readonly string[] {
  const byCode = new Map<ReadFinding['code'], ReadFinding[]>();
  for (const finding of report.findings) {
    byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding]);
  }
  return [...byCode].flatMap(([code, findings]) => [
    ...indented(
      `${code}${words.colon}${findingText(code, options.language)}${words.colon}${String(findings.length)}`,
      layout,
      2,
    ),
    ...(options.verbose
      ? findings.flatMap(({ where, means }) => indented(`- ${labels.short(where)}: ${means}`, layout, 4, 2))
      : []),
  ]);
}

function objectiveLines({ report, layout, words, options }: Page): readonly string[] {
  const { language } = options;
  if (report.objectives.length === 0) {
    return [`  ${words.objectivesNone}`];
  }
  return report.objectives.flatMap((result) => {
    const { objective, limitSeconds, worstSeconds, rows, misses } = result;
    const limit = timeText(limitSeconds, language);
    const text = isMet(result)
      ? fill(words.objectiveMet, { worst: timeText(worstSeconds ?? 0, language), limit, rows })
      : rows === 0
        ? words.objectiveEmpty
        : fill(words.objectiveMissed, {
            misses: new Set(misses.map(({ scenario, service }) => `${scenario} ${service}`)).size,
            rows,
            limit,
          });
    const paint = isMet(result) ? layout.paint.good : layout.paint.bad;
    const shown = options.verbose ? misses : misses.slice(0, SHOWN);
    return [
      `  ${paint(`${isMet(result) ? '✓' : '✗'} ${objectiveText(objective, language)}`)}${words.colon}${text}`,
      ...shown.flatMap(({ scenario, service, reason, seconds }) =>
        indented(
          `- ${scenario}${words.list}${service}${words.colon}${reasonText(reason, language)}${
            seconds === undefined ? '' : ` (${timeText(seconds, language)})`
          }`,
          layout,
          6,
          2,
        ),
      ),
      ...(misses.length > shown.length ? [`      ${fill(words.more, { count: misses.length - shown.length })}`] : []),
    ];
  });
}

function exceptionLines({ layout, words, options }: Page): readonly string[] {
  const { exceptions } = options;
  if (exceptions === undefined) {
    return [];
  }
  const faults = exceptionFaults(exceptions);
  return faults.length === 0
    ? indented(`✓ ${fill(words.exceptionsHold, { count: exceptions.explained.size })}`, layout, 2, 2).map(
        layout.paint.good,
      )
    : faults.flatMap((fault) => indented(`✗ ${formatFault(fault)}`, layout, 2, 4).map(layout.paint.bad));
}

function comparisonLines({ layout, words, options }: Page): readonly string[] {
  const { comparison, language } = options;
  return comparison === undefined
    ? []
    : [
        `  ${fill(words.comparisonCounts, {
          worse: comparison.worse.length,
          better: comparison.better,
          gone: comparison.gone.length,
        })}`,
        ...comparison.worse.flatMap(({ scenario, service, worse }) =>
          indented(
            `+ ${scenario}${words.list}${service}${words.colon}${worse.map((each) => worseText(each, language)).join(words.list)}`,
            layout,
            4,
            2,
          ),
        ),
      ];
}

function summaryLine({ report, options, layout }: Page): string {
  const holds = isHolding(report, options);
  return (holds ? layout.paint.good : layout.paint.bad)(holdsText(report, holds, options.language));
}
