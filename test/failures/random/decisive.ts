import type { Detector, FailureModel, ManualReaction, Pool, Scenario } from '../../../lib/failures/model/types';
import type { Outcome, ReactionKind } from '../simulator/outcome';
import { outcomeDifferences } from '../simulator/outcome-differences';
import { simulate } from '../simulator/simulate';

/** A model and a scenario of it. */
export interface Case {
  readonly model: FailureModel;
  readonly scenario: Scenario;
}

/** What can be taken out of a model: a kind of reaction, or something else that the definitions speak of. */
export type Trait =
  | ReactionKind
  | 'plane'
  | 'deep-check'
  | 'own-zone'
  | 'without'
  | 'start'
  | 'loss'
  | 'terminate-elsewhere'
  | 'terminate-twice'
  | 'later-move'
  | 'manual-only'
  | 'out-before'
  | 'cut-off'
  | 'first-before-second'
  | DetectorTrait;

type DetectorTrait = 'lasts' | 'named-members' | 'unanswered' | 'blind';

/** Every kind of reaction. */
export const REACTION_KINDS: readonly ReactionKind[] = [
  'leave',
  'come-back',
  'move',
  'terminate',
  'relaunch',
  'fail-open',
  'shift',
  'manual-move',
];

/** What is decisive often enough for a mistake in it to be found in 500 models. */
export const OFTEN_DECISIVE: readonly Trait[] = [...REACTION_KINDS, 'lasts', 'unanswered'];

/** What else is worth counting. */
export const OTHER_TRAITS: readonly Trait[] = [
  'plane',
  'deep-check',
  'own-zone',
  'without',
  'start',
  'loss',
  'terminate-elsewhere',
  'terminate-twice',
  'later-move',
  'manual-only',
  'out-before',
  'cut-off',
  'first-before-second',
  'lasts',
  'named-members',
  'unanswered',
  'blind',
];

/**
 * Whether something is decisive: taken out of a model, another outcome results.
 *
 * @param outcome what the whole model comes to, where that is known already
 */
export function isDecisive(
  trait: Trait,
  { model, scenario }: Case,
  outcome: Outcome = simulate(model, scenario),
): boolean {
  const less = caseWithout(trait, { model, scenario });
  return (
    JSON.stringify(less) !== JSON.stringify({ model, scenario }) &&
    outcomeDifferences(outcome, simulate(less.model, less.scenario)).length > 0
  );
}

/** A case without a trait. */
export function caseWithout(trait: Trait, { model, scenario }: Case): Case {
  switch (trait) {
    case 'leave':
    case 'come-back':
    case 'move':
    case 'terminate':
    case 'fail-open':
    case 'own-zone':
    case 'without':
      return { model: { ...model, pools: model.pools.map((pool) => poolWithout(trait, pool)) }, scenario };
    case 'relaunch':
      return withoutRelaunch({ model, scenario });
    case 'terminate-elsewhere':
      return { model: { ...model, pools: model.pools.map(withoutReplaceElsewhere) }, scenario };
    case 'terminate-twice':
      return { model: { ...model, pools: withoutSecondReplace(model.pools) }, scenario };
    case 'later-move':
      return { model: { ...model, manual: model.manual.filter(isFirstMove) }, scenario };
    case 'shift':
      return { model: { ...model, manual: model.manual.filter(({ effect }) => effect.kind !== 'shift') }, scenario };
    case 'manual-move':
      return { model: { ...model, manual: model.manual.filter(({ effect }) => effect.kind !== 'move') }, scenario };
    case 'plane':
      return { model: withoutPlanes(model), scenario };
    case 'deep-check':
      return { model: withMembers(model, (member) => ({ ...member, checks: undefined })), scenario };
    case 'start':
      return { model: withMembers(model, (member) => ({ ...member, start: undefined })), scenario };
    case 'loss':
      return { model: withMembers(model, (member) => ({ ...member, loses: undefined })), scenario };
    case 'manual-only':
      return { model: withMembers(model, (member) => ({ ...member, isManual: undefined })), scenario };
    case 'lasts':
    case 'named-members':
    case 'unanswered':
    case 'blind':
      return { model: { ...model, detectors: detectorsWithout(trait, model.detectors) }, scenario };
    case 'out-before':
      return { model, scenario: { ...scenario, evacuated: undefined, out: undefined } };
    case 'cut-off':
      return {
        model,
        scenario: {
          ...scenario,
          first: scenario.first.filter(({ mode }) => mode === 'lost'),
          then: scenario.then?.filter(({ mode }) => mode === 'lost'),
        },
      };
    case 'first-before-second':
      return {
        model,
        scenario: { ...scenario, first: [...scenario.first, ...(scenario.then ?? [])], then: undefined },
      };
  }
}

