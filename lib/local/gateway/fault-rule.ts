import type { Call, GatewayService } from './call';

/** What happens to a call that a rule meets. */
export type FaultEffect =
  /** The API asks to come back later, in the words of its own protocol. */
  | { readonly kind: 'throttle' }
  /** The right answer, held back for some milliseconds: 0 or more. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** The API refuses whoever asks, as after a change of a policy. */
  | { readonly kind: 'deny' }
  /** The API refuses with a code of its own. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  /** The connection is reset after the request was read. */
  | { readonly kind: 'reset' }
  /** Status 200, and a page for people. */
  | { readonly kind: 'html' }
  /** The connection ends after half of the body that was announced. */
  | { readonly kind: 'truncate' }
  /** A complete answer that says something else. Every byte is one character (latin1). */
  | { readonly kind: 'rewrite'; readonly rewrite: (body: string) => string }
  /** The right answer to another question. Every byte is one character, and their number may not change in CBOR. */
  | { readonly kind: 'misdirect'; readonly rewrite: (body: string) => string };

/** Which calls meet a fault, and which one. */
export interface FaultRule {
  readonly service: GatewayService;
  /**
   * Action as the API names it, for example `DescribeInstances`.
   *
   * @default - every action of the service
   */
  readonly action?: string;
  /**
   * Parameters that the call must have with these values, for example `{ FunctionName: 'probe' }`.
   *
   * @default - any
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Region that is asked.
   *
   * @default - every Region
   */
  readonly region?: string;
  /**
   * First call that is met, counted from when the rule is made: 1 or more.
   *
   * @default 1
   */
  readonly fromCall?: number;
  /**
   * Number of calls that are met: 1 or more.
   *
   * @default - all that follow
   */
  readonly calls?: number;
  readonly effect: FaultEffect;
}

/** A rule at work. */
export interface Injection {
  /** Ends the rule: from now on its calls are answered as if it had never been. May be called twice. */
  remove(): void;
  /** Calls it has met so far. */
  readonly hits: number;
}

interface ActiveRule {
  readonly rule: FaultRule;
  seen: number;
  hits: number;
}

/** The rules at work, in the order in which they were made. */
export class FaultRules {
  private readonly active = new Set<ActiveRule>();

  /** Puts a rule to work. Throws a `RangeError` for a number that no call could meet. */
  inject(rule: FaultRule): Injection {
    requireWhole('fromCall', rule.fromCall ?? 1, 1);
    requireWhole('calls', rule.calls ?? 1, 1);
    requireWhole('effect.milliseconds', rule.effect.kind === 'slow' ? rule.effect.milliseconds : 0, 0);
    const entry: ActiveRule = { rule, seen: 0, hits: 0 };
    this.active.add(entry);
    return {
      remove: () => {
        this.active.delete(entry);
      },
      get hits() {
        return entry.hits;
      },
    };
  }

  /** Counts a call for every rule that is about it, and that meets it; of those that do, the oldest has its way. */
  take(call: Call): FaultEffect | undefined {
    const about = [...this.active].filter(({ rule }) => isAbout(rule, call));
    for (const entry of about) {
      entry.seen += 1;
    }
    const meeting = about.filter(meets);
    for (const entry of meeting) {
      entry.hits += 1;
    }
    return meeting[0]?.rule.effect;
  }
}

function isAbout({ service, action, region, parameters = {} }: FaultRule, call: Call): boolean {
  return (
    service === call.service &&
    (action === undefined || action === call.action) &&
    (region === undefined || region === call.region) &&
    Object.entries(parameters).every(([name, value]) => call.parameters.get(name) === value)
  );
}

function meets({ rule: { fromCall = 1, calls = Infinity }, seen }: ActiveRule): boolean {
  return seen >= fromCall && seen < fromCall + calls;
}

function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${name} of a fault rule must be a whole number from ${String(least)}, got ${String(value)}`);
  }
}
