import type { AlarmChange, AlarmPlayer, CheckRecord, Invocation, Mailbox, Notification } from '../observe';
import type { LocalClients } from '../aws';
import { invokeCheck, type DeployedChecks } from '../site';
import type { CheckName } from '../../../lambda/shared/contract';
import { raised } from './outcome';

/** What runs the checks during a drill. */
export interface LaneOptions {
  readonly clients: LocalClients;
  readonly checks: DeployedChecks;
  readonly player: AlarmPlayer;
  readonly mailbox: Mailbox;
  readonly signal: AbortSignal;
}

/** One run of a check, and the alarms it moved. */
export interface LaneRun {
  readonly record: CheckRecord | undefined;
  readonly changes: readonly AlarmChange[];
  /** What the function itself failed with; `undefined` when it did not. */
  readonly failure?: string;
}

/** Runs checks, one run after another, and keeps what they and the alarms said. */
export class Lane {
  /** Every run that was started by hand. */
  readonly invocations: Invocation[];
  /** Everything that reached the subscribers of the site's topic. */
  readonly notifications: Notification[] = [];
  private readonly options: LaneOptions;
  private readonly raises = new Map<string, number>();
  private reading: Promise<void> = Promise.resolve();

  /** @param invocations runs that were started by hand before */
  constructor(options: LaneOptions, invocations: readonly Invocation[] = []) {
    this.options = options;
    this.invocations = [...invocations];
  }

  /** Runs a check once, as its schedule would. */
  async run(name: CheckName): Promise<LaneRun> {
    const { clients, checks, player, signal } = this.options;
    const { invocation, record, failure } = await invokeCheck(clients, checks.byName[name], signal);
    this.invocations.push(invocation);
    const changes = await player.observe(name, record);
    for (const { alarm } of raised(changes)) {
      this.raises.set(alarm, (this.raises.get(alarm) ?? 0) + 1);
    }
    return { record, changes, ...(failure === undefined ? {} : { failure }) };
  }

  /** Whether a notification has arrived for every time an alarm was raised here. */
  async isNotified(alarm: string): Promise<boolean> {
    // Two readers at a time would each get a part of what has arrived.
    const reading = this.reading.then(async () => {
      this.notifications.push(...(await this.options.mailbox.read()));
    });
    this.reading = reading.catch(() => undefined);
    await reading;
    const arrived = this.notifications.filter((it) => it.kind === 'alarm' && it.alarm === alarm && it.to === 'ALARM');
    // An alarm that an earlier fault raised must not speak for a later one.
    return arrived.length >= (this.raises.get(alarm) ?? 1);
  }

  /** Alarms on a check that are raised now. */
  raisedNow(): readonly string[] {
    return [...this.options.player.states].filter(([, state]) => state === 'ALARM').map(([name]) => name);
  }
}
