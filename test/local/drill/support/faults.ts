import type { FunctionLabel } from '../../../../lambda/shared/contract';
import type { Conclusion, Effect } from '../../../../lambda/shared/decision';
import type { UnknownCode } from '../../../../lambda/shared/observed';
import { Lane, type DrillFault, type DrillGround, type LaneOptions, type LaneRun } from '../../../../lib/local/drill';
import { isAction, type AlarmChange, type CheckRecord } from '../../../../lib/local/observe';
import { playedAlarm } from '../../observe/support/definitions';
import { recordOf } from '../../observe/support/records';
import { groundOf } from './ground';

/** What a function has to say. */
export interface Said {
  /** Codes of faults, each with what it is about where that matters. */
  readonly findings?: readonly (string | readonly [code: string, subject: string])[];
  /** What the faults cost. */
  readonly effect?: Effect;
  /** Codes of questions that stayed open. */
  readonly questions?: readonly UnknownCode[];
  readonly notes?: readonly string[];
  /** Why an action did something, or nothing. */
  readonly reasons?: readonly string[];
  /** State of an action. */
  readonly outcome?: string;
  /** Whether the decision record stands. */
  readonly isStored?: boolean;
}

/** The record of a function that says this. An action that is not told otherwise observes. */
export function recordWith(check: FunctionLabel, said: Said = {}): CheckRecord {
  const { findings = [], questions = [], notes = [], reasons = [], effect = 'redundancy', isStored = true } = said;
  const conclusion: Partial<Conclusion> = {
    findings: findings
      .map((finding) => (typeof finding === 'string' ? ([finding, finding] as const) : finding))
      .map(([code, subject]) => ({ code, effect, subject, detail: '' })),
    questions: questions.map((code) => ({ code, effect: 'redundancy', subject: code, reason: '' })),
    notes,
  };
  const outcome = said.outcome ?? (isAction(check) ? 'OBSERVE' : undefined);
  const run = { check, isStored, ...(outcome === undefined ? {} : { outcome }) };
  return { ...recordOf(run, conclusion), reasons };
}

/** An alarm of the topology check that went to ALARM, or back. */
export function change(alarm: string, to: AlarmChange['to'] = 'ALARM', afterRuns = 1): AlarmChange {
  return { alarm, definition: playedAlarm({ name: alarm }), from: 'OK', to, reason: 'r', afterRuns };
}

/** A lane whose functions say what a test makes them say. */
export class FakeLane extends Lane {
  /** Every run, in order. */
  readonly ran: FunctionLabel[] = [];
  /** What functions said before the drill. */
  readonly known = new Map<FunctionLabel, CheckRecord>();
  /** Alarms whose notifications have arrived. */
  readonly heard = new Set<string>();
  /** Alarms that are raised now. */
  readonly raised = new Set<string>();
  private readonly says: (check: FunctionLabel, nth: number) => Partial<LaneRun> | Promise<Partial<LaneRun>>;

  /** @param says what a run leaves; `nth` counts the runs of the same function, from 1 */
  constructor(says: FakeLane['says']) {
    super({} as LaneOptions);
    this.says = says;
  }

  override async run(check: FunctionLabel): Promise<LaneRun> {
    this.ran.push(check);
    const nth = this.ran.filter((it) => it === check).length;
    return { record: undefined, changes: [], ...(await this.says(check, nth)) };
  }

  override async last(check: FunctionLabel): Promise<LaneRun> {
    const record = this.known.get(check);
    return record === undefined ? this.run(check) : { record, changes: [] };
  }

  override isNotified(alarm: string): Promise<boolean> {
    return Promise.resolve(this.heard.has(alarm));
  }

  override raisedNow(): readonly string[] {
    return [...this.raised];
  }
}

/** A fault of the topology check that the site has. */
export function faultOf(overrides: Partial<DrillFault> = {}): DrillFault {
  return {
    id: 'gateway-deleted',
    title: 'a gateway is deleted',
    references: ['F06'],
    check: 'topology-check',
    expected: { status: ['DEGRADED'], codes: ['GatewayGone'], withinRuns: 1 },
    applies: () => true,
    inject: () => Promise.resolve({}),
    ...overrides,
  };
}

/** A fault that breaks nothing, and has a repair. */
export const harmless = () => Promise.resolve({ repair: () => Promise.resolve() });

/** A site that a fault breaks and a repair mends, with everything that happened to it. */
export class BreakableSite {
  broken = false;
  readonly happened: string[] = [];

  /** A fault that breaks it. */
  fault(overrides: Partial<DrillFault> = {}): DrillFault {
    const { id } = faultOf(overrides);
    return faultOf({
      inject: () => {
        this.broken = true;
        this.happened.push(`inject ${id}`);
        return Promise.resolve({
          repair: () => {
            this.broken = false;
            this.happened.push(`repair ${id}`);
            return Promise.resolve();
          },
        });
      },
      ...overrides,
    });
  }

  /** What a function that works says of it. */
  truth(check: FunctionLabel): Partial<LaneRun> {
    this.happened.push(`run ${check}`);
    return { record: recordWith(check, this.broken ? { findings: ['GatewayGone'] } : {}) };
  }
}

/** Ground on which nothing may be touched: nothing there answers. */
export const NO_GROUND: DrillGround = groundOf({}).ground;

/** A clock that goes on by one second whenever it is read. */
export function tickingClock(): () => number {
  const clock = { milliseconds: 0 };
  return () => (clock.milliseconds += 1_000);
}
