import type { FailureModel, Pool, Reaction } from '../../../lib/failures/model/types';

/** Pools that find out by checks, of themselves or of names, that a member fails. */
export function checkingPools({ pools }: FailureModel): readonly string[] {
  return pools.filter(({ leave, move, replace }) => leave ?? move ?? replace).map(({ id }) => id);
}

/** The model in which the checks of some pools take so many seconds more until they fail, or pass again. */
export function withSlowerChecks(model: FailureModel, pools: readonly string[], seconds: number): FailureModel {
  const slower = (reaction: Reaction | undefined): Reaction | undefined =>
    reaction && {
      ...reaction,
      delay: [...reaction.delay, { name: 'slower check', seconds, basis: 'bound', source: 'test' }],
    };
  return {
    ...model,
    pools: model.pools.map((pool): Pool => {
      const { leave, comeBack, move, replace } = pool;
      return pools.includes(pool.id)
        ? {
            ...pool,
            ...(leave && { leave: slower(leave) }),
            ...(comeBack && { comeBack: slower(comeBack) }),
            ...(move && { move: slower(move) }),
            ...(replace && {
              replace: { ...replace, after: { ...replace.after, delay: slower(replace.after)?.delay ?? [] } },
            }),
          }
        : pool;
    }),
  };
}
