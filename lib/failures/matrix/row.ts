import type { Capacity, Moment, Outcome, ServiceOutcome, Step } from '../engine/outcome';
import type { DelayPart, Detector, FailureModel, Service } from '../model/types';
import { criticalPath, type RecoveryStep } from './critical-path';
import type { NamedScenario } from './scenarios';

/** How sure a time is: as sure as its least sure piece. */
export type Basis = DelayPart['basis'];

/** A detector that sees a scenario, and after how long. */
export interface Seen {
  readonly detector: string;
  readonly kind: Detector['kind'];
  readonly afterSeconds: number;
}

export interface Recovery {
  readonly seconds: number;
  readonly basis: Basis;
  readonly steps: readonly RecoveryStep[];
}

/** What one scenario does to one service, with who sees it and what to do. */
export interface Row {
  readonly scenario: string;
  readonly service: string;
  readonly normalPath: readonly Step[];
  readonly t0: Moment;
  readonly t1: Moment;
  readonly t2: Moment;
  /** The way of the requests after the automatic reactions, if it is another than the normal one. */
  readonly detour: readonly Step[] | undefined;
  readonly capacity: { readonly perSecond: Capacity; readonly carriesPeak: boolean | undefined };
  readonly recovery: Recovery | undefined;
  readonly manual: { readonly seconds: number; readonly runbooks: readonly string[] } | undefined;
  /** Requests that were open when the fault struck and that may have had an effect; `undefined` when it is not declared how long they are open. */
  readonly inDoubt: number | undefined;
  /** Share of the month's error budget that the recovery takes, 1 for all of it. */
  readonly budgetShare: number | undefined;
  /** Who sees it, the first one first. */
  readonly seen: readonly Seen[];
}

const MONTH_SECONDS = 30 * 24 * 3600;

/** From sure to unsure. */
const BASES: readonly Basis[] = ['bound', 'declared', 'typical', 'unverified'];

/** The rows of one scenario, a service each. */
export function rowsOf(
  model: FailureModel,
  normal: Outcome,
  { id, scenario }: NamedScenario,
  outcome: Outcome,
): readonly Row[] {
  const seen = model.detectors
    .flatMap(({ id, kind }): readonly Seen[] => {
      const afterSeconds = outcome.seen.get(id);
      return afterSeconds === undefined ? [] : [{ detector: id, kind, afterSeconds }];
    })
    .sort((a, b) => a.afterSeconds - b.afterSeconds || (a.detector < b.detector ? -1 : 1));
  return model.services.flatMap((service, at): readonly Row[] => {
    const [found, before] = [outcome.services[at], normal.services[at]];
    if (found === undefined || before === undefined) {
      return [];
    }
    const normalPath = before.t1.path;
    const peak =
      scenario.isOnSale === true ? (service.onSalePerSecond ?? service.peakPerSecond) : service.peakPerSecond;
    return [
      {
        scenario: id,
        service: service.id,
        normalPath,
        t0: found.t0,
        t1: found.t1,
        t2: found.t2,
        detour: JSON.stringify(found.t1.path) === JSON.stringify(normalPath) ? undefined : found.t1.path,
        capacity: { perSecond: found.t1.capacity, carriesPeak: carries(found.t1.capacity, peak) },
        recovery: recoveryOf(outcome, found),
        manual: manualOf(model, outcome, found),
        inDoubt: service.isRetried ? 0 : product(found.t0.lost, peak, service.openSeconds),
        budgetShare: budgetShareOf(service, found),
        seen,
      },
    ];
  });
}

function carries(capacity: Capacity, peak: number | undefined): boolean | undefined {
  return capacity === 'unlimited'
    ? true
    : capacity === 'not determined' || peak === undefined
      ? undefined
      : capacity >= peak;
}

function recoveryOf({ events }: Outcome, { recoverySeconds }: ServiceOutcome): Recovery | undefined {
  if (recoverySeconds === undefined) {
    return undefined;
  }
  const steps = criticalPath(events, recoverySeconds);
  const bases = steps.flatMap(({ parts }) => parts.map(({ basis }) => BASES.indexOf(basis)));
  return { seconds: recoverySeconds, basis: BASES[Math.max(0, ...bases)] ?? 'unverified', steps };
}

function manualOf(model: FailureModel, { byHand }: Outcome, { manualRecoverySeconds }: ServiceOutcome): Row['manual'] {
  const done = model.manual.filter(({ id }) => byHand.includes(id));
  return done.length === 0 || manualRecoverySeconds === undefined
    ? undefined
    : { seconds: manualRecoverySeconds, runbooks: [...new Set(done.map(({ runbook }) => runbook))] };
}

function budgetShareOf({ availability }: Service, { lostSeconds }: ServiceOutcome): number | undefined {
  return availability === undefined || lostSeconds === undefined
    ? undefined
    : lostSeconds / ((1 - availability) * MONTH_SECONDS);
}

function product(...factors: readonly (number | undefined)[]): number | undefined {
  return factors.reduce((all, factor) => (all === undefined || factor === undefined ? undefined : all * factor), 1);
}
