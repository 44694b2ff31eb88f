import { z } from 'zod';
import { missedExpectations } from './expectations';
import { parseJson, renderJson } from './json-file';
import { LOCAL_REPORT_VERSION, reportShape, type LocalReport } from './report-shape';

/** The shape of a report, and what must hold between its fields. */
export const localReportSchema = reportShape.check((context) => {
  for (const { path, message } of contradictions(context.value)) {
    context.issues.push({ code: 'custom', path: [...path], message, input: context.value });
  }
});

/**
 * A report as JSON, the same text for the same report.
 *
 * @throws ZodError when the report contradicts itself or its shape, which is a bug of whoever made it
 */
export function renderLocalReport(report: LocalReport): string {
  return renderJson(localReportSchema, report);
}

/**
 * Reads what `renderLocalReport` wrote.
 *
 * @param source what the text was read from, for errors
 * @throws HonmaruError `ReportUnreadable`, `ReportVersionUnknown` or `ReportInvalid`
 */
export function parseLocalReport(text: string, source: string): LocalReport {
  const hint = 'write it again with `honmaru local --json FILE`';
  return parseJson<LocalReport>(localReportSchema, LOCAL_REPORT_VERSION, text, { source, hint, subject: 'Report' });
}

/** JSON Schema (draft 2020-12) of a report. */
export function localReportJsonSchema(): object {
  return z.toJSONSchema(reportShape, { target: 'draft-2020-12' });
}

interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function contradictions(report: LocalReport): readonly Contradiction[] {
  const found: Contradiction[] = [];
  const missed = missedExpectations(report);
  if (report.result === 'passed' && report.problems.length + missed.length > 0) {
    const [first] = [...report.problems, ...missed];
    found.push({ path: ['result'], message: `must not be 'passed' when an expectation was missed: ${String(first)}` });
  }
  if (report.result === 'failed' && report.problems.length === 0) {
    found.push({ path: ['problems'], message: "must say what was missed when the result is 'failed'" });
  }
  report.stacks.forEach(({ resources, native, translated, recorded }, index) => {
    if (native + translated + recorded !== resources) {
      const message = 'must be the sum of native, translated and recorded';
      found.push({ path: ['stacks', index, 'resources'], message });
    }
  });
  return found;
}
