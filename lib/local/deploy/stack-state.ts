import {
  ListStackResourcesCommand,
  paginateDescribeStacks,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';

/** One resource that a stack holds. */
export interface DeployedResource {
  readonly type: string;
  readonly physicalId: string;
}

/** Resources of one stack by their logical id. */
export type DeployedStack = Readonly<Record<string, DeployedResource>>;

/** Status of every stack in a Region, by its name; stacks that were deleted are left out. */
export async function stackStatuses(client: CloudFormationClient): Promise<ReadonlyMap<string, string>> {
  const statuses = new Map<string, string>();
  for await (const page of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = '', StackStatus = '' } of page.Stacks ?? []) {
      statuses.set(StackName, StackStatus);
    }
  }
  return statuses;
}

/** Resources that a stack holds now. */
export async function deployedResources(client: CloudFormationClient, stackName: string): Promise<DeployedStack> {
  const resources: Record<string, DeployedResource> = {};
  let token: string | undefined;
  do {
    const page = await client.send(new ListStackResourcesCommand({ StackName: stackName, NextToken: token }));
    for (const { LogicalResourceId, ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      resources[LogicalResourceId ?? ''] = { type: ResourceType ?? '', physicalId: PhysicalResourceId ?? '' };
    }
    token = page.NextToken;
  } while (token !== undefined);
  return resources;
}
