import { Match } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { testSite } from '../support/test-site';
import { buildDatabase } from './synth-database';

const site = testSite();
const built = buildDatabase(site);
built.database.grantConnect(new Role(built.stack, 'App', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));
const template = built.template();
const key = { 'Fn::GetAtt': [Match.stringLikeRegexp('^DatabaseKey'), 'Arn'] };

test('puts the writer and each reader into a zone of its own', () => {
  const instances = Object.values(template.findResources('AWS::RDS::DBInstance'));
  const zones = instances.map(({ Properties }) => (Properties as { AvailabilityZone: string }).AvailabilityZone);
  expect(zones.sort()).toEqual([...site.regions.primary.availabilityZones].sort());
});

test('promotes readers in the order of the site', () => {
  for (const { promotionTier, availabilityZone } of [site.database.writer, ...site.database.readers]) {
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      AvailabilityZone: availabilityZone,
      PromotionTier: promotionTier,
      DBInstanceClass: 'db.r8g.large',
    });
  }
});

test('changes one instance after the other', () => {
  template.hasResource('AWS::RDS::DBInstance', {
    Properties: { AvailabilityZone: site.database.readers[0]?.availabilityZone },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^DatabaseWriter')]),
  });
  template.hasResource('AWS::RDS::DBInstance', {
    Properties: { AvailabilityZone: site.database.readers[1]?.availabilityZone },
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^DatabaseReaderReader1')]),
  });
});

test('lets no instance be reached from outside, upgrade itself or go without monitoring', () => {
  template.allResourcesProperties('AWS::RDS::DBInstance', {
    AutoMinorVersionUpgrade: false,
    CACertificateIdentifier: 'rds-ca-rsa2048-g1',
    EnablePerformanceInsights: true,
    MonitoringInterval: 60,
    PerformanceInsightsKMSKeyId: key,
    PreferredMaintenanceWindow: 'mon:19:30-mon:20:00',
    PubliclyAccessible: false,
  });
});

test('runs the long-term-support version of the site on a port that is not the default', () => {
  template.hasResourceProperties('AWS::RDS::DBCluster', {
    AutoMinorVersionUpgrade: false,
    DBClusterIdentifier: 'test-site-database',
    DatabaseName: 'site',
    Engine: 'aurora-postgresql',
    EngineVersion: site.database.engineVersion,
    EngineLifecycleSupport: 'open-source-rds-extended-support-disabled',
    EnableIAMDatabaseAuthentication: true,
    Port: 5433,
  });
});

test('encrypts storage, insights and password with the key of the database', () => {
  template.hasResourceProperties('AWS::RDS::DBCluster', {
    StorageEncrypted: true,
    KmsKeyId: key,
    PerformanceInsightsKmsKeyId: key,
    ManageMasterUserPassword: true,
    MasterUserPassword: Match.absent(),
    MasterUserSecret: { KmsKeyId: key },
  });
  template.resourceCountIs('AWS::SecretsManager::Secret', 0);
});

test('forces TLS', () => {
  template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
    Family: 'aurora-postgresql17',
    Parameters: { 'rds.force_ssl': '1', log_connections: '1', log_disconnections: '1', log_lock_waits: '1' },
  });
});

test('records no statements but those that change structure or are slow, without the values bound to them', () => {
  template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
    Parameters: { log_statement: 'ddl', log_min_duration_statement: '1000', log_parameter_max_length: '0' },
  });
});

test('keeps automated backups as long as AWS Backup does, clear of maintenance, and after the cluster is gone', () => {
  template.hasResourceProperties('AWS::RDS::DBCluster', {
    BackupRetentionPeriod: 35,
    CopyTagsToSnapshot: true,
    DeleteAutomatedBackups: false,
    PreferredBackupWindow: '03:00-03:30',
    PreferredMaintenanceWindow: 'mon:19:30-mon:20:00',
  });
});

