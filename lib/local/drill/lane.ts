import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { LocalClients } from '../aws';
import type { Gateway } from '../gateway';
import {
  changeNotice,
  isAction,
  type AlarmChange,
  type AlarmPlayer,
  type ChangeNotice,
  type CheckRecord,
  type Invocation,
  type Mailbox,
  type Notification,
} from '../observe';
import { checkOf, handOver, invokeCheck, type DeployedChecks } from '../site';
import { Gate } from './gate';
import { raised } from './outcome';

/** What runs the functions during a drill. */
export interface LaneOptions {
  /** Clients of every Region, by its name. */
  readonly clients: ReadonlyMap<string, LocalClients>;
  readonly gateway: Pick<Gateway, 'pass'>;
  readonly checks: DeployedChecks;
  readonly player: AlarmPlayer;
  readonly mailboxes: readonly Mailbox[];
  readonly signal: AbortSignal;
}

/** One run of a function, and the alarms it moved. */
export interface LaneRun {
  readonly record: CheckRecord | undefined;
  readonly changes: readonly AlarmChange[];
  /** What the function itself failed with; `undefined` when it did not. */
  readonly failure?: string;
}

/** Runs at the same time: functions wait two seconds for an answer, and no machine is to be too slow for that. */
const AT_ONCE = 2;

/** Runs functions, one run of each after another, and keeps what they and the alarms said. */
export class Lane {
  /** Every run that was started by hand. */
  readonly invocations: Invocation[];
  private readonly options: LaneOptions;
  private readonly told: Told;
  private readonly newest = new Map<FunctionLabel, LaneRun>();
  private readonly gate = new Gate(AT_ONCE);
  private reading: Promise<void> = Promise.resolve();

  /** @param earlier lane of the same site before a deployment told the functions other ids */
  constructor(options: LaneOptions, earlier?: Lane) {
    this.options = options;
    this.invocations = [...(earlier?.invocations ?? [])];
    this.told = earlier?.told ?? { raises: new Map(), announcements: [], notifications: [] };
  }

  /**
   * Runs a function once, as its schedule would. For one that may act, the time of one interval passes before: it compares the
   * times of its runs, as alarms do.
   */
  async run(name: FunctionLabel): Promise<LaneRun> {
    const { clients, gateway, checks, player, signal } = this.options;
    const check = checkOf(checks, name);
    const ofRegion = clients.get(check.region);
    if (ofRegion === undefined) {
      throw new Error(`${name} runs in ${check.region}, where the site has nothing`);
    }
    const { invocation, record, result, failure } = await this.gate.pass(async () => {
      if (isAction(name)) {
        gateway.pass(check.intervalSeconds * 1000);
      }
      return invokeCheck(ofRegion, check, signal);
    });
    this.invocations.push(invocation);
    if (result !== undefined && (await handOver(ofRegion, check, result)) && result.changed) {
      this.told.announcements.push({ check: name, from: result.previousStatus, to: result.status });
    }
    const changes = await player.observe(name, record);
    for (const { alarm } of raised(changes)) {
      this.told.raises.set(alarm, (this.told.raises.get(alarm) ?? 0) + 1);
    }
    const run: LaneRun = { record, changes, ...(failure === undefined ? {} : { failure }) };
    this.newest.set(name, run);
    return run;
  }

  /** The newest run of a function, if it left a record; otherwise one more. */
  async last(name: FunctionLabel): Promise<LaneRun> {
    const run = this.newest.get(name);
    return run?.record === undefined ? this.run(name) : run;
  }

  /** Whether a notification has arrived for every time an alarm was raised here. */
  async isNotified(alarm: string): Promise<boolean> {
    const notifications = await this.readMail();
    const arrived = notifications.filter((it) => it.kind === 'alarm' && it.alarm === alarm && it.to === 'ALARM');
    // An alarm that an earlier fault raised must not speak for a later one.
    return arrived.length >= (this.told.raises.get(alarm) ?? 1);
  }

  /** Changes that functions have announced, and how many of them the subscribers of the site were told of. */
  async announced(): Promise<{
    readonly announcements: readonly ChangeNotice[];
    readonly missing: readonly ChangeNotice[];
  }> {
    const notices = (await this.readMail()).flatMap((it) => changeNotice(it) ?? []).map(shownNotice);
    const missing = this.told.announcements.filter((it) => {
      const index = notices.indexOf(shownNotice(it));
      return index < 0 || notices.splice(index, 1).length === 0;
    });
    return { announcements: this.told.announcements, missing };
  }

  /** Alarms that are raised now. */
  raisedNow(): readonly string[] {
    return [...this.options.player.states].filter(([, state]) => state === 'ALARM').map(([name]) => name);
  }

  private async readMail(): Promise<readonly Notification[]> {
    // Two readers at a time would each get a part of what has arrived.
    const reading = this.reading.then(async () => {
      for (const mailbox of this.options.mailboxes) {
        this.told.notifications.push(...(await mailbox.read()));
      }
    });
    this.reading = reading.catch(() => undefined);
    await reading;
    return this.told.notifications;
  }
}

/** What the world was told, and what must have reached it. */
interface Told {
  /** Times that each alarm was raised. */
  readonly raises: Map<string, number>;
  /** Changes of status that a run announced, and that were handed on. */
  readonly announcements: ChangeNotice[];
  /** Everything that reached the subscribers of the site's topics. */
  readonly notifications: Notification[];
}

function shownNotice({ check, from, to }: ChangeNotice): string {
  return `${check}: ${from} -> ${to}`;
}
