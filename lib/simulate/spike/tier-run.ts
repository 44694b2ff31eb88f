import { ONE, Portion, reduced, type Fraction } from '../fraction';
import type { Tier } from '../read';
import { Period } from './period';
import { PolicyState } from './scaling-policy';
import { ServerFleet } from './server-fleet';
import type { Timing } from './timing';
import { WaitingLine } from './waiting-line';

/** Sizes of a group at one moment. */
export interface Sizes {
  readonly min: number;
  readonly max: number;
}

/** What became of the requests of one second in one tier. Everything is in requests of customers, not in calls. */
export interface TierSecond {
  readonly arrived: number;
  /** Served by the tier, or in no need of it. */
  readonly passed: number;
  /** Refused because nobody had time for them. */
  readonly shed: number;
  /** Sent to instances of a lost zone before the load balancer knew. */
  readonly failed: number;
  /** Waiting at the end of the second. */
  readonly queued: number;
  readonly inService: number;
  readonly starting: number;
  readonly desired: number;
  /** Greatest size of the group. */
  readonly max: number;
  /** Requests the instances in service could have served. */
  readonly capacity: number;
}

/** Instances the account may still run. */
export interface Quota {
  left: number;
}

/** A period that has ended, with the capacity there was at its end. */
interface ClosedPeriod {
  /** When alarms see it. */
  readonly at: number;
  readonly period: number;
  readonly closed: Period;
  readonly targets: number;
  readonly warmed: number;
}

/** Zones that are simulated where their number is not known: then none is ever lost. */
const ONE_ZONE = 1;

/** One tier, second after second. */
export class TierRun {
  readonly tier: Tier;
  private readonly fleet: ServerFleet;
  private readonly policies: readonly PolicyState[];
  private readonly timing: Timing;
  private readonly quota: Quota;
  private sizes: Sizes;
  private desired: number;
  private pool: number;
  private readonly line = new WaitingLine();
  private dead: { readonly share: Fraction; readonly until: number; readonly portion: Portion } | undefined;
  private readonly need = new Portion();
  private readonly periods = new Map<number, Period>();
  private readonly waiting: ClosedPeriod[] = [];

  constructor(tier: Tier, sizes: Sizes, instances: number, timing: Timing, quota: Quota) {
    const { group } = tier;
    this.tier = tier;
    this.sizes = sizes;
    this.timing = timing;
    this.quota = quota;
    this.desired = clamp(Math.max(instances, sizes.min), sizes);
    this.pool = group.warmPoolInstances;
    this.fleet = new ServerFleet(
      {
        zones: group.zones ?? ONE_ZONE,
        slowStartSeconds: group.targets.slowStartSeconds,
        warmupSeconds: group.warmupSeconds,
        keepsBalance: group.keepsBalance,
      },
      this.desired,
    );
    quota.left -= this.desired;
    this.policies = group.policies.filter(canFollow(tier)).map((policy) => new PolicyState(policy));
    for (const { policy } of this.policies) {
      this.periods.set(policy.periodSeconds, new Period());
    }
  }

  /** A scheduled action: a size that is named replaces the one there is. */
  resize(sizes: Partial<Sizes>, desired: number | undefined): void {
    this.sizes = { min: sizes.min ?? this.sizes.min, max: sizes.max ?? this.sizes.max };
    this.desired = clamp(desired ?? this.desired, this.sizes);
  }

  /** A zone is lost; when it happens at once, its instances still get their share of the requests for a while. */
  loseZone(now: number, isNoticed: boolean): void {
    if (this.tier.group.zones === undefined) {
      return;
    }
    const before = this.fleet.serving(now);
    const lost = this.fleet.loseZone(now, this.desired);
    if (!isNoticed && lost > 0) {
      const until = now + this.tier.group.targets.detectionSeconds;
      this.dead = { share: reduced(lost, before), until, portion: new Portion() };
    }
  }

  /** Closes the periods that end now, and lets policies see those that have become known. */
  observe(now: number, mayScale: boolean): void {
    for (const [period, open] of this.periods) {
      if (now % period === 0) {
        const at = now + this.timing.metricDelaySeconds;
        this.waiting.push({
          at,
          period,
          closed: open,
          targets: this.fleet.serving(now - 1),
          warmed: this.fleet.warmed(now - 1),
        });
        this.periods.set(period, new Period());
      }
    }
    const known = this.waiting.filter(({ at }) => at <= now);
    for (const each of known) {
      this.waiting.splice(this.waiting.indexOf(each), 1);
      if (mayScale) {
        this.scale(now, each);
      }
    }
  }

