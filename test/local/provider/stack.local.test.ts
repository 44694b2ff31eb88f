import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { DescribeAddressesCommand, DescribeNatGatewaysCommand } from '@aws-sdk/client-ec2';
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { LOCAL_PROVIDER } from '../../../lambda/local-provider/contract';
import { bundleFunctions } from '../../../lib/functions';
import { closeClients } from '../../../lib/local/aws';
import { createProvider } from '../../../lib/local/deploy/provider-function';
import { translatedResource } from '../../../lib/local/localize/custom-resource';
import { ACCOUNT, emulatorClients, present } from '../contract/support/emulator';

// Bundles the function unless that was done before, and starts it.
jest.setTimeout(60_000);

// No other test uses this Region, so that everything in it belongs to the stack.
const REGION = 'eu-central-2';
const StackName = 'ProviderStack';
const clients = emulatorClients(REGION);
const { cloudFormation, ec2, lambda, rds } = clients;

beforeAll(async () => {
  await bundleFunctions();
  await createProvider(clients, ACCOUNT);
});

afterAll(async () => {
  await lambda.send(new DeleteFunctionCommand({ FunctionName: LOCAL_PROVIDER }));
  closeClients(clients);
});

const subnet = (zone: string, CidrBlock: string) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock, AvailabilityZone: `${REGION}${zone}` },
});

const resource = (type: string, Properties: Parameters<typeof translatedResource>[1], more: object = {}) => ({
  ...translatedResource(type, { Type: type, Properties }),
  ...more,
});

/** A NAT gateway and a database in one of two zones. */
function template(zone: 'A' | 'B', more: object = {}): string {
  return JSON.stringify({
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      A: subnet('a', '10.0.1.0/24'),
      B: subnet('b', '10.0.2.0/24'),
      Address: resource('AWS::EC2::EIP', { Domain: 'vpc' }),
      Nat: resource('AWS::EC2::NatGateway', {
        AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] },
        SubnetId: { Ref: zone },
      }),
      Database: resource('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', MasterUsername: 'own', Port: 5433 }),
      Member: resource('AWS::RDS::DBInstance', {
        AvailabilityZone: `${REGION}${zone.toLowerCase()}`,
        DBClusterIdentifier: { Ref: 'Database' },
        DBInstanceClass: 'db.t4g.medium',
        Engine: 'aurora-postgresql',
        PromotionTier: 0,
      }),
      ...more,
    },
    Outputs: {
      Nat: { Value: { Ref: 'Nat' } },
      Database: { Value: { Ref: 'Database' } },
      Port: { Value: { 'Fn::GetAtt': ['Database', 'Endpoint.Port'] } },
      Member: { Value: { Ref: 'Member' } },
    },
  });
}

/** Waits until the stack rests in a status; `undefined` when it is gone. */
async function settle(): Promise<{ readonly status: string; readonly outputs: Record<string, string> } | undefined> {
  for (;;) {
    const stack = await findStack();
    if (stack === undefined) {
      return undefined;
    }
    const status = String(stack.StackStatus);
    if (!status.endsWith('IN_PROGRESS')) {
      const outputs = (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
      return { status, outputs: Object.fromEntries(outputs) as Record<string, string> };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function findStack(): Promise<Stack | undefined> {
  try {
    return (await cloudFormation.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
}

async function natStates(): Promise<Record<string, string>> {
  const { NatGateways } = await ec2.send(new DescribeNatGatewaysCommand({}));
  return Object.fromEntries((NatGateways ?? []).map(({ NatGatewayId, State }) => [NatGatewayId, State])) as Record<
    string,
    string
  >;
}

async function members(DBClusterIdentifier: string | undefined) {
  const { DBClusters } = await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }));
  return (DBClusters?.[0]?.DBClusterMembers ?? []).map((m) => [m.DBInstanceIdentifier, m.IsClusterWriter]);
}

test('a stack is made, replaces what it must, rolls back and is deleted through the bundled function', async () => {
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: template('A') }));
  const made = present(await settle());
  expect(made).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Port: '5433' } });
  const first = made.outputs;

  await cloudFormation.send(new UpdateStackCommand({ StackName, TemplateBody: template('B') }));
  const moved = present(await settle());
  expect(moved).toMatchObject({ status: 'UPDATE_COMPLETE', outputs: { Database: first['Database'] } });
  const second = moved.outputs;
  expect(second['Nat']).not.toBe(first['Nat']);
  expect(await natStates()).toMatchObject({
    [String(first['Nat'])]: 'deleted',
    [String(second['Nat'])]: 'available',
  });
  // The writer was replaced, and the new member writes.
  expect(second['Member']).not.toBe(first['Member']);
  expect(await members(first['Database'])).toStrictEqual([[second['Member'], true]]);

  const bad = { Bad: resource('AWS::EC2::EIP', { Colour: 'red' }, { DependsOn: ['Nat', 'Member'] }) };
  await cloudFormation.send(new UpdateStackCommand({ StackName, TemplateBody: template('A', bad) }));
  expect(await settle()).toStrictEqual({ status: 'UPDATE_ROLLBACK_COMPLETE', outputs: second });
  expect(Object.entries(await natStates()).filter(([, state]) => state !== 'deleted')).toStrictEqual([
    [second['Nat'], 'available'],
  ]);
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
  const failure = StackEvents.find(
    (event) => event.LogicalResourceId === 'Bad' && event.ResourceStatus?.endsWith('FAILED'),
  );
  expect(failure?.ResourceStatusReason).toBe('AWS::EC2::EIP: Colour is not played locally');

  await cloudFormation.send(new DeleteStackCommand({ StackName }));
  expect((await settle())?.status ?? 'DELETE_COMPLETE').toBe('DELETE_COMPLETE');
  expect(Object.values(await natStates())).not.toContain('available');
  expect((await ec2.send(new DescribeAddressesCommand({}))).Addresses).toStrictEqual([]);
  await expect(members(first['Database'])).rejects.toThrow(/not found/);
});
