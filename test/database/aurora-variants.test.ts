import { Match } from 'aws-cdk-lib/assertions';
import { starterSite, testSite } from '../support/test-site';
import { findings } from '../foundation/synth';
import { buildDatabase } from './synth-database';

describe('with a generated secret', () => {
  const built = buildDatabase(testSite({ database: { secret: 'generated' } }));
  const template = built.template();

  test('makes a secret under the key of the database and keeps it', () => {
    template.hasResource('AWS::SecretsManager::Secret', {
      Properties: {
        GenerateSecretString: Match.objectLike({ SecretStringTemplate: '{"username":"cluster_admin"}' }),
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^DatabaseKey'), 'Arn'] },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  test('leaves the password to the secret, as the cluster of a global database must', () => {
    template.hasResourceProperties('AWS::RDS::DBCluster', {
      ManageMasterUserPassword: Match.absent(),
      MasterUserPassword: Match.anyValue(),
    });
  });

  test('deploys no rotation application', () => {
    template.resourceCountIs('AWS::Serverless::Application', 0);
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0);
  });

  test('leaves the nag packs the rotation of the secret beside what every cluster leaves', () => {
    expect(findings(built.stack).filter((rule) => !rule.includes('VPC'))).toEqual([
      'AwsSolutions-IAM4',
      'AwsSolutions-SMG4',
      'NIST.800.53.R5-RDSInBackupPlan',
      'NIST.800.53.R5-SecretsManagerRotationEnabled',
      'PCI.DSS.321-RDSAutomaticMinorVersionUpgradeEnabled',
    ]);
  });
});

describe('with Aurora MySQL', () => {
  const built = buildDatabase(testSite({ database: { engine: 'aurora-mysql' } }));
  const template = built.template();

  test('forces TLS and records connections', () => {
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Family: 'aurora-mysql8.0',
      Parameters: {
        require_secure_transport: 'ON',
        server_audit_logging: '1',
        server_audit_events: 'CONNECT,QUERY_DCL,QUERY_DDL',
      },
    });
  });

  test('can go back a day, listens elsewhere and exports its own logs', () => {
    template.hasResourceProperties('AWS::RDS::DBCluster', {
      BacktrackWindow: 86400,
      EnableCloudwatchLogsExports: ['audit', 'error', 'general', 'iam-db-auth-error', 'slowquery'],
      Engine: 'aurora-mysql',
      Port: 3307,
    });
  });

  test('leaves the nag packs no more than PostgreSQL does', () => {
    expect(findings(built.stack).filter((rule) => !rule.includes('VPC'))).toEqual([
      'AwsSolutions-IAM4',
      'NIST.800.53.R5-RDSInBackupPlan',
      'PCI.DSS.321-RDSAutomaticMinorVersionUpgradeEnabled',
    ]);
  });
});

test('cannot go back with a generated secret, which a global database needs', () => {
  const { template } = buildDatabase(testSite({ database: { engine: 'aurora-mysql', secret: 'generated' } }));
  template().hasResourceProperties('AWS::RDS::DBCluster', { BacktrackWindow: Match.absent() });
});

describe('of an unprotected starter', () => {
  const template = buildDatabase(starterSite({ protection: false })).template();

  test('can be removed and leaves a snapshot, with the key to it, and no automated backups', () => {
    template.hasResource('AWS::RDS::DBCluster', {
      Properties: { DeletionProtection: false, DeleteAutomatedBackups: true },
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
    });
    template.hasResource('AWS::KMS::Key', {
      Properties: { Description: 'tiny: database with its snapshots and secret' },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  test('lets subnets, parameters and logs go', () => {
    for (const type of ['AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBClusterParameterGroup', 'AWS::Logs::LogGroup']) {
      template.hasResource(type, { DeletionPolicy: 'Delete' });
    }
  });

  test('has a writer and a reader in two zones', () => {
    template.resourceCountIs('AWS::RDS::DBInstance', 2);
    template.allResourcesProperties('AWS::RDS::DBInstance', { DBInstanceClass: 'db.t4g.medium' });
  });
});
