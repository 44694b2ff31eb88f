import { Matrix } from '../matrix/matrix';
import type { FailureModel, Fault, ManualReaction, Pool, Reaction } from '../model/types';
import { failedGroups, worseIn } from '../monotone';
import { at, firstOf, some, type WeaknessContext } from './context';
import type { Weakness } from './types';

/** A reaction with the planes that it needs, and the model in which it needs none. */
interface Needing {
  readonly name: string;
  readonly resourceId: string;
  readonly planes: readonly string[];
  readonly free: FailureModel;
  /** Whether operators are to do it about a fault, whatever comes of it. */
  readonly isMeantFor: (fault: Fault) => boolean;
}

/**
 * Reactions to a fault for which a control plane is needed that the same fault takes along: what operators are to do about it, and
 * what would happen by itself and bring the scenario to a better end.
 */
export function needingLostPlanes(context: WeaknessContext): readonly Weakness[] {
  const all = reactionsOf(context.model).flatMap((needing): readonly Weakness[] => {
    const wanted = context.faults
      .map((fault) => ({ fault, failed: failedGroups(context.model, fault.scenario.first) }))
      .filter(({ failed }) => needing.planes.some((plane) => failed.has(plane)));
    if (wanted.length === 0) {
      return [];
    }
    const free = new Matrix(needing.free);
    const found = wanted.filter(({ fault }) => {
      if (fault.scenario.first.some(needing.isMeantFor)) {
        return true;
      }
      const other = free.outcomeOf(fault.scenario);
      return context.outcomeOf(fault).services.some((row, index) => {
        const than = other.services[index];
        return than !== undefined && worseIn(row, than) !== undefined;
      });
    });
    const [first] = found;
    if (first === undefined) {
      return [];
    }
    const lost = [...new Set(found.flatMap(({ failed }) => needing.planes.filter((plane) => failed.has(plane))))];
    return [
      {
        code: 'REACTION_NEEDS_LOST_PLANE',
        ...at(context.resourceOf(needing.resourceId), needing.name),
        means: `${needing.name} answers the loss of ${some(found.map(({ fault }) => fault.id))} and needs the control plane ${some(lost)}, which is lost with it`,
        change: `prepare what it changes beforehand, or do it where ${some(lost)} is not needed`,
        severity: 'error',
        scenario: first.fault.id,
      },
    ];
  });
  // Services that need a resource in ways of their own have a reaction each.
  return firstOf(all, ({ where, means }) => `${where} ${means}`);
}

function reactionsOf(model: FailureModel): readonly Needing[] {
  const manual = model.manual.map((reaction): Needing => ({
    name: `runbook ${reaction.runbook}`,
    resourceId: reaction.effect.kind === 'move' ? reaction.effect.pool : '',
    planes: reaction.planes ?? [],
    isMeantFor: (fault) =>
      reaction.on.some(({ group, mode }) => group === fault.group && (mode ?? fault.mode) === fault.mode),
    free: { ...model, manual: model.manual.map((each): ManualReaction => (each === reaction ? freed(each) : each)) },
  }));
  const automatic = model.pools.flatMap((pool) => {
    const planes = [pool.leave, pool.comeBack, pool.move, pool.replace?.after, pool.replace?.relaunch].flatMap(
      (reaction) => reaction?.planes ?? [],
    );
    const pools = model.pools.map((each) => (each === pool ? freedPool(each) : each));
    return planes.length === 0
      ? []
      : [
          {
            name: `what ${pool.label} does by itself`,
            resourceId: pool.id,
            planes,
            free: { ...model, pools },
            isMeantFor: () => false,
          },
        ];
  });
  return [...manual, ...automatic];
}

function freed<T extends { readonly planes?: readonly string[] }>(reaction: T): T {
  return { ...reaction, planes: [] };
}

function freedPool(pool: Pool): Pool {
  const of = (reaction: Reaction | undefined): Reaction | undefined => reaction && freed(reaction);
  const { leave, comeBack, move, replace } = pool;
  return {
    ...pool,
    ...(leave && { leave: of(leave) }),
    ...(comeBack && { comeBack: of(comeBack) }),
    ...(move && { move: of(move) }),
    ...(replace && { replace: { after: freed(replace.after), relaunch: freed(replace.relaunch) } }),
  };
}
