import type { JsonValue } from '../../../lib/template';
import type { TemplatePlant } from './plant';
import { any, mentions, type PlantedAssembly } from './planting';

interface Statements {
  Statement: { readonly Principal?: JsonValue; readonly Condition?: JsonValue }[];
}

const withoutStatement =
  (type: string, property: string, text: string) =>
  (assembly: PlantedAssembly): void => {
    assembly.change(type, mentions(text), (properties) => {
      const policy = properties[property] as unknown as Statements;
      policy.Statement = policy.Statement.filter((statement) => !JSON.stringify(statement).includes(text));
    });
  };

const withoutKeyUser = (text: string) => withoutStatement('AWS::KMS::Key', 'KeyPolicy', text);

const changedDistribution =
  (plant: (pages: { ErrorCode: number; ResponseCode: number }[]) => void) =>
  (assembly: PlantedAssembly): void => {
    assembly.change('AWS::CloudFront::Distribution', any, (properties) => {
      const config = properties['DistributionConfig'] as unknown as { CustomErrorResponses: [] };
      plant(config.CustomErrorResponses);
    });
  };

/** Faults in key policies, alarms, listeners, retentions and error pages. */
export const SERVICE_PLANTS: readonly TemplatePlant[] = [
  {
    part: 'key policy',
    fault: 'CloudWatch Logs may not use the key of log groups',
    judge: 'LogGroupKeyGrantsLogs',
    site: 'ticket-agency',
    plant: withoutKeyUser('kms:EncryptionContext:aws:logs:arn'),
  },
  ...(
    [
      ['cloudwatch.amazonaws.com', 'TopicKeyGrantsCloudWatch'],
      ['events.amazonaws.com', 'TopicKeyGrantsEvents'],
      ['events.rds.amazonaws.com', 'TopicKeyGrantsRdsEvents'],
      ['backup.amazonaws.com', 'TopicKeyGrantsBackup'],
      ['AWSServiceRoleForAutoScaling', 'TopicKeyGrantsAutoScaling'],
    ] as const
  ).map(([user, judge]): TemplatePlant => ({
    part: 'key policy',
    fault: `${user} may not use the key of a topic`,
    judge,
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change('AWS::KMS::Key', mentions('aws:sns:topicArn'), (key) => {
        const policy = key['KeyPolicy'] as unknown as Statements;
        policy.Statement = policy.Statement.filter((statement) => !JSON.stringify(statement).includes(user));
      });
    },
  })),
  {
    part: 'alarm action',
    fault: 'an alarm acts on a topic of another Region',
    judge: 'AlarmActionsInRegion',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change('AWS::CloudWatch::Alarm', mentions('AlarmActions'), (alarm) => {
        alarm['AlarmActions'] = ['arn:aws:sns:eu-west-1:111111111111:operators'];
      });
    },
  },
  {
    part: 'alarm action',
    fault: 'an alarm tells nobody but that all is well',
    judge: 'AlarmTellsSomebody',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change(
        'AWS::CloudWatch::Alarm',
        ({ Properties }) => JSON.stringify(Properties['AlarmName'])?.includes('topology-check-heartbeat'),
        (alarm) => {
          Reflect.deleteProperty(alarm, 'AlarmActions');
        },
      );
    },
  },
  {
    part: 'alarm action',
    fault: 'the topic lets no alarm publish',
    judge: 'TopicPolicyGrantsPublishers',
    site: 'ticket-agency',
    plant: withoutStatement('AWS::SNS::TopicPolicy', 'PolicyDocument', 'cloudwatch.amazonaws.com'),
  },
  {
    part: 'listener',
    fault: 'a listener offers old versions of TLS',
    judge: 'ListenerTlsPolicyCurrent',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change('AWS::ElasticLoadBalancingV2::Listener', any, (listener) => {
        Reflect.deleteProperty(listener, 'SslPolicy');
      });
    },
  },
  {
    part: 'listener',
    fault: 'a load balancer has no group',
    judge: 'NoOpenListener',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change('AWS::ElasticLoadBalancingV2::LoadBalancer', any, (loadBalancer) => {
        Reflect.deleteProperty(loadBalancer, 'SecurityGroups');
      });
    },
  },
  {
    part: 'retention',
    fault: 'the database keeps its backups for a day',
    judge: 'DatabaseBackupRetention',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change('AWS::RDS::DBCluster', any, (cluster) => {
        Reflect.deleteProperty(cluster, 'BackupRetentionPeriod');
      });
    },
  },
  {
    part: 'retention',
    fault: 'recovery points live shorter than the lock of their vault demands',
    judge: 'BackupRetentionWithinVaultLock',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change('AWS::Backup::BackupPlan', any, (plan) => {
        plan['BackupPlan'] = JSON.parse(
          JSON.stringify(plan['BackupPlan']).replace(/"DeleteAfterDays":\d+/, '"DeleteAfterDays":1'),
        ) as JsonValue;
      });
    },
  },
  {
    part: 'retention',
    fault: 'one of the snapshots of a day is not copied to the recovery Region',
    judge: 'BackupKeepsRecoveryPoints',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change('AWS::Backup::BackupPlan', any, (plan) => {
        const { BackupPlanRule: rules } = plan['BackupPlan'] as unknown as {
          BackupPlanRule: { CopyActions?: JsonValue }[];
        };
        Reflect.deleteProperty(rules.find(({ CopyActions }) => CopyActions !== undefined) ?? {}, 'CopyActions');
      });
    },
  },
  {
    part: 'error page',
    fault: 'a time-out of the origin has no page',
    judge: 'ErrorPagesCoverDeadOrigins',
    site: 'ticket-agency',
    plant: changedDistribution((pages) => {
      pages.splice(
        pages.findIndex(({ ErrorCode }) => ErrorCode === 504),
        1,
      );
    }),
  },
  {
    part: 'error page',
    fault: 'the page of a dead origin looks like an answer',
    judge: 'ErrorPagesCoverDeadOrigins',
    site: 'ticket-agency',
    plant: changedDistribution((pages) => {
      pages.forEach((page) => {
        page.ResponseCode = 200;
      });
    }),
  },
  {
    part: 'error page',
    fault: 'a block by the web ACL looks like a dead origin',
    judge: 'ErrorPagesLeaveAnswers',
    site: 'ticket-agency',
    plant: changedDistribution((pages) => {
      const [page] = pages;
      if (page !== undefined) {
        pages.push({ ...page, ErrorCode: 403 });
      }
    }),
  },
];
