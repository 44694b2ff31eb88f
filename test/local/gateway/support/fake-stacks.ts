import { localType } from '../../../../lambda/local-provider/contract';
import type { Call } from '../../../../lib/local/gateway/call';
import { CREATED, members, query, tag } from './emulator-words';
import type { FakeReply } from './fake-emulator';

/** Name of the restore testing plan of the fake site. */
export const PLAN_NAME = 'drill';

/** Resources of the stacks of the fake site, as `logical id, physical id, type`. */
const STACKS: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  Network: [['Other', 'vault', 'AWS::EC2::VPC']],
  Tiers: ['web', 'app'].flatMap((tier): [string, string, string][] => [
    [`${tier}balancer`, `balancer-${tier}`, 'AWS::ElasticLoadBalancingV2::LoadBalancer'],
    [`${tier}group`, tier, 'AWS::AutoScaling::AutoScalingGroup'],
  ]),
  Vaults: [
    ['Other', 'other', 'AWS::Backup::BackupVault'],
    ['Vault', 'vault', 'AWS::Backup::BackupVault'],
    ['Plan', PLAN_NAME, localType('AWS::Backup::RestoreTestingPlan')],
  ],
};

/** What CloudFormation answers about the stacks of the fake site. */
export const STACK_ANSWERS: Readonly<
  Record<string, (site: { readonly lock: object | undefined }, call: Call) => FakeReply>
> = {
  DescribeStacks: () => {
    const stacks = Object.keys(STACKS).map(
      (name) =>
        `${tag('StackName', name)}${tag('StackStatus', 'CREATE_COMPLETE')}${tag('CreationTime', CREATED.toISOString())}`,
    );
    return query('cloudformation', 'DescribeStacks', members('Stacks', stacks));
  },
  ListStackResources: (_site, { parameters }) => {
    const resources = (STACKS[parameters.get('StackName') ?? ''] ?? []).map(
      ([logicalId, physicalId, type]) =>
        `${tag('LogicalResourceId', logicalId)}${tag('PhysicalResourceId', physicalId)}${tag('ResourceType', type)}`,
    );
    return query('cloudformation', 'ListStackResources', members('StackResourceSummaries', resources));
  },
  GetTemplate: ({ lock }) => {
    const vault = { Properties: { BackupVaultName: 'vault', LockConfiguration: lock } };
    const template = JSON.stringify({ Resources: { Other: { Properties: {} }, Vault: vault } });
    return query('cloudformation', 'GetTemplate', tag('TemplateBody', template.replaceAll('"', '&quot;')));
  },
};
