import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import {
  judgeObjectives,
  isMet,
  type Declared,
  type FailureReport,
  type Miss,
  type ObjectiveResult,
} from '../failures';
import { loadAssembly } from '../template';

/** Namespace of what objectives demand. */
export const FAILURES = 'HonmaruFailures';

/** Rows of a missed objective that are told; the command tells all of them. */
const SHOWN = 5;

/** Holds what faults do to the templates of an app against the objectives that are declared. */
export class FailuresPlugin implements IPolicyValidationPlugin {
  readonly name = FAILURES;
  private readonly declared: Declared | undefined;
  private readonly outdirOf: (context: IPolicyValidationContext) => string;

  constructor(declared: Declared | undefined, outdirOf: (context: IPolicyValidationContext) => string) {
    this.declared = declared;
    this.outdirOf = outdirOf;
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { declared } = this;
    const report = judgeObjectives(loadAssembly(this.outdirOf(context)), declared === undefined ? {} : { declared });
    const violations = violationsOf(report);
    return { success: violations.length === 0, violations };
  }
}

function violationsOf({ objectives, unread }: Pick<FailureReport, 'objectives' | 'unread'>): PolicyViolation[] {
  const nothing =
    objectives.length === 0
      ? [violation('ObjectivesMissing', 'no objective is declared: nothing can be shown to be met')]
      : [];
  return [
    ...nothing,
    ...unread.map(({ service, because }) =>
      violation('ServiceUnread', `${service} is not determined: ${because.where}: ${because.means}`),
    ),
    ...objectives
      .filter((result) => !isMet(result))
      .map((result) => violation(`Objective-${result.objective}`, missedText(result))),
  ];
}

function violation(ruleName: string, description: string): PolicyViolation {
  return { ruleName, description, severity: 'error', violatingResources: [] };
}

function missedText({ objective, limitSeconds, rows, misses }: ObjectiveResult): string {
  if (rows === 0) {
    return `${objective}: no fault of this kind is in the model, so nothing shows that ${String(limitSeconds)} s are kept`;
  }
  const shown = misses.slice(0, SHOWN).map(missText);
  const more = misses.length > SHOWN ? [`${String(misses.length - SHOWN)} more: honmaru failures shows them`] : [];
  return `${objective}: ${String(limitSeconds)} s are not kept in ${String(misses.length)} of ${String(rows)} rows\n${[...shown, ...more].join('\n')}`;
}

function missText({ scenario, service, reason, seconds }: Miss): string {
  return `${scenario}, ${service}: ${reason}${seconds === undefined ? '' : ` (${String(seconds)} s)`}`;
}
