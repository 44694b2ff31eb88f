/** Instances that were launched together. */
interface Cohort {
  /** When the load balancer begins to send them requests. */
  readonly readyAt: number;
  /** Instances by zone. */
  readonly zones: number[];
}

/** What a fleet is made with. */
export interface FleetSettings {
  readonly zones: number;
  readonly slowStartSeconds: number;
  readonly warmupSeconds: number;
  /** Whether launches that fall to a lost zone are not made elsewhere. */
  readonly keepsBalance: boolean;
}

/** The first zone is the one that is lost: it never has fewer instances than another. */
const LOST_ZONE = 0;

/**
 * Instances of one group, by zone and by age. Zones are kept even: each new instance goes where there are fewest.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-availability-zone-balanced.html read 2026-11-26
 */
export class ServerFleet {
  private readonly settings: FleetSettings;
  private cohorts: Cohort[];
  /** Desired size and survivors at the moment a zone was lost. */
  private loss: { readonly desired: number; readonly left: number } | undefined;

  constructor(settings: FleetSettings, instances: number) {
    this.settings = settings;
    this.cohorts = [];
    this.add(instances, Number.NEGATIVE_INFINITY);
  }

  /** Instances that get requests, and those that come. */
  get size(): number {
    return this.sinceReady(Number.POSITIVE_INFINITY, 0);
  }

  serving(now: number): number {
    return this.sinceReady(now, 0);
  }

  /** Instances that have been in service for the warm-up. */
  warmed(now: number): number {
    return this.sinceReady(now, this.settings.warmupSeconds);
  }

  /**
   * Share of full targets that the instances in service are worth together, times `slowStartUnit`. The load balancer
   * raises the share of a new target evenly; what full ones cannot serve is refused although new ones could.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html read 2026-11-26
   */
  weight(now: number): number {
    const unit = this.slowStartUnit;
    const isSlow = this.settings.slowStartSeconds > 0;
    let sum = 0;
    for (const cohort of this.cohorts) {
      const age = now - cohort.readyAt;
      sum += age < 0 ? 0 : (isSlow ? Math.min(unit, age) : unit) * countOf(cohort);
    }
    return sum;
  }

  get slowStartUnit(): number {
    return Math.max(1, this.settings.slowStartSeconds);
  }

  /** Takes every instance of one zone away; the number of those that got requests. */
  loseZone(now: number, desired: number): number {
    const lost = this.cohorts
      .filter(({ readyAt }) => readyAt <= now)
      .reduce((sum, { zones }) => sum + (zones[LOST_ZONE] ?? 0), 0);
    this.cohorts.forEach(({ zones }) => {
      zones[LOST_ZONE] = 0;
    });
    this.loss = { desired, left: this.size };
    return lost;
  }

  /**
   * Instances that the group would have, were everything launched that can be. After the loss of a zone it may grow by
   * what it is made to grow; the lost ones are not counted on to come back.
   */
  wanted(desired: number): number {
    if (this.loss === undefined) {
      return desired;
    }
    const { zones, keepsBalance } = this.settings;
    const left = keepsBalance ? desired - Math.ceil(desired / zones) : this.loss.left + desired - this.loss.desired;
    return Math.max(0, left);
  }

  add(count: number, readyAt: number): void {
    const { zones } = this.settings;
    const first = this.loss === undefined ? 0 : 1;
    const totals = Array.from({ length: zones }, (_, zone) =>
      this.cohorts.reduce((sum, cohort) => sum + (cohort.zones[zone] ?? 0), 0),
    );
    const added = totals.map(() => 0);
    for (let left = count; left > 0 && first < zones; left -= 1) {
      let fewest = first;
      for (let zone = first + 1; zone < zones; zone += 1) {
        if ((totals[zone] ?? 0) < (totals[fewest] ?? 0)) {
          fewest = zone;
        }
      }
      totals[fewest] = (totals[fewest] ?? 0) + 1;
      added[fewest] = (added[fewest] ?? 0) + 1;
    }
    this.cohorts.push({ readyAt, zones: added });
  }

  /** Ends instances: those of the fullest zone first, the newest of it. */
  remove(count: number): void {
    for (let left = Math.min(count, this.size); left > 0; left -= 1) {
      const totals = Array.from({ length: this.settings.zones }, (_, zone) =>
        this.cohorts.reduce((sum, cohort) => sum + (cohort.zones[zone] ?? 0), 0),
      );
      // The last of the fullest ones, so that the zone that may be lost keeps the most.
      const fullest = totals.lastIndexOf(Math.max(...totals));
      const cohort = this.cohorts.findLast(({ zones }) => (zones[fullest] ?? 0) > 0);
      if (cohort !== undefined) {
        cohort.zones[fullest] = (cohort.zones[fullest] ?? 0) - 1;
      }
    }
    this.cohorts = this.cohorts.filter((cohort) => countOf(cohort) > 0);
  }

  private sinceReady(now: number, seconds: number): number {
    let count = 0;
    for (const cohort of this.cohorts) {
      count += cohort.readyAt + seconds <= now ? countOf(cohort) : 0;
    }
    return count;
  }
}

function countOf({ zones }: Cohort): number {
  let count = 0;
  for (const inZone of zones) {
    count += inZone;
  }
  return count;
}
