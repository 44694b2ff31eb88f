import { compare } from '../../template/compare';
import type { TemplateFinding } from '../../template';
import type { Verifier } from '../engine/verifier';
import type { NetworkFinding } from '../network/types';
import { defaultPolicy } from './defaults/default-policy';
import { findFindings } from './findings/find-findings';
import { ledgerOf } from './ledger';
import { answerPolicy, type RunOptions } from './run/run-policy';
import { scopeOf } from './scope';
import type { Policy, Selector, VerifyReport } from './types';

/** What a report is made of. */
export interface VerifyInput extends Pick<RunOptions, 'accept'> {
  /** Made by `verifierFor`, so that it knows what the policy states about sites. */
  readonly verifier: Verifier;
  /** @default the default policy */
  readonly policy?: Policy;
  /** File that the policy was read from. */
  readonly policyFile?: string;
  readonly templates: VerifyReport['templates'];
  readonly toolVersion: string;
  /** What holds, processes or sends card data: the report then tells the scope. */
  readonly scope?: Selector;
}

/**
 * Asks everything that a policy says, and tells what is found besides.
 *
 * @throws HonmaruError for selectors that name nobody, and for rules about nobody
 */
export function verifyPolicy(input: VerifyInput): VerifyReport {
  const { verifier, policyFile, templates, toolVersion } = input;
  const policy = input.policy ?? defaultPolicy(verifier);
  const answers = answerPolicy(verifier, policy, {
    ...(policyFile === undefined ? {} : { source: policyFile }),
    ...(input.accept === undefined ? {} : { accept: input.accept }),
  });
  const results = answers.map(({ result }) => result);
  const findings = findFindings(verifier);
  return {
    tool: { name: 'honmaru', version: toolVersion },
    templates,
    policy: { name: policy.name, ...(policyFile === undefined ? {} : { file: policyFile }) },
    worlds: verifier.worlds,
    coverage: verifier.coverage,
    results,
    findings,
    network: [
      ...verifier.findings,
      ...verifier.model.findings.map((finding) => asNetworkFinding(verifier, finding)),
    ].sort((a, b) => compare(a.code, b.code) || compare(a.origin.id, b.origin.id) || compare(a.means, b.means)),
    ledger: ledgerOf(verifier, policy, answers),
    ...(input.scope === undefined ? {} : { scope: scopeOf(verifier, input.scope, policy.segments) }),
    holds:
      results.every((result) => result.holds || result.severity === 'warning') &&
      findings.every(({ severity }) => severity !== 'error'),
  };
}

function asNetworkFinding({ model }: Verifier, { code, where, means }: TemplateFinding): NetworkFinding {
  const resource = model.resources.find(({ stack, logicalId }) => `${stack.constructPath}/${logicalId}` === where);
  return { code, origin: { id: where, label: where, ...(resource === undefined ? {} : { resource }) }, means };
}
