/** What can be done within a second. */
export interface Room {
  /** Work, in units of which one request costs `cost`. */
  readonly room: number;
  readonly cost: number;
  /** Requests that may wait for the next second. */
  readonly places: number;
}

/** Requests that wait for a server, and those nobody has time for. */
export class WaitingLine {
  waiting = 0;
  /** Work left over from the last second, less than one request; nothing is saved up while nobody waits. */
  private spare = 0;

  serve(arrived: number, { room, cost, places }: Room): { readonly served: number; readonly shed: number } {
    const all = this.waiting + arrived;
    const work = room + this.spare;
    const served = Math.min(all, Math.floor(work / cost));
    const left = all - served;
    this.waiting = Math.min(left, places);
    this.spare = left > 0 ? work - served * cost : 0;
    return { served, shed: left - this.waiting };
  }
}
