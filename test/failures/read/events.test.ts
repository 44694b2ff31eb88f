import { lose } from '../support/outcome';
import { readSmall, TOPIC } from '../support/small-site';

test('a rule of EventBridge sees that a key is disabled', () => {
  const { model } = readSmall({
    ...TOPIC,
    DataKey: { Type: 'AWS::KMS::Key', Properties: {} },
    Database: { Properties: { KmsKeyId: { 'Fn::GetAtt': ['DataKey', 'Arn'] } } },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: {
          source: ['aws.kms'],
          detail: { eventName: ['DisableKey'], resources: { ARN: [{ 'Fn::GetAtt': ['DataKey', 'Arn'] }] } },
        },
        Targets: [{ Id: 'topic', Arn: { Ref: 'Topic' } }],
      },
    },
  });
  expect([...lose(model, 'Site/DataKey').seen]).toEqual([['Site/Rule', 60]]);
});

describe('a subscription to events of a cluster', () => {
  const { model } = readSmall({
    ...TOPIC,
    Events: {
      Type: 'AWS::RDS::EventSubscription',
      Properties: {
        SnsTopicArn: { Ref: 'Topic' },
        SourceType: 'db-cluster',
        SourceIds: [{ Ref: 'Database' }],
        EventCategories: ['failover'],
      },
    },
  });

  test('sees that its writer is lost, and not its reader', () => {
    expect([lose(model, 'Site/Writer'), lose(model, 'Site/Reader')].map(({ seen }) => [...seen])).toEqual([
      [['Site/Events', 300]],
      [],
    ]);
  });

  test('does not see who gets to a database', () => {
    expect([...lose(model, 'Site/DataGroup').seen]).toEqual([]);
  });
});

test('a group tells of servers that it ended', () => {
  const { model } = readSmall({
    ...TOPIC,
    Servers: {
      Properties: {
        HealthCheckType: 'ELB',
        NotificationConfigurations: [
          { TopicARN: { Ref: 'Topic' }, NotificationTypes: ['autoscaling:EC2_INSTANCE_TERMINATE'] },
        ],
      },
    },
  });
  expect([...lose(model, 'Site/ServerB').seen]).toEqual([['Site/Servers#notifications 0', 72]]);
});
