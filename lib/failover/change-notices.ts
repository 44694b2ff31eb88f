import { EventField, Rule, RuleTargetInput, type IRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { RunResult } from '../../lambda/shared/contract';
import type { Site } from '../site/site';

/** Properties for `ChangeNotices`. */
export interface ChangeNoticesProps {
  /** Site whose functions decide. */
  readonly site: Pick<Site, 'name'>;

  /** Topic of the same Region. */
  readonly notificationTopic: ITopic;

  /** Receives notices that did not reach the topic. */
  readonly deadLetterQueue: IQueue;
}

/**
 * Tells the contacts when a function of the site announces another status: `database-check of tickets: HEALTHY -> DEGRADED`.
 *
 * Lambda hands the result of every run to the default event bus of the Region, where anybody may subscribe to it:
 *
 * ```json
 * {
 *   "source": ["lambda"],
 *   "detail-type": ["Lambda Function Invocation Result - Success"],
 *   "detail": { "responsePayload": { "site": ["tickets"], "check": ["database-check"], "changed": [true] } }
 * }
 * ```
 *
 * The shape of `responsePayload` is `RunResult` in `lambda/shared/contract.ts`. Runs that are started by hand and waited for
 * are not announced.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html read 2026-11-25
 */
export class ChangeNotices extends Construct {
  /** The rule, for alarms on what it could not deliver. */
  readonly rule: IRule;

  constructor(scope: Construct, id: string, props: ChangeNoticesProps) {
    super(scope, id);
    const { site, notificationTopic, deadLetterQueue } = props;
    const rule = new Rule(this, 'Resource', {
      description: `${site.name}: a function announces another status`,
      eventPattern: {
        source: ['lambda'],
        detailType: ['Lambda Function Invocation Result - Success'],
        detail: { responsePayload: { site: [site.name], changed: [true] } },
      },
      targets: [
        {
          // Bound here: the target class of the CDK would grant what the topic's policy grants already.
          bind: () => ({
            arn: notificationTopic.topicArn,
            input: notice(),
            deadLetterConfig: { arn: deadLetterQueue.queueArn },
          }),
        },
      ],
    });
    deadLetterQueue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'UndeliveredNotices',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [deadLetterQueue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
      }),
    );
    this.rule = rule;
  }
}

/**
 * What a mail says. As an object, because EventBridge then writes every value as JSON: a summary may hold quotes, and a text
 * made of it would be none that it can send. Names and statuses hold none.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html read 2026-11-25
 */
function notice(): RuleTargetInput {
  const of = (field: keyof RunResult) => EventField.fromPath(`$.detail.responsePayload.${field}`);
  return RuleTargetInput.fromObject({
    notice: `${of('check')} of ${of('site')}: ${of('previousStatus')} -> ${of('status')}`,
    summary: of('summary'),
    findings: of('findings'),
    unknown: of('unknown'),
    record: of('record'),
    time: EventField.time,
  });
}
