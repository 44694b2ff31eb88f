import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeAvailabilityZonesCommand } from '@aws-sdk/client-ec2';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { runAction, type Action, type ActionResult } from '../../../lambda/shared/run-action';
import { FakeAws } from './fake-aws';
import { FakeHeads } from './fake-heads';
import { onlyLine } from './fake-run';

/** What a run in the fake world came to. */
export interface FakeActionRun {
  readonly result: ActionResult;
  readonly line: ReturnType<typeof onlyLine>;
}

/** Options of a run. */
export interface FakeActionOptions {
  /** @default - one that works, of this run alone */
  readonly heads?: FakeHeads;
  /** @default 45_000 */
  readonly timeoutMilliseconds?: number;
  readonly requestId?: string;
}

/**
 * Done once every client has been used: the first request of each looks for files, for which time that only passes while
 * everything waits for it would not wait.
 */
const warm = warmUp();

async function warmUp(): Promise<void> {
  const { rds, cloudwatch, ec2, dynamo, lambda } = new FakeAws().clients;
  await Promise.allSettled([
    rds.send(new DescribeDBClustersCommand({})),
    cloudwatch.send(new GetMetricDataCommand({ StartTime: undefined, EndTime: undefined, MetricDataQueries: [] })),
    ec2.send(new DescribeAvailabilityZonesCommand({})),
    dynamo.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'k' } } })),
    lambda.send(new InvokeCommand({ FunctionName: 'f', Payload: Buffer.from('{"instances":[]}') })),
  ]);
}

/** Runs an action from payload to record, in the time of the world. */
export async function runInAws<E extends { readonly site: string }>(
  world: FakeAws,
  action: Action<E>,
  payload: unknown,
  options: FakeActionOptions = {},
): Promise<FakeActionRun> {
  await warm;
  const { heads = new FakeHeads(), timeoutMilliseconds = 45_000, requestId = 'r-1' } = options;
  const lines: string[] = [];
  const start = world.time.monotonicNow();
  const context = {
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => timeoutMilliseconds - (world.time.monotonicNow() - start),
  };
  const surroundings = {
    clock: () => new Date(),
    write: (line: string) => void lines.push(line),
    heads,
  };
  const result = await world.time.run(runAction(action, payload, context, surroundings));
  return { result, line: onlyLine(lines) };
}
