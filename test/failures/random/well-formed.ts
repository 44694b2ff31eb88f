import type { Delay, Detector, FailureModel, Pool, Reaction, Scenario } from '../../../lib/failures/model/types';

/** What is wrong with a model and a scenario of it, one sentence each; none if nothing is. */
export function faultsOf(model: FailureModel, scenario: Scenario): readonly string[] {
  return [...namesTwice(model), ...namesNothing(model, scenario), ...saysNothing(model), ...goesInCircles(model)];
}

function namesTwice(model: FailureModel): readonly string[] {
  const lists: readonly (readonly [string, readonly { readonly id: string }[]])[] = [
    ['groups', model.groups],
    ['parts', model.parts],
    ['pools', model.pools],
    ['services', model.services],
    ['manual', model.manual],
    ['detectors', model.detectors],
    ...model.pools.map(({ id, members }) => [`members of ${id}`, members] as const),
  ];
  return lists
    .filter(([, list]) => new Set(list.map(({ id }) => id)).size < list.length)
    .map(([name]) => `${name}: two have one ID`);
}

function namesNothing(model: FailureModel, scenario: Scenario): readonly string[] {
  const zones = model.groups.filter(({ kind }) => kind === 'zone').map(({ id }) => id);
  const groups = model.groups.map(({ id }) => id);
  const parts = model.parts.map(({ id }) => id);
  const pools = model.pools.map(({ id }) => id);
  const places = model.pools.flatMap(({ id, members }) => members.map((member) => `${id}/${member.id}`));
  const needs = [...model.services, ...model.pools.flatMap(({ members }) => members)].flatMap((each) => each.needs);
  const sights = model.detectors.flatMap(({ sees }) => sees);
  const faults = [...scenario.first, ...(scenario.then ?? [])];
  const named: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['group', model.groups.flatMap(({ includes = [] }) => includes), groups],
    ['group', model.parts.flatMap(({ fate }) => fate), groups],
    ['group', [...reactionsOf(model).flatMap(({ planes = [] }) => planes)], groups],
    [
      'group',
      [...model.manual.flatMap(({ planes = [] }) => planes), ...model.detectors.flatMap((each) => each.planes)],
      groups,
    ],
    ['group', model.manual.flatMap(({ on }) => on.map(({ group }) => group)), groups],
    ['group', faults.map(({ group }) => group), groups],
    ['zone', faults.filter(({ mode }) => mode === 'cut-off').map(({ group }) => group), zones],
    ['zone', model.parts.flatMap(({ zone = [] }) => zone), zones],
    ['zone', model.manual.flatMap(({ effect }) => (effect.kind === 'shift' ? effect.zone : [])), zones],
    ['zone', scenario.evacuated ?? [], zones],
    ['part', model.pools.flatMap(({ members }) => members.map(({ part }) => part)), parts],
    ['part', needs.flatMap((need) => (need.kind === 'parts' ? need.parts : [])), parts],
    ['part', sights.flatMap((sight) => (sight.kind === 'part' ? sight.parts : [])), parts],
    ['pool', needs.flatMap((need) => (need.kind === 'pool' ? need.pool : [])), pools],
    ['pool', sights.flatMap((sight) => ('pool' in sight ? sight.pool : [])), pools],
    ['pool', model.pools.flatMap(({ without = [] }) => without), model.pools.filter(isPreferring).map(({ id }) => id)],
    [
      'service',
      sights.flatMap((sight) => (sight.kind === 'service' ? sight.service : [])),
      model.services.map(({ id }) => id),
    ],
    ['member', scenario.out ?? [], places],
    [
      'member',
      sights.flatMap((sight) =>
        sight.kind === 'failing' ? (sight.members ?? []).map((member) => `${sight.pool}/${member}`) : [],
      ),
      places,
    ],
    [
      'member',
      model.manual.flatMap(({ effect }) => (effect.kind === 'move' ? `${effect.pool}/${effect.member}` : [])),
      places,
    ],
  ];
  return named.flatMap(([kind, names, known]) =>
    names.filter((name) => !known.includes(name)).map((name) => `there is no ${kind} '${name}'`),
  );
}