type PoolTrait = 'leave' | 'come-back' | 'move' | 'terminate' | 'fail-open' | 'own-zone' | 'without';

function poolWithout(trait: PoolTrait, pool: Pool): Pool {
  switch (trait) {
    case 'leave':
      return { ...pool, leave: undefined };
    case 'come-back':
      return { ...pool, comeBack: undefined };
    case 'move':
      return { ...pool, move: undefined };
    case 'terminate':
      return { ...pool, replace: undefined };
    case 'fail-open':
      return { ...pool, failOpenBelow: undefined };
    case 'own-zone':
      return { ...pool, reach: undefined };
    case 'without':
      return { ...pool, without: undefined };
  }
}

function detectorsWithout(trait: DetectorTrait, detectors: readonly Detector[]): readonly Detector[] {
  return detectors.map((detector) => {
    switch (trait) {
      case 'lasts':
        return { ...detector, lasts: undefined };
      case 'named-members':
        return {
          ...detector,
          sees: detector.sees.map((sight) => (sight.kind === 'failing' ? { ...sight, members: undefined } : sight)),
        };
      case 'unanswered':
        return { ...detector, sees: detector.sees.filter(({ kind }) => kind !== 'unanswered') };
      case 'blind':
        return { ...detector, sees: detector.sees.map((sight) => ({ ...sight, blindTo: undefined })) };
    }
  });
}

/** A pool of `spread` ends its members, no other does. */
function withoutReplaceElsewhere(pool: Pool): Pool {
  return pool.choice === 'spread' ? pool : { ...pool, replace: undefined };
}

/** Of two pools with one part only the first ends it. */
function withoutSecondReplace(pools: readonly Pool[]): readonly Pool[] {
  return pools.map((pool, index) => {
    const before = pools.slice(0, index).filter(({ replace }) => replace !== undefined);
    const parts = before.flatMap(({ members }) => members.map(({ part }) => part));
    return pool.members.some(({ part }) => parts.includes(part)) ? { ...pool, replace: undefined } : pool;
  });
}

/** Whether a reaction of operators is no move, or the first in the list for its pool. */
function isFirstMove({ effect }: ManualReaction, index: number, manual: readonly ManualReaction[]): boolean {
  return (
    effect.kind !== 'move' ||
    manual.findIndex((each) => each.effect.kind === 'move' && each.effect.pool === effect.pool) === index
  );
}

/** Lets no relaunch happen: each needs one more plane, which is lost from the first second on. */
function withoutRelaunch({ model, scenario }: Case): Case {
  const plane = 'no-relaunch';
  const pools = model.pools.map(({ replace, ...pool }) =>
    replace === undefined
      ? pool
      : { ...pool, replace: { ...replace, relaunch: { ...replace.relaunch, planes: [plane] } } },
  );
  if (!model.pools.some(({ replace }) => replace !== undefined)) {
    return { model, scenario };
  }
  return {
    model: { ...model, pools, groups: [...model.groups, { id: plane, kind: 'control-plane', label: plane }] },
    scenario: { ...scenario, first: [...scenario.first, { group: plane, mode: 'lost' }] },
  };
}

function withoutPlanes(model: FailureModel): FailureModel {
  const free = <T extends { readonly planes?: readonly string[] }>(reaction: T): T => ({ ...reaction, planes: [] });
  return {
    ...model,
    pools: model.pools.map((pool) => ({
      ...pool,
      leave: pool.leave && free(pool.leave),
      comeBack: pool.comeBack && free(pool.comeBack),
      move: pool.move && free(pool.move),
      replace: pool.replace && { after: free(pool.replace.after), relaunch: free(pool.replace.relaunch) },
    })),
    manual: model.manual.map(free),
    detectors: model.detectors.map(free),
  };
}

function withMembers(
  model: FailureModel,
  change: (member: Pool['members'][number]) => Pool['members'][number],
): FailureModel {
  return { ...model, pools: model.pools.map((pool) => ({ ...pool, members: pool.members.map(change) })) };
}
