import {
  DescribeChangeSetCommand,
  paginateListChangeSets,
  type Change,
  type CloudFormationClient,
  type ResourceChange,
} from '@aws-sdk/client-cloudformation';

/** Ids of the change sets of a stack; none when there is no such stack. */
export async function changeSetIds(client: CloudFormationClient, stackName: string): Promise<readonly string[]> {
  try {
    const ids: string[] = [];
    for await (const { Summaries = [] } of paginateListChangeSets({ client }, { StackName: stackName })) {
      ids.push(...Summaries.flatMap(({ ChangeSetId }) => (ChangeSetId === undefined ? [] : [ChangeSetId])));
    }
    return ids;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist')) {
      return [];
    }
    throw error;
  }
}

/**
 * Logical ids of the resources that CloudFormation said it would modify, by the change sets that are new.
 *
 * Events do not tell: the emulator reports every resource of an updated stack as updated, although it touches only those
 * whose properties differ.
 */
export async function modifiedResources(
  client: CloudFormationClient,
  stackName: string,
  known: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const modified = new Set<string>();
  for (const changeSet of (await changeSetIds(client, stackName)).filter((id) => !known.has(id))) {
    for (const { ResourceChange } of await changesIn(client, changeSet)) {
      if (ResourceChange?.Action === 'Modify' && isDirect(ResourceChange)) {
        modified.add(ResourceChange.LogicalResourceId ?? '');
      }
    }
  }
  return modified;
}

/** Whether the template of the resource itself differs; others are only listed because something they refer to might. */
function isDirect({ Details = [] }: ResourceChange): boolean {
  return Details.some(({ ChangeSource }) => ChangeSource === 'DirectModification');
}

async function changesIn(client: CloudFormationClient, ChangeSetName: string): Promise<readonly Change[]> {
  const changes: Change[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeChangeSetCommand({ ChangeSetName, NextToken }));
    changes.push(...(page.Changes ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return changes;
}
