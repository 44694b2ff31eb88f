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
import type { Clients } from '../../../lambda/local-provider/clients';

/** Input of a command. */
export type Input = Readonly<Record<string, unknown>>;

/** Answers by the name of the command, without `Command`. What a function throws is the error of the API. */
export type Answers = Readonly<Record<string, (input: Input, region: string) => object>>;

/** A command that was sent: its name without `Command`, and its input without what is undefined. */
export type Call = readonly [name: string, input: Input];

/** Clients that send nothing. A command without an answer is an error. */
export class FakeClients {
  readonly calls: Call[] = [];
  readonly clients: Clients;
  private readonly answers: Answers;

  constructor(answers: Answers) {
    this.answers = answers;
    const config = { region: 'ap-northeast-1' };
    this.clients = {
      backup: this.fake(new BackupClient(config)),
      cloudFront: this.fake(new CloudFrontClient(config)),
      cloudWatch: this.fake(new CloudWatchClient(config)),
      ec2: this.fake(new EC2Client(config)),
      loadBalancing: this.fake(new ElasticLoadBalancingV2Client(config)),
      logs: this.fake(new CloudWatchLogsClient(config)),
      rds: this.fake(new RDSClient(config)),
      s3: this.fake(new S3Client(config)),
      sns: this.fake(new SNSClient(config)),
      cloudFormation: (region) => this.fake(new CloudFormationClient({ region }), region),
    };
  }

  /** Names of the commands that were sent. */
  get names(): readonly string[] {
    return this.calls.map(([name]) => name);
  }

  /** Input of the only command of a name. */
  inputOf(name: string): Input {
    const inputs = this.calls.filter(([sent]) => sent === name).map(([, input]) => input);
    const [input] = inputs;
    if (input === undefined || inputs.length !== 1) {
      throw new Error(`${name} was sent ${String(inputs.length)} times`);
    }
    return input;
  }

  private fake<C extends object>(client: C, region = 'ap-northeast-1'): C {
    return Object.assign(client, {
      send: (command: object & { readonly input: Input }) => this.send(command, region),
    });
  }

  private async send(command: object & { readonly input: Input }, region: string): Promise<object> {
    const name = command.constructor.name.replace(/Command$/, '');
    const input = Object.fromEntries(Object.entries(command.input).filter(([, value]) => value !== undefined));
    this.calls.push([name, input]);
    const answer = this.answers[name];
    if (answer === undefined) {
      throw new Error(`no answer to ${name}`);
    }
    return await Promise.resolve(answer(input, region));
  }
}

/** An error as the SDK throws it. */
export function apiError(code: string, message = 'no'): Error {
  return Object.assign(new Error(message), { name: code });
}

/** An answer that is an error. */
export function refuse(code: string, message?: string): () => never {
  return () => {
    throw apiError(code, message);
  };
}
