import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../errors';
import { LEDGER_FILES, parseLedger, type ComplianceLedger } from '../report';
import { readAssembly } from '../template';
import { parseReport, type ValidationReport } from './validation-report';

/** One assembly with what the judges left beside it. */
export interface JudgedAssembly {
  /** Name of the directory, for messages. */
  readonly name: string;
  /** Construct paths of the stacks. */
  readonly stacks: readonly string[];
  readonly report: ValidationReport;
  readonly ledger: ComplianceLedger;
}

/** Reads what the judges left, or says that they left nothing. */
export function readJudged(directory: string): JudgedAssembly | { readonly faults: readonly Fault[] } {
  const name = path.basename(directory);
  const files = ['validation-report.json', LEDGER_FILES.json].map((file) => path.join(directory, file));
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    const got = `no ${missing.map((file) => path.basename(file)).join(' and no ')}`;
    const hint = 'call addJudges(app) before app.synth()';
    return { faults: [{ path: name, must: 'must have been judged', got, hint, code: 'AssemblyNotJudged' }] };
  }
  const [report, ledger] = files.map((file) => readFileSync(file, 'utf8'));
  return {
    name,
    stacks: readAssembly(directory)
      .stacks.filter(({ parent }) => parent === undefined)
      .map(({ constructPath }) => constructPath),
    report: parseReport(report ?? ''),
    ledger: parseLedger(ledger ?? ''),
  };
}
