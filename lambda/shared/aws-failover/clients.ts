import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { readClientOptions } from '../client-options';
import type { ActionClients } from './ports';
import { PROBE_MILLISECONDS } from './vantage-reader';

/**
 * Makes the clients of an action; one set is enough for the life of a container.
 *
 * Those of RDS, CloudWatch and EC2 only read. That of DynamoDB writes under conditions, so that sending again changes nothing
 * a second time. That of Lambda waits for probes, and tries again once, for a connection that broke while the container was
 * frozen.
 */
export function actionClients(): ActionClients {
  const options = readClientOptions();
  return {
    rds: new RDSClient(options),
    cloudwatch: new CloudWatchClient(options),
    ec2: new EC2Client(options),
    dynamo: new DynamoDBClient(options),
    lambda: new LambdaClient({
      ...options,
      maxAttempts: 2,
      requestHandler: { ...options.requestHandler, requestTimeout: PROBE_MILLISECONDS },
    }),
  };
}
