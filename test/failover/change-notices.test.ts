import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ChangeNotices } from '../../lib/failover';
import { DeadLetterQueue } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { TOPIC } from './build-checks';

const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1', account: '111111111111' } });
new ChangeNotices(stack, 'Changes', {
  site: testSite(),
  notificationTopic: Topic.fromTopicArn(stack, 'Topic', TOPIC),
  deadLetterQueue: new DeadLetterQueue(stack, 'DeadLetters').queue,
});
const template = Template.fromStack(stack);
const queue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^DeadLetters'), 'Arn'] };

test('are about results that the functions of this site announce, and no other', () => {
  template.resourceCountIs('AWS::Events::Rule', 1);
  template.hasResourceProperties('AWS::Events::Rule', {
    State: 'ENABLED',
    // The default bus, on which Lambda puts results.
    EventBusName: Match.absent(),
    EventPattern: {
      source: ['lambda'],
      'detail-type': ['Lambda Function Invocation Result - Success'],
      detail: { responsePayload: { site: ['test-site'], changed: [true] } },
    },
  });
});

test('say what changed, as JSON in which no text can break the message, and are kept when the topic cannot be reached', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    Targets: [
      {
        Arn: TOPIC,
        DeadLetterConfig: { Arn: queue },
        RoleArn: Match.absent(),
        InputTransformer: {
          InputPathsMap: {
            'detail-responsePayload-check': '$.detail.responsePayload.check',
            'detail-responsePayload-site': '$.detail.responsePayload.site',
            'detail-responsePayload-previousStatus': '$.detail.responsePayload.previousStatus',
            'detail-responsePayload-status': '$.detail.responsePayload.status',
            'detail-responsePayload-summary': '$.detail.responsePayload.summary',
            'detail-responsePayload-findings': '$.detail.responsePayload.findings',
            'detail-responsePayload-unknown': '$.detail.responsePayload.unknown',
            'detail-responsePayload-record': '$.detail.responsePayload.record',
            time: '$.time',
          },
          InputTemplate:
            '{"notice":"<detail-responsePayload-check> of <detail-responsePayload-site>: <detail-responsePayload-previousStatus> -> <detail-responsePayload-status>",' +
            '"summary":<detail-responsePayload-summary>,"findings":<detail-responsePayload-findings>,' +
            '"unknown":<detail-responsePayload-unknown>,"record":<detail-responsePayload-record>,"time":<time>}',
        },
      },
    ],
  });
});

test('reach the queue by this rule alone', () => {
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        {
          Sid: 'UndeliveredNotices',
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queue,
          Condition: {
            ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('^Changes'), 'Arn'] } },
          },
        },
      ],
    },
  });
});

test('add nothing to the topic of another stack', () => {
  template.resourceCountIs('AWS::SNS::TopicPolicy', 0);
  template.resourceCountIs('AWS::IAM::Role', 0);
});
