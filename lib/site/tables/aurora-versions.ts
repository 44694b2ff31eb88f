/** Engines a site may use. */
export type DatabaseEngine = 'aurora-postgresql' | 'aurora-mysql';

/** A long-term-support version of Aurora. */
export interface AuroraLtsVersion {
  readonly engine: DatabaseEngine;
  /** Version as `DescribeDBEngineVersions` names it. */
  readonly version: string;
  /** Last day of standard support, as `YYYY-MM-DD`; from then on Aurora upgrades the cluster by itself. */
  readonly endOfSupport: string;
}

/**
 * LTS versions, newest first within an engine.
 *
 * PostgreSQL: the release calendar for minor versions, from three public copies of 2026 that agree. MySQL: an LTS version
 * lasts at least three years or until the end of standard support of its major version, whichever comes first; for 3.10
 * (2025-07-31) that is the end of Aurora MySQL 3, a date not read again for this table. 3.04 (2023-07-31) is an LTS version
 * too, but its three years are over: no site starts on it. Patch levels are the two newest.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Update.SpecialVersions.html stored copy read 2026-11-25
 */
export const AURORA_LTS_VERSIONS: readonly AuroraLtsVersion[] = [
  { engine: 'aurora-postgresql', version: '17.7', endOfSupport: '2030-02-28' },
  { engine: 'aurora-postgresql', version: '16.8', endOfSupport: '2029-02-28' },
  { engine: 'aurora-mysql', version: '8.0.mysql_aurora.3.10.4', endOfSupport: '2028-04-30' },
  { engine: 'aurora-mysql', version: '8.0.mysql_aurora.3.10.3', endOfSupport: '2028-04-30' },
];

/** LTS versions of an engine, newest first. */
export function ltsVersions(engine: DatabaseEngine): readonly AuroraLtsVersion[] {
  return AURORA_LTS_VERSIONS.filter((entry) => entry.engine === engine);
}
