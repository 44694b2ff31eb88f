import type { FailureReport, Row } from '../../failures';
import type { Labels } from './labels';

type Way = Row['normalPath'];

/** A tier on a way, with the zones in which it is used; what stands in no zone has none. */
interface Stop {
  readonly tier: string;
  readonly zones: readonly string[];
}

/** Tells ways by tiers and zones, not server by server. */
export class Ways {
  private readonly places: ReadonlyMap<string, FailureReport['places'][number]>;
  private readonly labels: Labels;

  constructor({ places }: FailureReport, labels: Labels) {
    this.places = new Map(places.map((place) => [place.label, place]));
    this.labels = labels;
  }

  /**
   * `Web a c d → Database a`: tiers in the order of the requests, each with the zones of its members in use.
   *
   * @param only tiers to be told of; all of them when it is left out
   */
  text(way: Way, only?: ReadonlySet<string>): string {
    return this.stops(way)
      .filter(({ tier }) => only?.has(tier) !== false)
      .map(({ tier, zones }) => [this.labels.short(tier), ...zones.map(letterOf)].join(' '))
      .join(' → ');
  }

  /** Tiers of which some ways use other members than others do. */
  differing(ways: readonly Way[]): ReadonlySet<string> {
    const found = new Map<string, Set<string>>();
    const told = ways.map((way) => this.stops(way));
    const tiers = new Set(told.flatMap((stops) => stops.map(({ tier }) => tier)));
    for (const stops of told) {
      const zones = new Map(stops.map((stop) => [stop.tier, stop.zones.join(' ')]));
      for (const tier of tiers) {
        found.set(tier, (found.get(tier) ?? new Set()).add(zones.get(tier) ?? '-'));
      }
    }
    return new Set([...found].flatMap(([tier, ways_]) => (ways_.size > 1 ? [tier] : [])));
  }

  private stops(way: Way): readonly Stop[] {
    const found = new Map<string, Set<string>>();
    for (const label of way.flatMap(({ members }) => members)) {
      const { tier, zone } = this.places.get(label) ?? { tier: undefined, zone: undefined };
      // What stands alone is told by its own name.
      const key = tier ?? (zone === undefined ? label : withoutZone(label, zone));
      const zones = found.get(key) ?? new Set<string>();
      found.set(key, zone === undefined ? zones : zones.add(zone));
    }
    return [...found].map(([tier, zones]) => ({ tier, zones: [...zones].sort() }));
  }
}

/** Members that differ by their zones alone are one tier: `interface in ap-northeast-1a` is an interface. */
function withoutZone(label: string, zone: string): string {
  return label.replace(` in ${zone}`, '');
}

/** `ap-northeast-1a` is `1a`, as operators say it; a name of another form stays as it is. */
function letterOf(zone: string): string {
  return /(?<=-)\d+[a-z]$/.exec(zone)?.[0] ?? zone;
}
