import {
  asList,
  asObject,
  at,
  findTarget,
  resolve,
  resourcesOfType,
  textOf,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../template';

/** Service that publishes to topics on its own, by a short name. */
export type Publisher = 'cloudwatch' | 'events' | 'rds' | 'backup' | 'autoscaling';

/** A resource that has a service publish to a topic. */
export interface Publication {
  readonly publisher: Publisher;
  /** The alarm, rule, subscription, vault or group. */
  readonly source: TemplateResource;
  readonly property: string;
  /** The topic as the source names it. */
  readonly value: JsonValue;
  /** The topic, when it is in the model. */
  readonly topic: TemplateResource | undefined;
}

/** Actions of an alarm. */
export const ALARM_ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'] as const;

/** Types of alarms. */
export const ALARM_TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'] as const;

/** Everything by which a service publishes to topics. */
export function publicationsOf(model: TemplateModel, publisher: Publisher): readonly Publication[] {
  return namedTopics(model, publisher)
    .map((named) => ({ publisher, ...named, topic: findTarget(model, named.source.stack, named.value) }))
    .filter(({ source, value, topic }) =>
      topic === undefined
        ? textOf(resolve(model, source.stack, value)).includes(':sns:')
        : topic.type === 'AWS::SNS::Topic',
    );
}

type Named = Pick<Publication, 'source' | 'property' | 'value'>;

function namedTopics(model: TemplateModel, publisher: Publisher): readonly Named[] {
  switch (publisher) {
    case 'cloudwatch':
      return resourcesOfType(model, ...ALARM_TYPES).flatMap((source) =>
        ALARM_ACTIONS.flatMap((action) => listed(source, action, asList(source.properties[action]))),
      );
    case 'events':
      return resourcesOfType(model, 'AWS::Events::Rule').flatMap((source) =>
        listed(
          source,
          'Targets',
          asList(source.properties['Targets']).flatMap((target) => asList(at(target, 'Arn'))),
        ),
      );
    case 'rds':
      return resourcesOfType(model, 'AWS::RDS::EventSubscription').flatMap((source) =>
        listed(source, 'SnsTopicArn', asList(source.properties['SnsTopicArn'])),
      );
    case 'backup':
      return resourcesOfType(model, 'AWS::Backup::BackupVault', 'AWS::Backup::LogicallyAirGappedBackupVault').flatMap(
        (source) =>
          listed(source, 'Notifications', asList(at(asObject(source.properties['Notifications']), 'SNSTopicArn'))),
      );
    case 'autoscaling':
      return resourcesOfType(model, 'AWS::AutoScaling::AutoScalingGroup').flatMap((source) =>
        listed(
          source,
          'NotificationConfigurations',
          asList(source.properties['NotificationConfigurations']).flatMap((item) =>
            asList(at(item, 'TopicARN') ?? at(item, 'TopicARNs')),
          ),
        ),
      );
  }
}

function listed(source: TemplateResource, property: string, values: readonly JsonValue[]): readonly Named[] {
  return values.map((value) => ({ source, property: `Properties.${property}`, value }));
}
