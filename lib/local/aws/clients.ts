import { BackupClient } from '@aws-sdk/client-backup';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requireLoopback } from './loopback';

/** Clients of one Region of the local site. */
export interface LocalClients {
  readonly region: string;
  /** Where they ask. */
  readonly address: LocalAddress;
  readonly backup: BackupClient;
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly ec2: EC2Client;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly logs: CloudWatchLogsClient;
  readonly rds: RDSClient;
  readonly s3: S3Client;
  readonly scheduler: SchedulerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
}

/**
 * Longest waits, in milliseconds: an emulator that hangs must not hang the run. A check may take two minutes, and is waited for.
 * Without `throwOnRequestTimeout` the SDK only warns.
 */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 150_000, throwOnRequestTimeout: true };

/** Where the local site answers. */
export interface LocalAddress {
  /** URL on loopback. */
  readonly endpoint: string;
  /** Account, 12 digits; also the access key, by which the emulator tells accounts apart. */
  readonly account: string;
}

/**
 * Clients that can reach the local site and nothing else: neither profile nor environment of the user is read.
 *
 * @throws HonmaruError when the endpoint is not on loopback
 */
export function localClients({ endpoint, account }: LocalAddress, region: string): LocalClients {
  requireLoopback(endpoint);
  const config = {
    region,
    endpoint,
    credentials: { accessKeyId: account, secretAccessKey: 'local' },
    maxAttempts: 2,
    // Written out, so that settings of a profile cannot change them.
    retryMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    requestHandler: TIMEOUTS,
  };
  return {
    region,
    address: { endpoint, account },
    backup: new BackupClient(config),
    cloudFormation: new CloudFormationClient(config),
    cloudWatch: new CloudWatchClient(config),
    ec2: new EC2Client(config),
    kms: new KMSClient(config),
    lambda: new LambdaClient(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
    logs: new CloudWatchLogsClient(config),
    rds: new RDSClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    scheduler: new SchedulerClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
  };
}

/** Closes the connections of clients, so that the process can end. */
export function closeClients(clients: LocalClients): void {
  const { backup, cloudFormation, cloudWatch, ec2, kms, lambda, loadBalancing, logs, rds, s3, scheduler, sns, sqs } =
    clients;
  const all = [backup, cloudFormation, cloudWatch, ec2, kms, lambda, loadBalancing, logs, rds, s3, scheduler, sns, sqs];
  for (const client of all) {
    client.destroy();
  }
}
