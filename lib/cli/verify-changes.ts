import type { Verifier } from '../verify';
import { smallestChanges, type ChangeQuestion } from '../verify/flips';
import {
  answerPolicy,
  requireServices,
  type Answered,
  type Policy,
  type ProofResult,
  type VerifyReport,
} from '../verify/policy';

/** Failing questions for which changes are looked for: each may ask dozens of changed networks. */
const MOST_RESULTS = 5;

/** Networks that are built for one question. */
const TRIES = 15;

/** The report with the smallest changes that would make failing results hold. */
export function withChanges(report: VerifyReport, verifier: Verifier, policy: Policy): VerifyReport {
  const failing = report.results.filter(({ holds, verdict }) => !holds && verdict.verdict === 'REFUTED');
  if (failing.length === 0) {
    return report;
  }
  const rules = new Set(failing.map(({ rule }) => rule));
  const answers = answerPolicy(verifier, { ...policy, rules: policy.rules.filter(({ id }) => rules.has(id)) });
  const chosen = failing.slice(0, MOST_RESULTS);
  return {
    ...report,
    results: report.results.map((result) => {
      const answered = chosen.includes(result) ? answers.find((each) => isSame(each.result, result)) : undefined;
      const question = answered === undefined ? undefined : questionOf(answered);
      const changes =
        question === undefined
          ? []
          : smallestChanges(verifier.model, question, result.verdict, {
              tries: TRIES,
              most: 3,
              // The changed networks have the same sites.
              ...(policy.sites === undefined ? {} : { verifier: { sites: policy.sites } }),
            });
      return changes.length === 0 ? result : { ...result, changes };
    }),
  };
}

function isSame(a: ProofResult, b: ProofResult): boolean {
  return (
    a.rule === b.rule && a.from === b.from && a.to === b.to && a.relation === b.relation && a.says.en === b.says.en
  );
}

/** The question in the form in which it can be asked of a changed network; a rule of another form has none. */
function questionOf({ result, asked }: Answered): ChangeQuestion | undefined {
  const kinds = { nothing: 'isolate', only: 'reach-only', everything: 'reach' } as const;
  const isPlain = ['isolate', 'isolate-pairwise', 'reach', 'reach-only', 'matrix'].includes(result.kind);
  return isPlain
    ? {
        kind: kinds[asked.expects],
        from: asked.senders,
        to: asked.receivers,
        services: requireServices(asked.services),
        level: asked.level,
        relation: asked.relation,
      }
    : undefined;
}
