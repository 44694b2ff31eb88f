import type {
  Delay,
  Detector,
  FailureModel,
  FateGroup,
  Fault,
  ManualReaction,
  Member,
  Need,
  Part,
  Pool,
  Reaction,
  Scenario,
  Service,
  Sight,
} from '../../../lib/failures/model/types';
import type { MomentOutcome, Outcome } from './outcome';
import { simulate } from './simulate';

/** What a small model is written with: groups that only have a name are added. */
export interface Small {
  readonly groups?: readonly FateGroup[];
  readonly parts: readonly Part[];
  readonly pools?: readonly Pool[];
  readonly services: readonly Service[];
  readonly manual?: readonly ManualReaction[];
  readonly detectors?: readonly Detector[];
}

/** A model of the zones `a`, `b` and `c`, with a group for each part and each other name in a fate. */
export function small({ groups = [], parts, pools = [], services, manual = [], detectors = [] }: Small): FailureModel {
  const named = new Set([...ZONES, ...parts.flatMap(({ fate }) => fate)]);
  groups.forEach(({ id }) => named.delete(id));
  const added = [...named].map((id): FateGroup => {
    const kind = ZONES.includes(id) ? 'zone' : parts.some((each) => each.id === id) ? 'part' : 'shared';
    return { id, kind, label: id };
  });
  return { groups: [...groups, ...added], parts, pools, services, manual, detectors };
}

const ZONES = ['a', 'b', 'c'];

/** Parts that fail alone, and with the zone that their names end on, if that is one: `web-a` stands in zone `a`. */
export function partsNamed(...ids: readonly string[]): readonly Part[] {
  return ids.map((id) => {
    const zone = ZONES.find((each) => id.endsWith(`-${each}`));
    return { id, label: id, zone, fate: zone === undefined ? [id] : [id, zone] };
  });
}

/** A member that has the name of its part. */
export function at(part: string, needs: readonly Need[] = [], more: Partial<Member> = {}): Member {
  return { id: part, part, needs, ...more };
}

/** A member that needs a pool, and whose check looks at it. */
export function checking(part: string, pool: string): Member {
  return at(part, [of(pool)], { checks: [0] });
}

export function spread(id: string, members: readonly Member[], more: Partial<Pool> = {}): Pool {
  return { id, label: id, choice: 'spread', members, ...more };
}

export function prefer(id: string, members: readonly Member[], more: Partial<Pool> = {}): Pool {
  return { id, label: id, choice: 'prefer', members, ...more };
}

export function fallback(id: string, members: readonly Member[]): Pool {
  return { id, label: id, choice: 'fallback', members };
}

/** The need of a pool. */
export function of(pool: string): Need {
  return { kind: 'pool', pool };
}

/** The need of so many parts. */
export function some(atLeast: number, ...parts: readonly string[]): Need {
  return { kind: 'parts', parts, atLeast };
}

export function post(id: string, ...needs: readonly Need[]): Service {
  return { id, label: id, isRetried: false, needs };
}

export function get(id: string, ...needs: readonly Need[]): Service {
  return { id, label: id, isRetried: true, needs };
}

export function lasting(seconds: number): Delay {
  return [{ name: 'wait', seconds, basis: 'declared', source: 'test' }];
}

export function after(seconds: number, ...planes: readonly string[]): Reaction {
  return { rule: 'TEST-01', delay: lasting(seconds), planes };
}

/** What operators do on the loss or cut-off of a group. */
export function byHand(
  group: string,
  seconds: number,
  effect: ManualReaction['effect'],
  more: Partial<ManualReaction> = {},
): ManualReaction {
  const id = effect.kind === 'shift' ? `shift-${effect.zone}` : `move-${effect.pool}`;
  return { id, runbook: id, delay: lasting(seconds), on: [{ group }], effect, ...more };
}

export function lost(...groups: readonly string[]): readonly Fault[] {
  return groups.map((group) => ({ group, mode: 'lost' }));
}

