import {
  CreateFunctionCommand,
  GetFunctionCommand,
  GetFunctionEventInvokeConfigCommand,
  InvokeCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { zipSync } from 'fflate';
import type { LocalClients } from '../../../../lib/local/aws';
import type { DivergenceId } from '../../../../lib/local/gateway';
import { ACCOUNT, makeStack, present, REGION } from './emulator';
import { refusal, type Probe } from './probe';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/probe`;

/** Probes of functions and their deployment. */
export const FUNCTION_PROBES = {
  VpcConfigIgnored: {
    observe: async (clients) => {
      // A network without any way out.
      const VpcConfig = { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] };
      const code = `exports.handler = () => fetch(process.env.AWS_ENDPOINT_URL).then(({ status }) => status > 0);`;
      await makeFunction(clients, 'probe-network', code, { VpcConfig });
      return invoke(clients, 'probe-network');
    },
    diverging: true,
  },
  VpcConfigDropped: {
    observe: async (clients) => {
      const VpcConfig = { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] };
      const Code = { ZipFile: 'exports.handler = async () => 1;' };
      const properties = { FunctionName: 'probe-dropped', Handler: 'index.handler', Runtime: 'nodejs22.x', Role: ROLE };
      const Properties = { ...properties, Code, VpcConfig };
      await makeStack(clients, 'ProbeDropped', { Function: { Type: 'AWS::Lambda::Function', Properties } });
      const input = { FunctionName: 'probe-dropped' };
      const { Configuration } = await clients.lambda.send(new GetFunctionCommand(input));
      return Configuration?.VpcConfig?.SubnetIds ?? [];
    },
    diverging: [],
  },
  SuccessNotHandedOn: {
    observe: async (clients) => {
      const FunctionName = 'probe-success';
      await makeFunction(clients, FunctionName, `exports.handler = async () => 'done';`);
      const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: FunctionName }));
      const Destination = `arn:aws:sqs:${REGION}:${ACCOUNT}:${FunctionName}`;
      const DestinationConfig = { OnSuccess: { Destination } };
      await clients.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
      await clients.lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event' }));
      const { Messages } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 3 }));
      return Messages ?? [];
    },
    diverging: [],
  },
  LatestIsAnotherQualifier: {
    observe: async (clients) => {
      const FunctionName = 'probe-qualifier';
      const latest = { FunctionName, Qualifier: '$LATEST' };
      await makeFunction(clients, FunctionName, `exports.handler = async () => 'done';`);
      await clients.lambda.send(new PutFunctionEventInvokeConfigCommand({ ...latest, MaximumRetryAttempts: 1 }));
      return [
        (await clients.lambda.send(new GetFunctionEventInvokeConfigCommand(latest))).MaximumRetryAttempts,
        await refusal(clients.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))),
      ];
    },
    diverging: [1, 'ResourceNotFoundException'],
  },
  SessionTokenEmpty: {
    // The emulator of the tests is started as that of the local site: it hands on what it was given.
    observe: async (clients) => {
      await makeFunction(clients, 'probe-token', 'exports.handler = async () => process.env.AWS_SESSION_TOKEN;');
      return invoke(clients, 'probe-token');
    },
    diverging: 'local',
  },
} satisfies Partial<Record<DivergenceId, Probe>>;

async function makeFunction(
  { lambda }: LocalClients,
  FunctionName: string,
  code: string,
  more: Pick<CreateFunctionCommand['input'], 'VpcConfig'> = {},
): Promise<void> {
  const ZipFile = zipSync({ 'index.js': Buffer.from(code) });
  await lambda.send(
    new CreateFunctionCommand({
      ...{ FunctionName, Role: ROLE, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } },
      ...more,
    }),
  );
}

async function invoke({ lambda }: LocalClients, FunctionName: string): Promise<unknown> {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
  return JSON.parse(Buffer.from(present(Payload)).toString('utf8'));
}
