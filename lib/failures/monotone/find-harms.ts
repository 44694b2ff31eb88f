import type { Outcome, ServiceOutcome } from '../engine/outcome';
import { Matrix } from '../matrix/matrix';
import type { NamedScenario } from '../matrix/scenarios';
import type { FailureModel, Fault, Pool } from '../model/types';
import { endsWorse, worseIn, type Difference } from './compare-rows';
import { deadParts } from './dead-parts';
import { fewerCopies, type FewerCopies } from './fewer-copies';
import { firedReactions } from './fired';
import { nonMonotoneReactions, reactionKey, withoutReaction, type PoolReaction } from './pool-reactions';

/** Redundancy without which a service would come off better in a scenario. */
export interface Harm {
  /** What harms: a reaction that is not monotone, what stands in a zone that nothing happened to, or further copies of parts. */
  readonly by:
    | ({ readonly kind: 'reaction' } & PoolReaction)
    | { readonly kind: 'zone'; readonly zone: string }
    | { readonly kind: 'copies'; readonly parts: readonly string[] };
  readonly scenario: string;
  readonly service: string;
  /** In what the service is worse with it. */
  readonly worse: Difference;
}

/**
 * Scenarios in which redundancy does harm: the same model without it comes to a better end by itself.
 *
 * - A _reaction_ that is not monotone and took place: the scenario is played again without it. For example a deep check that
 *   ends every server of a tier while the writer is promoted, or a target group that fails open and sends to dead targets.
 * - A _zone_ that the fault leaves alone: the scenario is played again without the members of the zone in every pool of
 *   `spread` that has others. For example servers of one zone whose way out leads through another. A zone that is cut off leaves
 *   no other alone.
 *   Better is, at the moment t1, a better state, a smaller share that is lost, or, both being equal, an earlier recovery; nothing
 *   is said about capacity, which is what further zones are for.
 * - _Copies_, unless the fault takes one and leaves the other: the scenario is played again with fewer of them, each zone keeping
 *   its share. For example a second reader in the zone of the writer, which stays in rotation when the zone is lost, while the
 *   writer itself is left out. Here nothing may be better without them at any moment, capacity included.
 */
export class HarmFinder {
  private readonly model: FailureModel;
  private readonly matrix: Matrix;
  private readonly doubtful: ReadonlySet<string>;
  private readonly others = new Map<string, Matrix>();
  private readonly zones: readonly string[];
  private readonly fewer: readonly FewerCopies[];

  constructor(model: FailureModel, matrix: Matrix = new Matrix(model)) {
    this.model = model;
    this.matrix = matrix;
    this.doubtful = new Set(nonMonotoneReactions(model).map(reactionKey));
    this.zones = zonesOf(model);
    this.fewer = fewerCopies(model);
  }

  harmsIn(named: NamedScenario): readonly Harm[] {
    const outcome = this.matrix.outcomeOf(named.scenario);
    return [...this.byReactions(named, outcome), ...this.byZones(named, outcome), ...this.byCopies(named, outcome)];
  }

  private byReactions(named: NamedScenario, outcome: Outcome): readonly Harm[] {
    return firedReactions(this.model, named.scenario, outcome)
      .filter((reaction) => this.doubtful.has(reactionKey(reaction)))
      .flatMap((reaction) => {
        const matrix = this.variant(reactionKey(reaction), () => withoutReaction(this.model, reaction));
        return compare(named, outcome, matrix, endsWorse).map((harm) => ({
          by: { kind: 'reaction', ...reaction },
          ...harm,
        }));
      });
  }

  private byZones(named: NamedScenario, outcome: Outcome): readonly Harm[] {
    const { first, then = [], evacuated = [] } = named.scenario;
    const faults = [...first, ...then];
    // A zone that is cut off concerns all others: nothing passes between them and it.
    const isCutOff = faults.some(({ mode }) => mode === 'cut-off');
    if (isCutOff || outcome.services.every(({ recoverySeconds }) => recoverySeconds === 0)) {
      return [];
    }
    const touched = new Set([...this.touchedBy(faults), ...evacuated]);
    return this.zones
      .filter((zone) => !touched.has(zone))
      .flatMap((zone) => {
        const matrix = this.variant(`zone ${zone}`, () => withoutZone(this.model, zone));
        return compare(named, outcome, matrix, endsWorse).map((harm) => ({ by: { kind: 'zone', zone }, ...harm }));
      });
  }

  private byCopies(named: NamedScenario, outcome: Outcome): readonly Harm[] {
    const { first, then = [] } = named.scenario;
    const dead = deadParts(this.model, [...first, ...then]);
    return this.fewer.flatMap(({ leftOut, model }, at) => {
      const isFair = [...leftOut].every(([part, instead]) => dead.has(part) === dead.has(instead) || dead.has(instead));
      const matrix = this.variant(`copies ${String(at)}`, () => model);
      const by: Harm['by'] = { kind: 'copies', parts: [...leftOut.keys()] };
      return isFair ? compare(named, outcome, matrix, worseIn).map((harm) => ({ by, ...harm })) : [];
    });
  }

  /** Zones in which something is dead. */
  private touchedBy(faults: readonly Fault[]): readonly string[] {
    const dead = deadParts(this.model, faults);
    return this.model.parts.flatMap(({ id, zone }) => (zone !== undefined && dead.has(id) ? [zone] : []));
  }

  private variant(key: string, make: () => FailureModel): Matrix {
    const known = this.others.get(key) ?? new Matrix(make());
    this.others.set(key, known);
    return known;
  }
}

function compare(
  { id, scenario }: NamedScenario,
  outcome: Outcome,
  without: Matrix,
  worseIn: (row: ServiceOutcome, other: ServiceOutcome) => Difference | undefined,
): readonly Omit<Harm, 'by'>[] {
  const other = without.outcomeOf(scenario);
  return outcome.services.flatMap((row, at) => {
    const than = other.services[at];
    const worse = than === undefined ? undefined : worseIn(row, than);
    return worse === undefined ? [] : [{ scenario: id, service: row.service, worse }];
  });
}

/** Zones of the members of pools among which requests are spread. */
function zonesOf({ parts, pools }: FailureModel): readonly string[] {
  const members = new Set(pools.filter(({ choice }) => choice === 'spread').flatMap((pool) => partsOf(pool)));
  return [...new Set(parts.flatMap(({ id, zone }) => (zone !== undefined && members.has(id) ? [zone] : [])))].sort();
}

function partsOf({ members }: Pool): readonly string[] {
  return members.map(({ part }) => part);
}

/** The same model in which pools of `spread` that have members elsewhere have none in a zone. */
function withoutZone(model: FailureModel, zone: string): FailureModel {
  const inZone = new Set(model.parts.flatMap((part) => (part.zone === zone ? [part.id] : [])));
  const pools = model.pools.map((pool): Pool => {
    const rest = pool.members.filter(({ part }) => !inZone.has(part));
    return pool.choice !== 'spread' || rest.length === 0 ? pool : { ...pool, members: rest };
  });
  return { ...model, pools };
}
