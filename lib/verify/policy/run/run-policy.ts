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
  const ways = new Map<string, readonly ControlPlaneWay[]>();
  const faults: Fault[] = [];
  const results = [...judgePolicy(verifier, policy, options, faults)].map((judged): Answered => {
    const { rule, asked, verdict, isFine } = judged;
    const result: ProofResult = {
      rule: rule.id,
      kind: rule.kind,
      severity: rule.severity ?? 'error',
      says: asked.says,
      ...(rule.why === undefined ? {} : { why: inBoth(rule.why) }),
      from: asked.from,
      to: asked.to,
      services: asked.services,
      level: asked.level,
      relation: asked.relation,
      holds: isFine,
      verdict,
      controlPlane: asked.expects === 'everything' ? [] : waysTo(verifier, asked.receivers, ways),
      ...(isFine ? {} : { paths: failingPaths({ rule: rule.id, kind: rule.kind }, asked, verdict) }),
    };
    return { result, asked };
  });
  throwAny(faults);
  return results;
}

/** A question of a policy whose answer does not let its rule pass. */
export type Broken = Pick<ProofResult, 'rule' | 'from' | 'to' | 'verdict'>;

/** The first thing that a policy says must hold and that does not: nothing is asked after it. Throws as `answerPolicy` does. */
export function findBroken(verifier: Verifier, policy: Policy, options: RunOptions = {}): Broken | undefined {
  const faults: Fault[] = [];
  for (const { rule, asked, verdict, isFine } of judgePolicy(verifier, policy, options, faults)) {
    throwAny(faults);
    if (!isFine) {
      return { rule: rule.id, from: asked.from, to: asked.to, verdict };
    }
  }
  return undefined;
}

interface Judged {
  readonly rule: PolicyRule;
  readonly asked: Asked;
  readonly verdict: Verdict;
  readonly isFine: boolean;
}

/** Asks one question after the other; rules that look at nobody are added to the faults. */
function* judgePolicy(
  verifier: Verifier,
  policy: Policy,
  options: RunOptions,
  faults: Fault[],
): Generator<Judged, void, undefined> {
  announce(verifier, policy);
  const report = (fault: Fault) => {
    faults.push(fault);
  };
  const selection = new Selection(verifier, policy.segments);
  const questions = policy.rules.flatMap((rule) => {
    const path = pathOf(rule, policy, options);
    const all = askRule(rule, { verifier, selection, sites: policy.sites ?? [], path, report });
    return all.map((asked) => ({ rule, asked, path }));
  });
  throwAny(faults);
  for (const { rule, asked, path } of questions) {
    const verdict = asked.answer();
    if (verdict.pairs === 0) {
      report(vacuous(path, asked));
    }
    const isFine = holds(verdict, [...(rule.accept ?? []), ...(options.accept ?? [])]);
    yield { rule, asked, verdict, isFine };
  }
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
