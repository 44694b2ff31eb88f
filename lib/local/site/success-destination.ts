import { GetFunctionEventInvokeConfigCommand, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { jsonRequest, type LocalClients } from '../aws';
import { LocalFailure } from '../local-failure';
import type { DeployedCheck } from './deployed-check';
import type { CheckRun } from './invoke-check';

type Result = NonNullable<CheckRun['result']>;

/** What runs when nothing else is asked for; the emulator wants it to be named. */
const Qualifier = '$LATEST';

/** Bus of events at the end of an ARN. */
const EVENT_BUS = /:event-bus\/(.+)$/;

/**
 * Hands what a run answered to the destination of the function, as Lambda does after a run that nobody waits for: the emulator
 * does so after none.
 *
 * @returns whether the function has a destination
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html read 2026-11-25
 */
export async function handOver(
  { lambda, address, region }: Pick<LocalClients, 'lambda' | 'address' | 'region'>,
  { functionName: FunctionName, functionArn, input }: Pick<DeployedCheck, 'functionName' | 'functionArn' | 'input'>,
  result: Result,
): Promise<boolean> {
  const destination = await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName, Qualifier })).then(
    ({ DestinationConfig }) => DestinationConfig?.OnSuccess?.Destination,
    (error: unknown) => {
      if (error instanceof ResourceNotFoundException) {
        return undefined;
      }
      throw error;
    },
  );
  const EventBusName = EVENT_BUS.exec(destination ?? '')?.[1];
  if (EventBusName === undefined) {
    return false;
  }
  const detail = {
    version: '1.0',
    requestContext: { functionArn: `${functionArn}:${Qualifier}`, condition: 'Success', approximateInvokeCount: 1 },
    requestPayload: JSON.parse(input) as unknown,
    responseContext: { statusCode: 200, executedVersion: Qualifier },
    responsePayload: result,
  };
  const entry = {
    EventBusName,
    Source: 'lambda',
    DetailType: 'Lambda Function Invocation Result - Success',
    Resources: [destination, functionArn],
    Detail: JSON.stringify(detail),
  };
  const answer = await jsonRequest(address, {
    service: 'events',
    region,
    target: 'AWSEvents.PutEvents',
    input: { Entries: [entry] },
  });
  if (typeof answer === 'object' && answer !== null && 'FailedEntryCount' in answer && answer.FailedEntryCount !== 0) {
    throw new LocalFailure([`the event bus refuses the result of ${FunctionName}: ${JSON.stringify(answer)}`]);
  }
  return true;
}
