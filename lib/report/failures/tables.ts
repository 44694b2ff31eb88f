import { exceptionFaults, isMet, WEAKNESS_NAMES, type FailureReport } from '../../failures';
import { fill } from '../verify/language';
import { momentText, recoveryText, timeText } from './cells';
import type { ScenarioGroup } from './grouping';
import type { Labels } from './labels';
import { marginText } from './margin-text';
import type { FailuresRenderOptions } from './options';
import { detourTable } from './paper';
import { costsOf, nameOf, operationOf, seenOf } from './row-text';
import { groupsBySeverity, servicesTogether, worseInOperation } from './sections';
import { findingText, kindText, objectiveText, reasonText, wordsOf, worseText } from './words';

/** A part of a page: a title and a table under it. */
export interface TablePart {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Everything that a page shows, as tables: what Markdown and HTML have in common. */
export function tablesOf(report: FailureReport, options: FailuresRenderOptions, labels: Labels): readonly TablePart[] {
  const { language, comparison, exceptions } = options;
  const words = wordsOf(language);
  const groups = groupsBySeverity(report);
  const short = (label: string) => labels.short(label);
  const matrix = (title: string, some: readonly ScenarioGroup[]): TablePart => ({
    title,
    head: [words.kind, words.scenario, words.service, words.t0, words.t1, words.t2, words.recovery, words.seenColumn],
    rows: some.flatMap((group) =>
      servicesTogether(group.rows).map(({ row, services }) => [
        kindText(group.kind, language),
        group.scenarios.map((scenario) => nameOf(scenario, options, labels)).join(words.list),
        services.join(words.list),
        momentText(row.t0, language),
        momentText(row.t1, language),
        momentText(row.t2, language),
        [recoveryText(row, language), ...costsOf(row, options)].join(words.list),
        seenOf(row, options, labels),
      ]),
    ),
  });
  const detours = detourTable(report, language, labels);
  const parts: readonly TablePart[] = [
    { title: words.paper, ...detours },
    matrix(words.down, groups.lasting),
    matrix(words.recovering, groups.recovering),
    {
      title: words.unaffected,
      head: [words.kind, words.scenario],
      rows: groups.none.map((group) => [
        kindText(group.kind, language),
        group.scenarios.map((scenario) => nameOf(scenario, options, labels)).join(words.list),
      ]),
    },
    {
      title: words.operation,
      head: [words.scenario, words.service, words.t0, words.t1, words.t2, words.recovery],
      rows: worseInOperation(report).flatMap((scenario) =>
        scenario.rows.map((row) => [
          `${nameOf(scenario, options, labels)}${words.list}${operationOf(scenario, options, labels)}`,
          row.service,
          momentText(row.t0, language),
          momentText(row.t1, language),
          momentText(row.t2, language),
          recoveryText(row, language),
        ]),
      ),
    },
    {
      title: words.cutSets,
      head: [words.service, words.scenario, words.state],
      rows: (report.pairs?.cutSets ?? [])
        .filter(({ groups: own }) => own.length > 1)
        .map(({ service, groups: own, state }) => [
          service,
          own.map((id) => short(labelOf(report, id))).join(' + '),
          state,
        ]),
    },
    {
      title: words.weaknesses,
      head: [words.kind, words.where, words.says, words.change],
      rows: report.weaknesses.map(({ code, where, means, change }) => [
        WEAKNESS_NAMES[code][language],
        short(where),
        means,
        change,
      ]),
    },
    {
      title: words.margins,
      head: [words.part, words.service, words.where, words.says],
      rows: report.margins.map((margin) => [short(margin.tier), margin.service, ...marginText(margin, language)]),
    },
    {
      title: words.unseen,
      head: [words.scenario],
      rows: report.coverage.unseen.map((id) => [short(labelOf(report, id))]),
    },
    {
      title: words.unseenRedundancy,
      head: [words.scenario],
      rows: report.coverage.unseenRedundancy.map((id) => [short(labelOf(report, id))]),
    },
    { title: words.silent, head: [words.part], rows: report.coverage.silent.map((id) => [short(id)]) },
    {
      title: words.objectives,
      head: [words.says, words.state],
      rows: report.objectives.flatMap((result) => {
        const { objective, limitSeconds, worstSeconds, rows, misses } = result;
        const limit = timeText(limitSeconds, language);
        const state = isMet(result)
          ? fill(words.objectiveMet, { worst: timeText(worstSeconds ?? 0, language), limit, rows })
          : rows === 0
            ? words.objectiveEmpty
            : fill(words.objectiveMissed, { misses: misses.length, rows, limit });
        return [
          [objectiveText(objective, language), state],
          ...misses.map(({ scenario, service, reason }) => [
            `${scenario}${words.list}${service}`,
            reasonText(reason, language),
          ]),
        ];
      }),
    },
    {
      title: words.exceptions,
      head: [words.where, words.says, words.change],
      rows: (exceptions === undefined ? [] : exceptionFaults(exceptions)).map(({ path, must, got, hint }) => [
        path,
        got === undefined ? must : `${must}${words.list}${got}`,
        hint,
      ]),
    },
    {
      title: words.comparison,
      head: [words.scenario, words.service, words.says],
      rows: (comparison?.worse ?? []).map(({ scenario, service, worse }) => [
        scenario,
        service,
        worse.map((each) => worseText(each, language)).join(words.list),
      ]),
    },
    {
      title: words.findings,
      head: [words.kind, words.where, words.says],
      rows: report.findings.map(({ code, where, means }) => [findingText(code, language), short(where), means]),
    },
  ];
  return parts.filter(({ rows }) => rows.length > 0);
}

function labelOf({ scenarios }: FailureReport, id: string): string {
  const failed = scenarios.flatMap(({ fails }) => fails).find((each) => each.id === id);
  return failed?.label ?? id;
}
