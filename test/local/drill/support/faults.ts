import type { CheckName } from '../../../../lambda/shared/contract';
import type { Conclusion } from '../../../../lambda/shared/decision';
import type { UnknownCode } from '../../../../lambda/shared/observed';
import { Lane, type DrillFault, type DrillGround, type LaneOptions, type LaneRun } from '../../../../lib/local/drill';
import type { AlarmChange, CheckRecord } from '../../../../lib/local/observe';
import { playedAlarm } from '../../observe/support/definitions';
import { recordOf } from '../../observe/support/records';

/** What a check has to say. */
interface Said {
  /** Codes of faults. */
  readonly findings?: readonly string[];
  /** Codes of questions that stayed open. */
  readonly questions?: readonly UnknownCode[];
  readonly notes?: readonly string[];
}

/** The record of a check that says this. */
export function recordWith(check: CheckName, { findings = [], questions = [], notes = [] }: Said = {}): CheckRecord {
  const conclusion: Partial<Conclusion> = {
    findings: findings.map((code) => ({ code, effect: 'redundancy', subject: code, detail: '' })),
    questions: questions.map((code) => ({ code, effect: 'redundancy', subject: code, reason: '' })),
    notes,
  };
  return recordOf({ check }, conclusion);
}

/** An alarm of the topology check that went to ALARM, or back. */
export function change(alarm: string, to: AlarmChange['to'] = 'ALARM', afterRuns = 1): AlarmChange {
  return { alarm, definition: playedAlarm({ name: alarm }), from: 'OK', to, reason: 'r', afterRuns };
}

/** A lane whose checks say what a test makes them say. */
export class FakeLane extends Lane {
  /** Every run, in order. */
  readonly ran: CheckName[] = [];
  /** Alarms whose notifications have arrived. */
  readonly heard = new Set<string>();
  /** Alarms that are raised now. */
  readonly raised = new Set<string>();
  private readonly says: (check: CheckName, nth: number) => Partial<LaneRun> | Promise<Partial<LaneRun>>;

  /** @param says what a run leaves; `nth` counts the runs of the same check, from 1 */
  constructor(says: FakeLane['says']) {
    super({} as LaneOptions);
    this.says = says;
  }

  override async run(check: CheckName): Promise<LaneRun> {
    this.ran.push(check);
    const nth = this.ran.filter((it) => it === check).length;
    return { record: undefined, changes: [], ...(await this.says(check, nth)) };
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

  /** What a check that works says of it. */
  truth(check: CheckName): Partial<LaneRun> {
    this.happened.push(`run ${check}`);
    return { record: recordWith(check, this.broken ? { findings: ['GatewayGone'] } : {}) };
  }
}

/** Ground on which nothing may be touched. */
export const NO_GROUND = { expectations: {} } as DrillGround;

/** A clock that goes on by one second whenever it is read. */
export function tickingClock(): () => number {
  const clock = { milliseconds: 0 };
  return () => (clock.milliseconds += 1_000);
}
