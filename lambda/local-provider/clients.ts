import { BackupClient } from '@aws-sdk/client-backup';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';

/** Clients of the Region of the stack; endpoint and credentials come from the environment of the function. */
export interface Clients {
  readonly backup: BackupClient;
  readonly cloudFront: CloudFrontClient;
  readonly cloudWatch: CloudWatchClient;
  readonly ec2: EC2Client;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly logs: CloudWatchLogsClient;
  readonly rds: RDSClient;
  readonly s3: S3Client;
  readonly sns: SNSClient;
  /** Client of any Region. */
  readonly cloudFormation: (region: string) => CloudFormationClient;
}

const OPTIONS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** Makes the clients; one set is enough for the life of a container. */
export function makeClients(): Clients {
  return {
    backup: new BackupClient(OPTIONS),
    cloudFront: new CloudFrontClient(OPTIONS),
    cloudWatch: new CloudWatchClient(OPTIONS),
    ec2: new EC2Client(OPTIONS),
    loadBalancing: new ElasticLoadBalancingV2Client(OPTIONS),
    logs: new CloudWatchLogsClient(OPTIONS),
    rds: new RDSClient(OPTIONS),
    s3: new S3Client(OPTIONS),
    sns: new SNSClient(OPTIONS),
    cloudFormation: (region) => new CloudFormationClient({ ...OPTIONS, region }),
  };
}
