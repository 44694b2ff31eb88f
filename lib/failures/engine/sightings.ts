import type { Detector, Service, Sight } from '../model/types';
import { NO_ZONE, secondsOf, type Layout } from './layout';
import type { Timeline } from './timeline';
import { sameShare, type Values } from './values';

/** What detectors see while a scenario runs. */
export class Sightings {
  private readonly layout: Layout;
  /** By detector: since when what it sees has held. */
  private readonly since = new Map<Detector, number>();
  /** By the id of a detector that sees the scenario: seconds until it says so. */
  readonly seen = new Map<string, number>();

  constructor(layout: Layout) {
    this.layout = layout;
  }

  /** Looks at a second, when everything due at it has been done. */
  look(timeline: Timeline, second: number): void {
    for (const detector of this.layout.model.detectors) {
      if (this.isSeen(timeline, detector)) {
        this.since.set(detector, this.since.get(detector) ?? second);
        this.count(detector, second);
      } else {
        // It held up to the second before.
        this.count(detector, second - 1);
        this.since.delete(detector);
      }
    }
  }

  /** What still holds holds on up to a second. */
  end(second: number): void {
    for (const detector of this.since.keys()) {
      this.count(detector, second);
    }
  }

  /** A sight that has held for long enough up to a second is seen. */
  private count(detector: Detector, second: number): void {
    const since = this.since.get(detector);
    const lasts = detector.lasts ?? 0;
    if (since !== undefined && second - since >= lasts && !this.seen.has(detector.id)) {
      this.seen.set(detector.id, since + lasts + secondsOf(detector.delay));
    }
  }

  private isSeen({ situation, values }: Timeline, { sees, planes }: Detector): boolean {
    const holds = (sight: Sight): boolean => {
      switch (sight.kind) {
        case 'part':
          return sight.parts.some((id) => situation.isDead(this.layout.part(id)));
        case 'failing':
          return (
            this.layout
              .pool(sight.pool)
              .seats.filter(({ member }) => sight.members?.includes(member.id) ?? true)
              .filter((seat) => values.isFailing(seat)).length >= sight.atLeast
          );
        case 'unanswered': {
          const lost = 1 - values.of({ kind: 'pool', pool: this.layout.pool(sight.pool) }, NO_ZONE, false);
          return lost > sight.atLeast || sameShare(lost, sight.atLeast);
        }
        case 'service':
          return this.layout.model.services.some(
            (service) => service.id === sight.service && !sameShare(shareOf(this.layout, values, service), 1),
          );
      }
    };
    return situation.hasPlanes(planes) && sees.some((sight) => situation.hasPlanes(sight.blindTo) && holds(sight));
  }
}

/** Share of the requests of a service that are answered. */
export function shareOf(layout: Layout, values: Values, { id, isRetried }: Service): number {
  return values.ofAll(layout.needsOf(id), NO_ZONE, isRetried);
}
