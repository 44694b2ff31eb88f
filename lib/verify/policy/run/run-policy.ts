import { HonmaruError, type Fault } from '../../../errors';
import type { ControlPlaneWay } from '../../engine/control-plane';
import type { Party, Verdict } from '../../engine/types';
import type { Verifier } from '../../engine/verifier';
import { Selection } from '../select/selection';
import type { Policy, PolicyRule, ProofResult, Words } from '../types';
import { announce } from './announce';
import { askRule } from './ask-rule';
import type { Asked } from './asked';
import { failingPaths } from './failing-paths';

/** What is given beside a policy. */
export interface RunOptions {
  /** Name of the policy in messages, for example its file. @default its name */
  readonly source?: string;
  /** Defaults of parameters that every rule accepts, beside its own. */
  readonly accept?: readonly string[];
}

/** A result with the question that it answers. */
export interface Answered {
  readonly result: ProofResult;
  readonly asked: Asked;
}

/** Asks everything that a policy says must hold; throws as `answerPolicy` does. */
export function runPolicy(verifier: Verifier, policy: Policy, options: RunOptions = {}): readonly ProofResult[] {
  return answerPolicy(verifier, policy, options).map(({ result }) => result);
}

/**
 * Asks everything that a policy says must hold.
 *
 * @throws HonmaruError with every selector that names nobody, and every rule that looks at nobody: what is proved of nobody
 * is no proof
 */
export function answerPolicy(verifier: Verifier, policy: Policy, options: RunOptions = {}): readonly Answered[] {
  announce(verifier, policy);
  const faults: Fault[] = [];
  const report = (fault: Fault) => {
    faults.push(fault);
  };
  const selection = new Selection(verifier, policy.segments);
  const questions = policy.rules.map((rule) => ({
    rule,
    asked: askRule(rule, {
      verifier,
      selection,
      sites: policy.sites ?? [],
      path: pathOf(rule, policy, options),
      report,
    }),
  }));
  throwAny(faults);
  const ways = new Map<string, readonly ControlPlaneWay[]>();
  const results = questions.flatMap(({ rule, asked }) =>
    asked.map((question): Answered => {
      const verdict = question.answer();
      if (verdict.pairs === 0) {
        report(vacuous(pathOf(rule, policy, options), question));
      }
      const isFine = holds(verdict, [...(rule.accept ?? []), ...(options.accept ?? [])]);
      const result: ProofResult = {
        rule: rule.id,
        kind: rule.kind,
        severity: rule.severity ?? 'error',
        says: question.says,
        ...(rule.why === undefined ? {} : { why: inBoth(rule.why) }),
        from: question.from,
        to: question.to,
        services: question.services,
        level: question.level,
        relation: question.relation,
        holds: isFine,
        verdict,
        controlPlane: question.expects === 'everything' ? [] : waysTo(verifier, question.receivers, ways),
        ...(isFine ? {} : { paths: failingPaths({ rule: rule.id, kind: rule.kind }, question, verdict) }),
      };
      return { result, asked: question };
    }),
  );
  throwAny(faults);
  return results;
}

/** Whether a verdict lets a rule pass: what is proved under defaults counts only when all of them are accepted. */
export function holds({ verdict, assuming }: Verdict, accepted: readonly string[]): boolean {
  switch (verdict) {
    case 'PROVED':
      return true;
    case 'PROVED-IF':
      return assuming.every((each) => accepted.includes(each));
    case 'REFUTED':
    case 'UNDETERMINED':
      return false;
  }
}

function pathOf(rule: PolicyRule, policy: Policy, { source }: RunOptions): string {
  return `${source ?? policy.name}: rule '${rule.id}'`;
}

function vacuous(path: string, { from, to }: Asked): Fault {
  return {
    path,
    must: 'must be about at least two different parties',
    got: `${from} to ${to}`,
    hint: 'name other parties: what is proved of nobody is no proof',
    code: 'PolicyRuleVacuous',
  };
}

function waysTo(
  verifier: Verifier,
  parties: readonly Party[],
  known: Map<string, readonly ControlPlaneWay[]>,
): readonly ControlPlaneWay[] {
  const key = parties.map(({ id }) => id).join(' ');
  const found = known.get(key) ?? (parties.length === 0 ? [] : verifier.controlPlane(parties));
  known.set(key, found);
  return found;
}

function inBoth(why: string | Words): Words {
  return typeof why === 'string' ? { en: why, ja: why } : why;
}

function throwAny(faults: readonly Fault[]): void {
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}
