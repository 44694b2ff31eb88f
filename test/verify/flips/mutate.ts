import { HonmaruError } from '../../../lib/errors';
import { resourceKey, type TemplateModel } from '../../../lib/template';
import type { Verifier } from '../../../lib/verify';
import { flipsOf, Rechecker, rulesOf, type Flip, type FlipRule } from '../../../lib/verify/flips';
import type { Policy } from '../../../lib/verify/policy';
import { findBroken, runPolicy } from '../../../lib/verify/policy';
import { arrivals, findMore, type ProbePlan } from './probes';

/** Packets that flips are known to let arrive, or perhaps arrive, without harm; `*` stands for anything in names. */
export interface Harmless {
  /** Name of the flip. */
  readonly flip: string;
  /** Name of a packet, as probes have it: every one that arrives besides must be explained. */
  readonly packet: string;
  readonly reason: string;
}

/** What became of one flip. */
export interface Mutation {
  readonly rule: FlipRule;
  readonly flip: Flip;
  /** Packets that arrive only with the flip, as the simulator finds them. */
  readonly more: readonly string[];
  /** The first rule of the policy that no longer holds. */
  readonly refutedBy?: string;
  /** Why none of the packets needs to be refuted. */
  readonly harmless?: readonly Harmless[];
  /** Answers that are others when nothing is taken over; missing when they were not compared. */
  readonly differing?: readonly string[];
  /** Milliseconds that asking the policy again took, the shorter of two times; missing when it was not asked. */
  readonly recheckMs?: number;
}

export interface MutationOptions {
  readonly harmless?: readonly Harmless[];
  /** Whether every answer is compared with one for which nothing is taken over. @default false */
  readonly anew?: boolean;
  /** Of flips that let nothing more arrive every how many are asked about as well, to see how long it takes. @default 10 */
  readonly every?: number;
}

/**
 * Flips every rule of the templates, one at a time: what lets more packets arrive must be refuted by the policy.
 *
 * @throws Error when the policy does not hold of the templates as they are
 */
export function mutate(
  model: TemplateModel,
  policy: Policy,
  plan: ProbePlan,
  { harmless = [], every = 10, anew = false }: MutationOptions = {},
): readonly Mutation[] {
  const rechecker = new Rechecker(model);
  const broken = findRefuted(rechecker.verifier, policy);
  if (broken !== undefined) {
    throw new Error(`${policy.name}: ${broken} does not hold of the templates as they are`);
  }
  const before = arrivals(model, plan);
  const all = rulesOf(model).flatMap((rule) => flipsOf(rule).map((flip) => ({ rule, flip })));
  const sent = all.map((each, index) => {
    const more = findMore(each.flip.apply(model), plan, before);
    return { ...each, more, isAsked: more.length > 0 || (index + 1) % every === 0 };
  });
  warmUp(rechecker, model, policy, sent);
  return sent.map(({ rule, flip, more, isAsked }): Mutation => {
    const flipped = flip.apply(model);
    const [first, second] = isAsked ? [time(rechecker, flipped, policy), time(rechecker, flipped, policy)] : [];
    const refutedBy = first?.refutedBy;
    // What else the machine does now and then is not on the account of a flip.
    const recheckMs = Math.min(first?.milliseconds ?? 0, second?.milliseconds ?? 0);
    const reasons = refutedBy === undefined ? explain(flip, more, harmless) : undefined;
    return {
      rule,
      flip,
      more,
      ...(refutedBy === undefined ? {} : { refutedBy }),
      ...(reasons === undefined ? {} : { harmless: reasons }),
      ...(isAsked ? { recheckMs } : {}),
      ...(isAsked && anew ? { differing: differingAnswers(rechecker, model, flipped, policy) } : {}),
    };
  });
}

interface Timed {
  readonly refutedBy: string | undefined;
  readonly milliseconds: number;
}

/** Asks about a flip; nothing that was found is kept for the next time. */
function time(rechecker: Rechecker, flipped: TemplateModel, policy: Policy): Timed {
  // What others left behind is not collected on the account of this one.
  globalThis.gc?.({ type: 'minor' });
  const start = performance.now();
  const refutedBy = findRefuted(rechecker.of(flipped), policy);
  return { refutedBy, milliseconds: performance.now() - start };
}

/** Answers of a policy that are others when a model is looked at as a whole. */
function differingAnswers(
  rechecker: Rechecker,
  model: TemplateModel,
  flipped: TemplateModel,
  policy: Policy,
): readonly string[] {
  // One that was never asked about its own model has nothing to take over.
  const [shared, anew] = [rechecker, new Rechecker(model)].map((each) => everyAnswer(each.of(flipped), policy));
  return (anew ?? []).filter((answer, index) => answer !== shared?.[index]);
}

function everyAnswer(verifier: Verifier, policy: Policy): readonly string[] {
  try {
    return runPolicy(verifier, policy).map(({ rule, from, to, holds, paths, verdict }) =>
      JSON.stringify([rule, from, to, holds, verdict.verdict, verdict.pairs, paths]),
    );
  } catch (error) {
    if (error instanceof HonmaruError) {
      return [error.message];
    }
    throw error;
  }
}

/** Asks about one flip of each kind, of each type of resource, beforehand: so that no first use of code is timed. */
function warmUp(
  rechecker: Rechecker,
  model: TemplateModel,
  policy: Policy,
  all: readonly { readonly rule: FlipRule; readonly flip: Flip; readonly isAsked: boolean }[],
): void {
  const types = new Map(model.resources.map((resource) => [resourceKey(resource), resource.type]));
  const typesOf = ({ edits }: Flip) => edits.map(({ resource }) => types.get(resource)).join();
  const kinds = new Map(
    all.filter(({ isAsked }) => isAsked).map(({ rule, flip }) => [`${rule.kind} ${flip.kind} ${typesOf(flip)}`, flip]),
  );
  for (const flip of [...kinds.values(), ...kinds.values()]) {
    findRefuted(rechecker.of(flip.apply(model)), policy);
  }
}

/** What explains every packet; nothing when one of them is unexplained. */
function explain(
  { id }: Flip,
  packets: readonly string[],
  harmless: readonly Harmless[],
): readonly Harmless[] | undefined {
  const own = harmless.filter(({ flip }) => glob(flip)(id));
  const reasons = packets.map((packet) => own.find((each) => glob(each.packet)(packet)));
  const known = reasons.filter((each) => each !== undefined);
  return packets.length > 0 && known.length === packets.length ? [...new Set(known)] : undefined;
}

/** Flips that let more packets arrive and that nothing refutes or explains. */
export function escaped(mutations: readonly Mutation[]): readonly Mutation[] {
  return mutations.filter(
    ({ more, refutedBy, harmless }) => more.length > 0 && refutedBy === undefined && harmless === undefined,
  );
}

/** Reasons that explain nothing: their flips are gone, or are refuted. */
export function idleReasons(mutations: readonly Mutation[], harmless: readonly Harmless[]): readonly Harmless[] {
  const used = new Set(mutations.flatMap((each) => each.harmless ?? []));
  return harmless.filter((each) => !used.has(each));
}

/** The first rule that does not hold; a policy that no longer names anybody is refuted as well. */
function findRefuted(verifier: Verifier, policy: Policy): string | undefined {
  try {
    const found = findBroken(verifier, policy);
    return found === undefined ? undefined : `${found.rule}: ${found.from} > ${found.to}`;
  } catch (error) {
    if (error instanceof HonmaruError) {
      return error.message;
    }
    throw error;
  }
}

function glob(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`);
  return (text) => expression.test(text);
}
