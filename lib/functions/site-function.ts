import { Duration, Size, Stack } from 'aws-cdk-lib';
import {
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
  type IGrantable,
  type IPrincipal,
  type IRole,
} from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function as LambdaFunction, Runtime, Tracing, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SiteLogGroup } from '../foundation';
import type { Site } from '../site/site';
import { DeadLetterQueue } from './dead-letter-queue';
import { functionCode } from './function-code';
import type { FunctionName } from './function-name';
import { networkInterfaceStatements, type FunctionPlacement } from './network-interfaces';

/** Properties for `SiteFunction`. */
export interface SiteFunctionProps {
  /** Site the function belongs to. */
  readonly site: Site;

  /** Folder of `lambda/` whose bundle is run. */
  readonly functionName: FunctionName;

  /**
   * Name of the function, for those who invoke it by hand: at most 64 characters, beginning with the site's name.
   *
   * @default - a generated name
   */
  readonly fixedName?: string;

  /** What the function does, for people who find it in the console: at most 256 characters. */
  readonly description: string;

  /** Key of the Region's log groups. */
  readonly logKey: IKey;

  /** Longest time of one run: 1 second to 15 minutes. */
  readonly timeout: Duration;

  /**
   * Statements of the role beyond logs, traces and the dead-letter queue. More can follow through `grantPrincipal`.
   *
   * @default - none
   */
  readonly statements?: readonly PolicyStatement[];

  /**
   * Environment variables, 4 KB together. Expectations belong into the payload, which may be 256 KB.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html read 2026-11-25
   */
  readonly environment?: Readonly<Record<string, string>>;

  /**
   * Memory, 128 MB to 10,240 MB; the share of a processor grows with it.
   *
   * @default Size.mebibytes(512)
   */
  readonly memorySize?: Size;

  /**
   * Runs at the same time, set aside from the account's limit in the Region, so that other functions can neither crowd
   * this one out nor be crowded out by it. AWS insists that some concurrency stays unreserved: a new account, whose
   * limit is 10, must have it raised before it can deploy any function of a site.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html read 2026-11-25
   */
  readonly reservedConcurrentExecutions?: number;

  /**
   * Age at which an event that still waits is given up, 1 minute to 6 hours: a stale order is dangerous.
   *
   * @default Duration.minutes(5)
   */
  readonly maximumEventAge?: Duration;

  /**
   * Queue for events that failed every time.
   *
   * @default - a queue of the function's own
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * Where in a VPC the function runs. It then reaches what the VPC and its group let it reach, and no AWS API unless a way
   * leads there.
   *
   * @default - outside every VPC
   */
  readonly placement?: FunctionPlacement;

  /**
   * Whether Lambda hands the result of every run to the default event bus of the Region, as the event `Lambda Function
   * Invocation Result - Success` of the source `lambda`. Runs that were invoked synchronously are not among them.
   *
   * @default false
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html read 2026-11-25
   */
  readonly announcesResults?: boolean;
}

/**
 * A function of this package: shipped bundle, encrypted logs, traces, dead-letter queue, and one managed policy.
 *
 * It runs outside the VPC unless it is placed there: what watches a network must not depend on it. Grants go to the managed
 * policy, which exists before the role and hence before the function: Lambda refuses a function whose role may not send to
 * its queue, or make its network interfaces.
 */
export class SiteFunction extends Construct implements IGrantable {
  /** The function. */
  readonly function: IFunction;
  /** Its role; immutable, grants go to the construct itself. */
  readonly role: IRole;
  /** Its log group. */
  readonly logGroup: ILogGroup;
  /** Receives events that failed every time. */
  readonly deadLetterQueue: IQueue;
  /** The managed policy, so that `grantX(siteFunction)` works without an inline policy. */
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: SiteFunctionProps) {
    super(scope, id);
    const { site, functionName } = props;
    this.deadLetterQueue = props.deadLetterQueue ?? new DeadLetterQueue(this, 'DeadLetters').queue;
    this.logGroup = new SiteLogGroup(this, 'Logs', {
      site,
      // The address is that of the construct path: stable, and unlike in two stacks of one Region.
      logGroupName: `/${site.name}/functions/${functionName}-${this.node.addr.slice(-8)}`,
      key: props.logKey,
    }).logGroup;
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `${site.name}: what ${functionName} may do`,
      statements: [...this.plumbing(props), ...(props.statements ?? [])],
    });
    this.grantPrincipal = policy.grantPrincipal;
    const role = new Role(this, 'Role', {
      description: `${site.name}: ${functionName}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [policy],
    });
    this.role = role.withoutPolicyUpdates();
    this.function = new LambdaFunction(this, 'Resource', {
      functionName: props.fixedName,
      description: props.description,
      code: functionCode(functionName),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role: this.role,
      logGroup: this.logGroup,
      timeout: props.timeout,
      memorySize: (props.memorySize ?? Size.mebibytes(512)).toMebibytes(),
      environment: { ...props.environment },
      tracing: Tracing.ACTIVE,
      reservedConcurrentExecutions: props.reservedConcurrentExecutions ?? 1,
      deadLetterQueue: this.deadLetterQueue,
      retryAttempts: 2,
      ...(props.placement === undefined ? {} : placed(props.placement)),
      // Bound here: the destination class of the CDK would grant what the role may do already.
      ...(props.announcesResults === true ? { onSuccess: { bind: () => ({ destination: this.eventBusArn() }) } } : {}),
      maxEventAge: props.maximumEventAge ?? Duration.minutes(5),
    });
  }

  private eventBusArn(): string {
    return Stack.of(this).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
  }

  /**
   * What every function needs: its own log streams, its own queue, and X-Ray, which knows no resources. Lambda also uses the
   * role for what it does in the name of the function.
   */
  private plumbing({ placement, announcesResults }: SiteFunctionProps): PolicyStatement[] {
    return [
      new PolicyStatement({
        sid: 'Logs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
      new PolicyStatement({
        sid: 'DeadLetters',
        actions: ['sqs:SendMessage'],
        resources: [this.deadLetterQueue.queueArn],
      }),
      new PolicyStatement({
        sid: 'Traces',
        actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        resources: ['*'],
      }),
      ...(placement === undefined ? [] : networkInterfaceStatements(this, placement)),
      ...(announcesResults === true
        ? [new PolicyStatement({ sid: 'Results', actions: ['events:PutEvents'], resources: [this.eventBusArn()] })]
        : []),
    ];
  }
}

function placed({ vpc, subnets, securityGroup }: FunctionPlacement) {
  return { vpc, vpcSubnets: { subnets: [...subnets] }, securityGroups: [securityGroup] };
}