function saysNothing(model: FailureModel): readonly string[] {
  const ofPools = model.pools.flatMap((pool): readonly (readonly [string, boolean])[] => [
    [`${pool.id}: no members`, pool.members.length === 0],
    [
      `${pool.id}: only members of 'prefer' can be moved to`,
      !isPreferring(pool) && (pool.move !== undefined || pool.members.some(isForMoves)),
    ],
    [`${pool.id}: only members of 'spread' are in rotation`, pool.choice !== 'spread' && hasRotation(pool)],
    [
      `${pool.id}: checks of needs that are not there`,
      pool.members.some(({ needs, checks = [] }) => checks.some((number) => needs[number] === undefined)),
    ],
  ]);
  const delays = [
    ...reactionsOf(model).map(({ delay }) => delay),
    ...model.manual.map(({ delay }) => delay),
    ...model.detectors.map(({ delay }) => delay),
  ];
  return [
    ...ofPools.filter(([, isWrong]) => isWrong).map(([fault]) => fault),
    ...delays.filter((delay) => secondsOf(delay) < 1).map(() => 'a delay of less than a second'),
    ...model.detectors.flatMap(detectsNothing),
  ];
}

/** What a detector says that could never be seen, or is always. */
function detectsNothing({ id, sees, lasts = 0 }: Detector): readonly string[] {
  const isWhole = Number.isSafeInteger(lasts) && lasts >= 0;
  return [
    ...(isWhole ? [] : [`${id}: lasts for what is no whole number of seconds`]),
    ...sees.flatMap((sight) => {
      switch (sight.kind) {
        case 'failing':
          return sight.members !== undefined && new Set(sight.members).size < sight.atLeast
            ? [`${id}: more members of ${sight.pool} than it names`]
            : [];
        case 'unanswered':
          return sight.atLeast > 0 && sight.atLeast <= 1 ? [] : [`${id}: no share of the requests to ${sight.pool}`];
        case 'part':
        case 'service':
          return [];
      }
    }),
  ];
}

/** Pools that reach themselves by what they need, or by whose current member they leave out. */
function goesInCircles(model: FailureModel): readonly string[] {
  const below = ({ members, without }: Pool): readonly Pool[] => {
    const needed = members.flatMap(({ needs }) => needs.flatMap((need) => (need.kind === 'pool' ? need.pool : [])));
    return model.pools.filter(({ id }) => needed.includes(id) || id === without);
  };
  return model.pools
    .filter((pool) => {
      const reached = new Set(below(pool));
      // A set that grows while it is walked is walked to its new end.
      for (const each of reached) {
        below(each).forEach((next) => reached.add(next));
      }
      return reached.has(pool);
    })
    .map(({ id }) => `${id}: needs itself`);
}

function reactionsOf(model: FailureModel): readonly Reaction[] {
  return model.pools.flatMap(({ leave, comeBack, move, replace }) =>
    [leave, comeBack, move, replace?.after, replace?.relaunch].filter((reaction) => reaction !== undefined),
  );
}

function isPreferring({ choice }: Pool): boolean {
  return choice === 'prefer';
}

function isForMoves({ start, loses, isManual }: Pool['members'][number]): boolean {
  return start !== undefined || loses !== undefined || isManual !== undefined;
}

function hasRotation({ leave, comeBack, reach, failOpenBelow, without, isShiftable }: Pool): boolean {
  return [leave, comeBack, reach, failOpenBelow, without, isShiftable].some((each) => each !== undefined);
}

function secondsOf(delay: Delay): number {
  return delay.reduce((sum, { seconds }) => sum + seconds, 0);
}
