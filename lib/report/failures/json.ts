import { exceptionFaults, isMet, type FailureReport, type Row } from '../../failures';
import { hashOf } from './header';
import { isHolding } from './holds';
import type { FailuresRenderOptions } from './options';
import { findingText } from './words';

/** Changes whenever a field is renamed or means something else. */
export const FAILURES_REPORT_VERSION = 1;

/** The report for machines: every row, and everything that was computed from them. */
export function renderFailuresJson(report: FailureReport, options: FailuresRenderOptions): string {
  const { language, toolVersion, read, faults, comparison, exceptions } = options;
  const document = {
    version: FAILURES_REPORT_VERSION,
    toolVersion,
    language,
    templates: { hash: hashOf(read), read },
    register: report.register,
    faults,
    holds: isHolding(report, options),
    services: report.services.map(({ id, label, isRetried, peakPerSecond, onSalePerSecond, availability }) => ({
      id,
      label,
      isRetried,
      peakPerSecond,
      onSalePerSecond,
      availability,
      normalPath: normalPathOf(report, id),
    })),
    places: report.places,
    unread: report.unread.map(({ service, because: { code, where, means } }) => ({ service, code, where, means })),
    scenarios: report.scenarios.map(({ rows, ...scenario }) => ({ ...scenario, rows: rows.map(rowOf) })),
    pairs: report.pairs,
    margins: report.margins,
    coverage: report.coverage,
    objectives: report.objectives.map((result) => ({ ...result, isMet: isMet(result) })),
    weaknesses: report.weaknesses.map(({ resource: _, ...weakness }) => weakness),
    exclusions: report.findings.map(({ code, where, means }) => ({
      code,
      says: findingText(code, language),
      where,
      means,
    })),
    comparison,
    exceptions:
      exceptions === undefined
        ? undefined
        : { explained: exceptions.explained.size, faults: exceptionFaults(exceptions) },
  };
  // Without indentation: there are thousands of rows.
  return `${JSON.stringify(document)}\n`;
}

/** The way of a service, which is the same in every row. */
function normalPathOf({ scenarios }: FailureReport, service: string): Row['normalPath'] {
  return scenarios[0]?.rows.find((row) => row.service === service)?.normalPath ?? [];
}

/** A row without ways that are told elsewhere: those of moments differ from the normal one by what has failed. */
function rowOf({ scenario: _, normalPath: __, t0, t1, t2, ...row }: Row): unknown {
  const without = ({ path: ___, ...moment }: Row['t0']) => moment;
  return { ...row, t0: without(t0), t1: without(t1), t2: without(t2) };
}
