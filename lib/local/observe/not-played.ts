/** Why an alarm cannot be played: caught where alarms are read, and told with the alarm. */
export class NotPlayed extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotPlayed';
  }
}
