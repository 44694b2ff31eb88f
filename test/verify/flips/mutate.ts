import { HonmaruError } from '../../../lib/errors';
import type { TemplateModel } from '../../../lib/template';
import { flipsOf, Rechecker, rulesOf, type Flip, type FlipRule } from '../../../lib/verify/flips';
import type { Policy } from '../../../lib/verify/policy';
import { runPolicy } from '../../../lib/verify/policy';
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
  /** Milliseconds of processor time that asking the policy again took; missing when it was not asked. */
  readonly recheckMs?: number;
}

export interface MutationOptions {
  readonly harmless?: readonly Harmless[];
  /** Of flips that let nothing more arrive every how many are asked about as well, to see how long it takes. @default 10 */
  readonly every?: number;
  readonly onMutation?: (mutation: Mutation) => void;
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
  { harmless = [], every = 10, onMutation }: MutationOptions = {},
): readonly Mutation[] {
  const rechecker = new Rechecker(model);
  const broken = findRefuted(() => runPolicy(rechecker.verifier, policy));
  if (broken !== undefined) {
    throw new Error(`${policy.name}: ${broken} does not hold of the templates as they are`);
  }
  const before = arrivals(model, plan);
  let count = 0;
  return rulesOf(model).flatMap((rule) =>
    flipsOf(rule).map((flip): Mutation => {
      const flipped = flip.apply(model);
      const more = findMore(flipped, plan, before);
      count += 1;
      const isAsked = more.length > 0 || count % every === 0;
      const start = process.cpuUsage();
      const refutedBy = isAsked ? findRefuted(() => runPolicy(rechecker.of(flipped), policy)) : undefined;
      const { user, system } = process.cpuUsage(start);
      const reasons = refutedBy === undefined ? explain(flip, more, harmless) : undefined;
      const mutation: Mutation = {
        rule,
        flip,
        more,
        ...(refutedBy === undefined ? {} : { refutedBy }),
        ...(reasons === undefined ? {} : { harmless: reasons }),
        ...(isAsked ? { recheckMs: (user + system) / 1000 } : {}),
      };
      onMutation?.(mutation);
      return mutation;
    }),
  );
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
function findRefuted(run: () => ReturnType<typeof runPolicy>): string | undefined {
  try {
    const found = run().find(({ holds }) => !holds);
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