test('makes each log group before the cluster, encrypted and limited, and without a function', () => {
  for (const log of ['iam-db-auth-error', 'postgresql']) {
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: `/aws/rds/cluster/test-site-database/${log}`,
      KmsKeyId: Match.anyValue(),
      RetentionInDays: 400,
    });
  }
  template.hasResource('AWS::RDS::DBCluster', {
    Properties: { EnableCloudwatchLogsExports: ['iam-db-auth-error', 'postgresql'] },
    DependsOn: [
      Match.stringLikeRegexp('^DatabaseLogsIamDbAuthError'),
      Match.stringLikeRegexp('^DatabaseLogsPostgresql'),
    ],
  });
  template.resourceCountIs('AWS::Lambda::Function', 0);
});

test('protects the cluster and keeps it with its subnets and parameters', () => {
  template.hasResource('AWS::RDS::DBCluster', {
    Properties: { DeletionProtection: true },
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
  for (const type of ['AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBClusterParameterGroup']) {
    template.hasResource(type, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  }
});

test('lets a reader that leaves the site file go', () => {
  template.allResources('AWS::RDS::DBInstance', { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
});

test.each([
  ['db-cluster', 'failover'],
  ['db-cluster', 'failure'],
  ['db-instance', 'availability'],
  ['db-instance', 'low storage'],
])('reports events of a %s about %s', (SourceType, category) => {
  template.hasResourceProperties('AWS::RDS::EventSubscription', {
    SourceType,
    EventCategories: Match.arrayWith([category]),
    SnsTopicArn: Match.anyValue(),
    SourceIds: Match.anyValue(),
  });
});

test('lets a role sign in as the user of the application, by the resource id of the cluster', () => {
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        {
          Action: 'rds-db:connect',
          Effect: 'Allow',
          Resource: {
            'Fn::Join': [
              '',
              Match.arrayWith([
                { 'Fn::GetAtt': [Match.stringLikeRegexp('^Database'), 'DBClusterResourceId'] },
                '/site_app',
              ]),
            ],
          },
        },
      ],
    },
  });
});

test('names the services that use the key', () => {
  template.hasResourceProperties('AWS::KMS::Key', {
    Description: 'test-site: database with its snapshots and secret',
    KeyPolicy: {
      Statement: [
        Match.objectLike({ Action: 'kms:*' }),
        Match.objectLike({ Sid: 'ThroughRds' }),
        Match.objectLike({ Sid: 'GrantsRds' }),
        Match.objectLike({ Sid: 'ThroughSecretsmanager' }),
        Match.objectLike({ Sid: 'GrantsSecretsmanager' }),
      ],
    },
  });
});

test('measures the cluster each minute, at the instance that is worst off', () => {
  const { database, stack } = built;
  const metrics = [
    [database.metricCpu(), 'CPUUtilization', 'Maximum'],
    [database.metricFreeableMemory(), 'FreeableMemory', 'Minimum'],
    [database.metricConnections(), 'DatabaseConnections', 'Maximum'],
    [database.metricReplicaLag(), 'AuroraReplicaLagMaximum', 'Maximum'],
    [database.metricFreeLocalStorage(), 'FreeLocalStorage', 'Minimum'],
    [database.metricDeadlocks(), 'Deadlocks', 'Maximum'],
    [database.metricVolumeBytesUsed(), 'VolumeBytesUsed', 'Maximum'],
  ] as const;
  for (const [metric, metricName, statistic] of metrics) {
    const { metricStat } = metric.toMetricConfig();
    expect(metricStat).toMatchObject({ metricName, statistic, namespace: 'AWS/RDS' });
    expect(metricStat?.period.toSeconds()).toBe(60);
    expect(stack.resolve(metricStat?.dimensions)).toEqual([
      { name: 'DBClusterIdentifier', value: { Ref: expect.stringMatching(/^Database/) as unknown } },
    ]);
  }
});
