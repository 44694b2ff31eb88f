import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  DatabaseClusterEngine,
  type IClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import type { Database } from '../site/site';

/** What depends on the engine of the cluster. */
export interface EngineSettings {
  /** Engine with its version. */
  readonly engine: IClusterEngine;
  /** Parameters of the cluster that differ from those of the engine's family. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Logs sent to CloudWatch, each to the log group `/aws/rds/cluster/<cluster>/<log>`. */
  readonly logs: readonly string[];
}

/**
 * Settings of an engine: TLS for every connection, connections and changes of structure recorded, slow statements too.
 *
 * Ordinary statements are not recorded, since they carry personal data; slow and failing ones are, with their text. So
 * personal data may appear in these logs, which is why their groups are encrypted with a key of the site and keep
 * records for a limited time. PostgreSQL leaves out the values bound to parameters, so an application that binds its
 * values keeps them out of the log; MySQL writes them into the text.
 *
 * Changes of structure include `ALTER ROLE … PASSWORD`, which PostgreSQL records as it was typed
 * (`docs/runbooks/database-users.md`).
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html read 2026-11-25
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html read 2026-11-25
 */
export function engineSettings(database: Pick<Database, 'engine' | 'engineVersion'>): EngineSettings {
  switch (database.engine) {
    case 'aurora-postgresql':
      return postgres(database.engineVersion);
    case 'aurora-mysql':
      return mysql(database.engineVersion);
  }
}

function postgres(version: string): EngineSettings {
  const [major = version] = version.split('.');
  return {
    engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of(version, major) }),
    parameters: {
      'rds.force_ssl': '1',
      log_connections: '1',
      log_disconnections: '1',
      log_lock_waits: '1',
      log_min_duration_statement: '1000',
      // Values of bound parameters; the default is to record them in full.
      log_parameter_max_length: '0',
      log_statement: 'ddl',
    },
    logs: ['iam-db-auth-error', 'postgresql'],
  };
}

function mysql(version: string): EngineSettings {
  return {
    // `8.0.mysql_aurora.3.10.4`: the part before the name is the version of MySQL, which names the parameter family.
    engine: DatabaseClusterEngine.auroraMysql({
      version: AuroraMysqlEngineVersion.of(version, version.split('.mysql_aurora.')[0]),
    }),
    parameters: {
      require_secure_transport: 'ON',
      tls_version: 'TLSv1.2,TLSv1.3',
      server_audit_logging: '1',
      server_audit_events: 'CONNECT,QUERY_DCL,QUERY_DDL',
      slow_query_log: '1',
      long_query_time: '1',
    },
    // `general` stays empty while the parameter `general_log` is off; whoever switches it on finds the log in place.
    logs: ['audit', 'error', 'general', 'iam-db-auth-error', 'slowquery'],
  };
}
