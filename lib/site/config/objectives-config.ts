/** Declared service objectives. */
export interface ObjectivesConfig {
  /** Share of requests answered in a month, in per cent: 90 to the default of the profile while recovery is from vaults. @default - 99.9 (`starter`), 99.95, 99.95 */
  readonly availabilityPercent?: number;
  /**
   * Time until new requests are answered again when one instance is lost, in seconds: at least the slowest health check.
   *
   * @default 15; `starter`: nothing is promised
   */
  readonly instanceRtoSeconds?: number;
  /**
   * Time until the database answers again when its writer is lost, in seconds: at least 75.
   *
   * @default 75; `starter`: nothing is promised
   */
  readonly writerRtoSeconds?: number;
  /**
   * Time to recover from the loss of a zone, in seconds: at least its longest part, 105 or the slowest health check.
   *
   * @default 120
   */
  readonly zoneRtoSeconds?: number;
  /**
   * Time to recover from the loss of the primary Region, in seconds: at least 14,400 from vaults; needs a recovery Region.
   *
   * @default - none declared
   */
  readonly regionRtoSeconds?: number;
  /**
   * Data lost with the primary Region, in seconds: at least the time between backups, their windows and four hours for
   * the copy; needs a recovery Region.
   *
   * @default - none declared
   */
  readonly regionRpoSeconds?: number;
}
