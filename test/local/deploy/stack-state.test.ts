import { deployedResources } from '../../../lib/local/deploy';
import { stackStatuses } from '../../../lib/local/deploy/stack-state';
import { fakeClients, type Answers } from '../aws/support/fake-clients';

/** CloudFormation that answers in pages: each names the next one. */
function paged(action: string, member: string, pages: readonly (readonly object[])[]) {
  const answers: Answers = {
    [action]: ({ input }) => {
      const index = Number(input['NextToken'] ?? 0);
      const next = index + 1 < pages.length ? { NextToken: String(index + 1) } : {};
      return { [member]: pages[index], ...next };
    },
  };
  const { clients, calls } = fakeClients(answers);
  return { client: clients.cloudFormation, calls };
}

test('reads the status of every stack, page by page', async () => {
  const { client } = paged('DescribeStacks', 'Stacks', [
    [{ StackName: 'A', StackStatus: 'CREATE_COMPLETE' }],
    [{ StackName: 'B', StackStatus: 'UPDATE_IN_PROGRESS' }],
  ]);
  expect([...(await stackStatuses(client))]).toStrictEqual([
    ['A', 'CREATE_COMPLETE'],
    ['B', 'UPDATE_IN_PROGRESS'],
  ]);
});

test('reads every resource of a stack, page by page', async () => {
  const resource = (id: string) => ({ LogicalResourceId: id, ResourceType: `T${id}`, PhysicalResourceId: `p-${id}` });
  const { client, calls } = paged('ListStackResources', 'StackResourceSummaries', [[resource('A')], [resource('B')]]);
  expect(await deployedResources(client, 'Site')).toStrictEqual({
    A: { type: 'TA', physicalId: 'p-A' },
    B: { type: 'TB', physicalId: 'p-B' },
  });
  expect(calls.map(({ input }) => input)).toStrictEqual([{ StackName: 'Site' }, { StackName: 'Site', NextToken: '1' }]);
});

test('a Region without stacks has no status, and a stack without resources has none', async () => {
  expect((await stackStatuses(paged('DescribeStacks', 'Stacks', [[]]).client)).size).toBe(0);
  const { client } = paged('ListStackResources', 'StackResourceSummaries', [[]]);
  expect(await deployedResources(client, 'Site')).toStrictEqual({});
});