  /** Launches or ends instances until there are as many as wanted. */
  reconcile(now: number, mayLaunch: boolean): void {
    const missing = this.fleet.wanted(this.desired) - this.fleet.size;
    if (missing < 0) {
      this.fleet.remove(-missing);
      this.quota.left -= missing;
    } else if (missing > 0 && mayLaunch) {
      this.launch(now, Math.min(missing, Math.max(0, this.quota.left)));
    }
  }

  /** Serves the requests of the second that begins now. */
  serve(now: number, arrived: number): TierSecond {
    const { rpsPerInstance, callsPerRequest: calls, queuePerInstance } = this.tier.declared;
    const isPartial = calls.n < calls.d;
    const needed = isPartial ? this.need.take(arrived, calls) : arrived;
    const failed = this.failedOf(now, needed);
    const inService = this.fleet.serving(now);
    const cost = (isPartial ? 1 : calls.n) * this.fleet.slowStartUnit;
    const room = rpsPerInstance * this.fleet.weight(now) * (isPartial ? 1 : calls.d);
    const { served, shed } = this.line.serve(needed - failed, { room, cost, places: queuePerInstance * inService });
    this.periods.forEach((period) => {
      period.count(needed, Math.min(room, served * cost), room);
    });
    return {
      arrived,
      passed: served + arrived - needed,
      shed,
      failed,
      queued: this.line.waiting,
      inService,
      starting: this.fleet.size - inService,
      desired: this.desired,
      max: this.sizes.max,
      capacity: Math.floor(room / cost),
    };
  }

  private failedOf(now: number, needed: number): number {
    return this.dead !== undefined && now < this.dead.until ? this.dead.portion.take(needed, this.dead.share) : 0;
  }

  private scale(now: number, { period, closed, targets, warmed }: ClosedPeriod): void {
    const { callsPerRequest, cpuPercentAtLimit = 0 } = this.tier.declared;
    const calls = callsPerRequest.n < callsPerRequest.d ? ONE : callsPerRequest;
    const states = this.policies.filter(({ policy }) => policy.periodSeconds === period);
    const sizes = states.flatMap((state) => {
      const measured = closed.measure(state.policy.metric, targets, calls, cpuPercentAtLimit);
      const isGrowing = this.fleet.warmed(now) < this.fleet.size;
      return state.observe({ measured, desired: this.desired, warmed, isGrowing }) ?? [];
    });
    const tracking = this.policies.filter(({ policy }) => policy.kind === 'target' && policy.scalesIn);
    const smaller = tracking.flatMap(({ shrinksTo }) => shrinksTo ?? []);
    if (sizes.length > 0) {
      this.desired = clamp(Math.max(this.desired, ...sizes), this.sizes);
    } else if (smaller.length > 0 && smaller.length === tracking.length) {
      this.desired = clamp(Math.min(this.desired, Math.max(...smaller)), this.sizes);
    }
  }

  private launch(now: number, count: number): void {
    const { launchSeconds, warmStartSeconds } = this.tier.declared;
    const { targets } = this.tier.group;
    const registration = this.timing.waitsForCheck ? targets.registrationSeconds : 0;
    const warm = warmStartSeconds === undefined ? 0 : Math.min(count, this.pool);
    if (warm > 0) {
      this.fleet.add(warm, now + (warmStartSeconds ?? 0) + registration);
    }
    const cold = canLaunch(this.tier) ? count - warm : 0;
    if (cold > 0) {
      this.fleet.add(cold, now + (launchSeconds ?? 0) + registration);
    }
    this.pool -= warm;
    this.quota.left -= warm + cold;
  }
}

/** Whether launches ever come into service: their time is declared, and the hook waits that long. */
export function canLaunch({ declared, group }: Tier): boolean {
  const { launchSeconds } = declared;
  return launchSeconds !== undefined && launchSeconds <= (group.launchLimitSeconds ?? Number.POSITIVE_INFINITY);
}

/** Policies on processors need to be told what a busy instance shows. */
export function canFollow({ declared }: Tier): (policy: { readonly metric: string }) => boolean {
  return ({ metric }) => metric !== 'cpu' || declared.cpuPercentAtLimit !== undefined;
}

function clamp(value: number, { min, max }: Sizes): number {
  return Math.max(min, Math.min(value, max));
}
