import { BackupClient, ListRecoveryPointsByBackupVaultCommand } from '@aws-sdk/client-backup';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeNatGatewaysCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';

interface Config {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A question on its way. */
export interface Asking {
  readonly answer: Promise<unknown>;
  readonly destroy: () => void;
}

/** One question to each service, in every protocol that functions speak. */
const QUESTIONS = {
  backup: (config: Config) => {
    const client = new BackupClient(config);
    return asking(client, client.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'vault' })));
  },
  dynamodb: (config: Config) => {
    const client = new DynamoDBClient(config);
    return asking(client, client.send(new ListTablesCommand({})));
  },
  ec2: (config: Config) => {
    const client = new EC2Client(config);
    return asking(client, client.send(new DescribeNatGatewaysCommand({})));
  },
  elasticloadbalancing: (config: Config) => {
    const client = new ElasticLoadBalancingV2Client(config);
    return asking(client, client.send(new DescribeTargetHealthCommand({ TargetGroupArn: 'targets-web' })));
  },
  kms: (config: Config) => {
    const client = new KMSClient(config);
    return asking(client, client.send(new DescribeKeyCommand({ KeyId: 'k-1' })));
  },
  lambda: (config: Config) => {
    const client = new LambdaClient(config);
    return asking(client, client.send(new InvokeCommand({ FunctionName: 'probe' })));
  },
  monitoring: (config: Config) => {
    const client = new CloudWatchClient(config);
    return asking(client, client.send(new DescribeAlarmsCommand({})));
  },
  rds: (config: Config) => {
    const client = new RDSClient(config);
    return asking(client, client.send(new DescribeDBInstancesCommand({})));
  },
  s3: (config: Config) => {
    const client = new S3Client({ ...config, forcePathStyle: true });
    return asking(client, client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'key' })));
  },
  sns: (config: Config) => {
    const client = new SNSClient(config);
    return asking(client, client.send(new ListTopicsCommand({})));
  },
};

/** A service that can be asked here, by the name its requests are signed with. */
export type AskedService = keyof typeof QUESTIONS;

/** Asks a service once, with the client of the SDK, and without another attempt. */
export function askOnce(service: AskedService, endpoint: string, region = 'ap-northeast-1'): Asking {
  return QUESTIONS[service]({
    ...{ endpoint, region, maxAttempts: 1 },
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'local' },
  });
}

function asking(client: { readonly destroy: () => void }, answer: Promise<unknown>): Asking {
  return {
    answer,
    destroy: () => {
      client.destroy();
    },
  };
}
