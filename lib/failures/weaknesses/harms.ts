import { resourceKey, type TemplateResource } from '../../template';
import type { Harm, ReactionName } from '../monotone';
import { at, some, type WeaknessContext } from './context';
import type { Weakness } from './types';

/** Single faults that end better without a reaction, a zone, or further copies of parts than with them. */
export function harmfulRedundancy(context: WeaknessContext): readonly Weakness[] {
  const found = new Map<string, { harm: Harm; scenarios: Set<string>; services: Set<string> }>();
  for (const fault of context.faults) {
    for (const harm of context.harms.harmsIn(fault)) {
      const { where, resource } = placeOf(context, harm);
      const key = JSON.stringify([
        resource === undefined ? where : resourceKey(resource),
        harm.by.kind === 'reaction' ? harm.by.reaction : harm.by.kind,
      ]);
      const known = found.get(key) ?? { harm, scenarios: new Set<string>(), services: new Set<string>() };
      known.scenarios.add(harm.scenario);
      known.services.add(harm.service);
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ harm, scenarios, services }): Weakness => ({
    code: 'REDUNDANCY_HARMS',
    ...placeOf(context, harm),
    means: `${some([...services])} would come off better on the loss of ${some([...scenarios])} without ${whatOf(harm)}`,
    change: changeOf(harm),
    severity: 'error',
    scenario: harm.scenario,
  }));
}

function placeOf(context: WeaknessContext, { by }: Harm): { where: string; resource?: TemplateResource } {
  switch (by.kind) {
    case 'zone':
      return { where: by.zone };
    case 'copies':
      return at(context.resourceOf(by.parts[0] ?? ''), by.parts[0] ?? '');
    case 'reaction': {
      const pool = context.model.pools.find(({ id }) => id === by.pool);
      // What ends servers, or sends to dead ones, is what they belong to: pools of one node have no resource of their own.
      const resource =
        by.reaction === 'end'
          ? context.resourceOf(pool?.members[0]?.part ?? '')
          : ((pool && context.targetGroupOf(pool)) ?? context.resourceOf(by.pool));
      return at(resource, by.pool);
    }
  }
}

const REACTIONS: Readonly<Record<ReactionName, readonly [what: string, change: string]>> = {
  leave: [
    'its members leaving the rotation',
    'let the health check look at nothing but the member itself, or let it come back sooner',
  ],
  move: ['its moving to another member', 'let it wait for longer before it moves'],
  end: [
    'its servers being ended',
    'heed the checks of EC2 alone, or let the health check look at nothing but the server',
  ],
  'fail-open': ['its failing open', 'lower the threshold below which it fails open'],
  without: ['its leaving out the writer', 'have more readers in the zones of the others'],
};

function whatOf({ by }: Harm): string {
  switch (by.kind) {
    case 'zone':
      return `what stands in ${by.zone}, although nothing happens there`;
    case 'copies':
      return `${some(by.parts)}, which only repeat others`;
    case 'reaction':
      return REACTIONS[by.reaction][0];
  }
}

function changeOf({ by }: Harm): string {
  switch (by.kind) {
    case 'zone':
      return `let nothing in ${by.zone} need what stands in another zone`;
    case 'copies':
      return 'put the further copies where they do not share the fate of those that they repeat, or leave them out';
    case 'reaction':
      return REACTIONS[by.reaction][1];
  }
}
