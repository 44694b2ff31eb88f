import { analyseFailures, type Declared, type FailureReport } from '../failures';
import type { TemplateModel } from '../template';
import { loadForVerify, type LoadOptions } from '../verify/policy';

/** What templates do not say, for the failures of a test. */
export interface FailureOptions extends LoadOptions {
  /** Services, capacities, runbooks and objectives. @default - what the metadata of the templates says */
  readonly declared?: Declared;
}

/** Failures that expectations are about. Make them once for a test file: they keep what they have computed. */
export class Failures {
  private readonly compute: (faults: 1 | 2) => FailureReport;
  private readonly computed = new Map<1 | 2, FailureReport>();

  constructor(compute: (faults: 1 | 2) => FailureReport) {
    this.compute = compute;
  }

  /** What single faults do; with 2 what pairs of them do as well. */
  report(faults: 1 | 2 = 1): FailureReport {
    const known = this.computed.get(faults) ?? this.computed.get(2) ?? this.compute(faults);
    this.computed.set(faults, known);
    return known;
  }
}

/**
 * What every fault does to a cloud assembly (`cdk.out`) or to templates.
 *
 * ```ts
 * const failures = failuresOf('cdk.out');
 * expect(failures).toSurviveAll({ of: ['instance', 'zone', 'writer'], withinSeconds: 120 });
 * ```
 *
 * @throws HonmaruError when there is nothing that can be read
 */
export function failuresOf(
  input: string | readonly string[] | TemplateModel,
  { declared, ...load }: FailureOptions = {},
): Failures {
  const model = isPath(input) ? loadForVerify(input, load).model : input;
  return new Failures((faults) => analyseFailures(model, { faults, ...(declared === undefined ? {} : { declared }) }));
}

function isPath(input: string | readonly string[] | TemplateModel): input is string | readonly string[] {
  return typeof input === 'string' || Array.isArray(input);
}
