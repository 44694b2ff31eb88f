import type { FailureModel, Fault, ManualReaction, Scenario } from '../model/types';
import { Layout, secondsOf } from './layout';
import type { Moment, Outcome, ServiceOutcome } from './outcome';
import { Run } from './run';
import { shareOf, Sightings } from './sightings';
import type { Situation } from './situation';
import { Timeline } from './timeline';
import { sameShare } from './values';
import { Visits } from './visits';

const UNDETERMINED: Moment = {
  state: 'UNDETERMINED',
  lost: undefined,
  path: [],
  capacity: 'not determined',
  dataLossSeconds: undefined,
};

/** Evaluates scenarios on one model. */
export class Evaluator {
  private readonly layout: Layout;
  private readonly model: FailureModel;

  /** @throws Error for a model with a reference to nothing, or a pool that needs itself */
  constructor(model: FailureModel) {
    this.model = model;
    this.layout = new Layout(model);
  }

  evaluate(scenario: Scenario): Outcome {
    const { first, then = [] } = scenario;
    const timeline = new Timeline(this.layout, scenario);
    timeline.strike(first);
    if (then.length > 0) {
      if (!timeline.run(() => undefined)) {
        return this.undetermined();
      }
      timeline.strike(then);
    }
    const sightings = new Sightings(this.layout);
    const eventsBefore = timeline.events.length;
    const t0 = this.momentsOf(timeline);
    const own = this.follow(timeline, (second) => {
      sightings.look(timeline, second);
    });
    // What holds at rest holds on.
    sightings.end(own.isAtRest ? Infinity : timeline.second - own.start);
    const events = timeline.events
      .slice(eventsBefore)
      .map((event) => ({ ...event, second: event.second - own.start, since: event.since - own.start }));
    const t1 = this.endOf(own, timeline);
    const done = this.model.manual.filter((each) => isDone(each, [...first, ...then], timeline.situation));
    const after = done.length === 0 ? own : this.byHand(timeline, done);
    const t2 = done.length === 0 ? t1 : this.endOf(after, timeline);
    const acknowledged = Math.max(0, ...done.map(({ delay }) => secondsOf(delay)));
    return {
      services: this.model.services.map(({ id }, at): ServiceOutcome => {
        const recovery = own.restoredAt(at);
        const restored = after.restoredAt(at);
        const isKept = done.length === 0 || (recovery !== undefined && restored === 0);
        return {
          service: id,
          t0: known(t0[at]),
          t1: known(t1[at]),
          t2: known(t2[at]),
          recoverySeconds: recovery,
          manualRecoverySeconds: isKept ? recovery : restored === undefined ? undefined : acknowledged + restored,
          lostSeconds: recovery === undefined ? undefined : own.lostUntil(at, recovery),
        };
      }),
      seen: sightings.seen,
      events,
      byHand: done.map(({ id }) => id),
      isAtRest: own.isAtRest && after.isAtRest,
    };
  }

  private follow(timeline: Timeline, look: (second: number) => void): Run {
    const run = new Run(timeline.second);
    const note = (): void => {
      run.add(
        timeline.second,
        this.model.services.map((service) => shareOf(this.layout, timeline.values, service)),
      );
      look(timeline.second - run.start);
    };
    note();
    run.end(timeline.run(note), timeline.second);
    return run;
  }

  private byHand(timeline: Timeline, done: readonly ManualReaction[]): Run {
    timeline.byHand(
      done.flatMap(({ effect }) => (effect.kind === 'shift' ? [effect.zone] : [])),
      done.flatMap(({ effect }) => (effect.kind === 'move' ? [this.layout.seat(effect.pool, effect.member)] : [])),
    );
    return this.follow(timeline, () => undefined);
  }

  private undetermined(): Outcome {
    return {
      services: this.model.services.map(({ id }) => ({
        service: id,
        t0: UNDETERMINED,
        t1: UNDETERMINED,
        t2: UNDETERMINED,
        recoverySeconds: undefined,
        manualRecoverySeconds: undefined,
        lostSeconds: undefined,
      })),
      seen: new Map(),
      events: [],
      byHand: [],
      isAtRest: false,
    };
  }

  private endOf(run: Run, timeline: Timeline): readonly Moment[] {
    return this.momentsOf(timeline).map((moment, at): Moment => {
      if (run.isAtRest) {
        return moment;
      }
      return run.isSteady(at)
        ? { ...moment, capacity: 'not determined' }
        : { ...UNDETERMINED, dataLossSeconds: moment.dataLossSeconds };
    });
  }

  private momentsOf({ values, lost }: Timeline): readonly Moment[] {
    return this.model.services.map((service): Moment => {
      const share = shareOf(this.layout, values, service);
      const visits = new Visits(this.layout, values, service);
      return {
        state: sameShare(share, 1) ? 'UP' : sameShare(share, 0) ? 'DOWN' : 'PARTIAL',
        lost: 1 - share,
        path: sameShare(share, 0) ? [] : visits.path(),
        capacity: visits.capacity(),
        dataLossSeconds: visits.loss(lost),
      };
    });
  }
}

function isDone({ on, planes }: ManualReaction, faults: readonly Fault[], situation: Situation): boolean {
  return (
    situation.hasPlanes(planes) &&
    faults.some((fault) => on.some(({ group, mode }) => group === fault.group && (mode ?? fault.mode) === fault.mode))
  );
}

function known<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('a service has no outcome');
  }
  return value;
}
