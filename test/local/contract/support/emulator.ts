import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import { localClients, type LocalClients } from '../../../../lib/local/aws';

/** Region in which the emulator is asked. */
export const REGION = 'ap-northeast-1';

/** Account of the local site. */
export const ACCOUNT = '111122223333';

/** URL of the running emulator. */
export function emulatorUrl(): string {
  const url = process.env['HONMARU_TEST_EMULATOR'];
  if (url === undefined) {
    throw new Error('HONMARU_TEST_EMULATOR must hold the URL of a running, empty emulator: npm run local:contract');
  }
  return url;
}

/** Clients of the emulator in a Region. */
export function emulatorClients(region = REGION): LocalClients {
  return localClients({ endpoint: emulatorUrl(), account: ACCOUNT }, region);
}

/** A value that an answer must hold. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('the emulator left out what every answer holds');
  }
  return value;
}

/** A network with a subnet in each of two zones, neither of them the first. */
export async function makeNetwork({
  ec2,
}: LocalClients): Promise<{ vpcId: string; subnets: Record<'c' | 'd', string> }> {
  const vpcId = present((await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId);
  const makeSubnet = async (zone: string, CidrBlock: string): Promise<string> => {
    const input = { VpcId: vpcId, CidrBlock, AvailabilityZone: `${REGION}${zone}` };
    return present((await ec2.send(new CreateSubnetCommand(input))).Subnet?.SubnetId);
  };
  return { vpcId, subnets: { c: await makeSubnet('c', '10.0.1.0/24'), d: await makeSubnet('d', '10.0.2.0/24') } };
}

/** Makes a stack and waits until it stands. */
export async function makeStack(
  { cloudFormation }: LocalClients,
  StackName: string,
  Resources: Readonly<Record<string, unknown>>,
): Promise<void> {
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }) }));
  for (;;) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const status = Stacks?.[0]?.StackStatus;
    if (status === 'CREATE_COMPLETE') {
      return;
    }
    if (status !== 'CREATE_IN_PROGRESS') {
      throw new Error(`stack ${StackName} is ${String(status)}: ${String(Stacks?.[0]?.StackStatusReason)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
