import type { Origin } from '../../network/types';
import { listed, type Told } from '../texts';

/** What is said about one thing. */
export interface Subject {
  readonly name: string;
  readonly origin: Origin;
  readonly aspects: ReadonlyMap<string, Aspect>;
  /** Parts of which more may hold than is said, with the reason. */
  readonly open: ReadonlyMap<string, string>;
  /** Parts that say where something may be, and not where it is. */
  readonly permits: ReadonlySet<string>;
}

/** One property, rule or route. */
export interface Aspect {
  readonly told: Told;
  /** What says so. */
  readonly by: Origin;
  /** What it is one of, for example the routes; the aspect itself when it stands alone. */
  readonly part: string;
}

interface Draft {
  readonly name: string;
  readonly origin: Origin;
  readonly values: Map<string, { readonly told: Told[]; readonly by: Origin; readonly part: string }>;
  readonly open: Map<string, string>;
  readonly permits: Set<string>;
}

/** Collects what is said, in whatever order it comes. */
export class Facts {
  private readonly drafts = new Map<string, Draft>();

  /** Begins to speak about something. */
  about(name: string, origin: Origin): Speaker {
    const draft = this.drafts.get(name) ?? {
      name,
      origin,
      values: new Map<string, { readonly told: Told[]; readonly by: Origin; readonly part: string }>(),
      open: new Map<string, string>(),
      permits: new Set<string>(),
    };
    this.drafts.set(name, draft);
    return new Speaker(draft);
  }

  /** Everything that was said. */
  subjects(): ReadonlyMap<string, Subject> {
    return new Map(
      [...this.drafts].map(([name, { origin, values, open, permits }]) => [
        name,
        {
          name,
          origin,
          open,
          permits,
          aspects: new Map(
            [...values].map(([aspect, { told, by, part }]) => [aspect, { told: listed(told), by, part }] as const),
          ),
        },
      ]),
    );
  }
}

/** Says things about one subject. */
export class Speaker {
  private readonly draft: Draft;

  constructor(draft: Draft) {
    this.draft = draft;
  }

  /** Says a property. What is said twice of the same property holds for different parts of the subject. */
  say(aspect: string, told: Told, by: Origin = this.draft.origin, part = aspect): this {
    const known = this.draft.values.get(aspect) ?? { told: [], by, part };
    known.told.push(told);
    this.draft.values.set(aspect, known);
    return this;
  }

  /** Says that a part may hold more, if there is a reason. */
  mayHoldMore(part: string, reason: string | undefined): this {
    if (reason !== undefined) {
      this.draft.open.set(part, reason);
    }
    return this;
  }

  /** Says that a part tells only what is allowed. */
  permits(part: string): this {
    this.draft.permits.add(part);
    return this;
  }
}