export function cutOff(...zones: readonly string[]): readonly Fault[] {
  return zones.map((group) => ({ group, mode: 'cut-off' }));
}

/** States at t0, t1 and t2, as `0.6667 > UP after 12 > UP after 12`. */
export function states(model: FailureModel, scenario: Scenario | readonly Fault[], service?: string): string {
  const { t0, t1, t2 } = serviceOf(outcome(model, scenario), service);
  return [t0, t1, t2].map(shown).join(' > ');
}

/** Capacities at t0, t1 and t2. */
export function capacities(model: FailureModel, scenario: Scenario | readonly Fault[], service?: string): unknown {
  const { t0, t1, t2 } = serviceOf(outcome(model, scenario), service);
  return [t0, t1, t2].map((moment) =>
    moment.state === 'UNDETERMINED'
      ? moment.state
      : typeof moment.capacity === 'number'
        ? Number(moment.capacity.toFixed(4))
        : moment.capacity,
  );
}

/** Seconds of lost data at t1 and t2. */
export function losses(model: FailureModel, scenario: Scenario | readonly Fault[], service?: string): unknown {
  const { t1, t2 } = serviceOf(outcome(model, scenario), service);
  return [t1, t2].map(({ lossSeconds }) => lossSeconds);
}

/** Seconds of full outage that lose as much as a service does until it recovers by itself. */
export function lostSeconds(
  model: FailureModel,
  scenario: Scenario | readonly Fault[],
  service?: string,
): number | undefined {
  return serviceOf(outcome(model, scenario), service).lostSeconds;
}

/** Last second of each run, as `run 12` or `run 86400, not at rest`. */
export function runs(model: FailureModel, scenario: Scenario | readonly Fault[]): readonly string[] {
  return outcome(model, scenario).runs.map(
    ({ phase, lastSecond, isAtRest }) => `${phase} ${lastSecond}${isAtRest ? '' : ', not at rest'}`,
  );
}

/** Reactions in the order of time, as `12 leave web/web-a`; the phase is said unless it is the run itself. */
export function reactions(model: FailureModel, scenario: Scenario | readonly Fault[]): readonly string[] {
  return outcome(model, scenario).reactions.map(({ phase, second, kind, pool, member }) =>
    [...(phase === 'run' ? [] : [phase]), second, kind, member === undefined ? pool : `${pool}/${member}`].join(' '),
  );
}

/** Seconds after which each detector has seen a scenario. */
export function seen(model: FailureModel, scenario: Scenario | readonly Fault[]): Record<string, number | undefined> {
  return Object.fromEntries(
    outcome(model, scenario).detectors.map(({ detector, seenAfterSeconds }) => [detector, seenAfterSeconds]),
  );
}

/** Seconds after which a detector of some sights sees a scenario, for each time that it may have to last. */
export function whenSeen(
  model: FailureModel,
  scenario: Scenario | readonly Fault[],
  sees: readonly Sight[],
  lasts: readonly (number | undefined)[] = [undefined],
): readonly (number | undefined)[] {
  return lasts.map(
    (seconds) =>
      seen(
        { ...model, detectors: [{ id: 'it', kind: 'alarm', sees, lasts: seconds, delay: lasting(60), planes: [] }] },
        scenario,
      )['it'],
  );
}

function outcome(model: FailureModel, scenario: Scenario | readonly Fault[]): Outcome {
  return simulate(model, 'first' in scenario ? scenario : { first: scenario });
}

function serviceOf({ services }: Outcome, id: string | undefined): Outcome['services'][number] {
  const found = services.find(({ service }) => id === undefined || service === id);
  if (found === undefined) {
    throw new Error(`no service ${String(id)}`);
  }
  return found;
}

function shown(moment: MomentOutcome): string {
  if (moment.state === 'UNDETERMINED') {
    return moment.state;
  }
  const state = moment.state === 'PARTIAL' ? String(Number(moment.value.toFixed(4))) : moment.state;
  return moment.recoverySeconds === undefined ? state : `${state} after ${moment.recoverySeconds}`;
}
