import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup, type ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** Properties for `Schedules`. */
export interface SchedulesProps {
  /** Name of the site, for descriptions. */
  readonly siteName: string;

  /** What is started, in the plural, for descriptions: `the checks`. */
  readonly what: string;

  /** Receives the payload of a run that could not be started. */
  readonly deadLetterQueue: IQueue;
}

/** A function that is started again and again. */
export interface ScheduleOptions {
  /** What the function does, for people who find the schedule in the console. */
  readonly description: string;

  /** Function that is started. */
  readonly function: IFunction;

  /** When: a rate of whole minutes, or times with their time zone. */
  readonly expression: ScheduleExpression;

  /** Payload, as JSON of at most 256 KB. */
  readonly input: string;
}

/** Age at which a start that could not be delivered is given up: the next one is worth more than a late one. */
const GREATEST_AGE = Duration.minutes(5);

/**
 * Schedules: one group, one role that may start these functions and nothing else.
 *
 * A payload of EventBridge Scheduler may be 256 KB, of an environment 4 KB: what the functions expect travels with the
 * schedule. A site has about ten schedules; an account may have a million in a Region, and 500 groups.
 *
 * A function is started asynchronously: Scheduler hands the payload over, and retries, age and dead letters of the run are
 * the function's own.
 *
 * Scheduler refuses a schedule whose role it cannot assume, and a role takes some seconds until every server of IAM
 * knows it. So the role comes first, without its policy; that waits for the functions, and every schedule for it.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html read 2026-11-25
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html read 2026-11-25
 */
export class Schedules extends Construct {
  private readonly group: CfnScheduleGroup;
  private readonly policy: ManagedPolicy;
  private readonly role: Role;
  private readonly deadLetterQueue: IQueue;

  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    this.deadLetterQueue = props.deadLetterQueue;
    this.group = new CfnScheduleGroup(this, 'Resource');
    this.role = new Role(this, 'Role', {
      description: `${props.siteName}: starts ${props.what} on schedule`,
      // The group's ARN, as Scheduler demands; with a schedule's own ARN it refuses to create the schedule.
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': this.group.attrArn },
        },
      }),
    });
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: `${props.siteName}: start ${props.what}`,
      roles: [this.role],
      statements: [
        new PolicyStatement({
          sid: 'DeadLetters',
          actions: ['sqs:SendMessage'],
          resources: [props.deadLetterQueue.queueArn],
        }),
      ],
    });
  }

  /** Starts a function again and again. */
  add(id: string, options: ScheduleOptions): void {
    this.policy.addStatements(
      new PolicyStatement({
        sid: `Start${id}`,
        actions: ['lambda:InvokeFunction'],
        resources: [options.function.functionArn],
      }),
    );
    const schedule = new CfnSchedule(this, id, {
      description: options.description,
      groupName: this.group.ref,
      scheduleExpression: options.expression.expressionString,
      scheduleExpressionTimezone: options.expression.timeZone?.timezoneName,
      flexibleTimeWindow: { mode: 'OFF' },
      state: 'ENABLED',
      target: {
        arn: options.function.functionArn,
        roleArn: this.role.roleArn,
        input: options.input,
        retryPolicy: { maximumEventAgeInSeconds: GREATEST_AGE.toSeconds(), maximumRetryAttempts: 2 },
        deadLetterConfig: { arn: this.deadLetterQueue.queueArn },
      },
    });
    schedule.node.addDependency(this.policy);
  }

  /** Starts that failed at the function, as Scheduler counts them. */
  metricTargetErrors(options?: MetricOptions): Metric {
    return this.metric('TargetErrorCount', options);
  }

  /** Starts given up although they were due. */
  metricDropped(options?: MetricOptions): Metric {
    return this.metric('InvocationDroppedCount', options);
  }

  private metric(metricName: string, options?: MetricOptions): Metric {
    return new Metric({
      namespace: 'AWS/Scheduler',
      metricName,
      dimensionsMap: { ScheduleGroup: this.group.ref },
      statistic: Stats.SUM,
      period: Duration.minutes(5),
      ...options,
    }).attachTo(this);
  }
}
