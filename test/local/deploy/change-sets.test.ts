import { changeSetIds, modifiedResources } from '../../../lib/local/deploy/change-sets';
import { fakeClients, type FakeCall } from '../aws/support/fake-clients';

/** A change with what it comes from. */
function change(Action: string, LogicalResourceId: string, ...sources: readonly string[]) {
  const Details = sources.map((ChangeSource) => ({ ChangeSource }));
  return { ResourceChange: { Action, LogicalResourceId, Details } };
}

const modify = (id: string) => change('Modify', id, 'DirectModification');

/** Change sets of one stack: each has its changes in pages of one. */
function cloudFormation(changeSets: Readonly<Record<string, readonly object[]>>) {
  const nextPage = ({ input }: FakeCall): number => Number(input['NextToken'] ?? 0);
  const { clients } = fakeClients({
    ListChangeSets: (call) => {
      const ids = Object.keys(changeSets);
      const page = nextPage(call);
      const next = page + 1 < ids.length ? { NextToken: String(page + 1) } : {};
      return { Summaries: ids.slice(page, page + 1).map((ChangeSetId) => ({ ChangeSetId })), ...next };
    },
    DescribeChangeSet: (call) => {
      const changes = changeSets[String(call.input['ChangeSetName'])] ?? [];
      const page = nextPage(call);
      const next = page + 1 < changes.length ? { NextToken: String(page + 1) } : {};
      return { Changes: changes.slice(page, page + 1), ...next };
    },
  });
  return clients.cloudFormation;
}

test('tells the change sets of a stack, page by page', async () => {
  expect(await changeSetIds(cloudFormation({ a: [], b: [], c: [] }), 'Site')).toStrictEqual(['a', 'b', 'c']);
});

test.each([
  ['is none', 'Stack [Site] does not exist', []],
  ['cannot be read', 'stack name is not valid', undefined],
])('a stack that %s', async (_, message, ids) => {
  const { clients } = fakeClients({
    ListChangeSets: () => {
      throw Object.assign(new Error(message), { name: 'ValidationError' });
    },
  });
  const found = await changeSetIds(clients.cloudFormation, 'Site').catch(() => undefined);
  expect(found).toStrictEqual(ids);
});

test('an error of another kind is passed on', async () => {
  const { clients } = fakeClients({
    ListChangeSets: () => {
      throw new Error('the host does not exist');
    },
  });
  await expect(changeSetIds(clients.cloudFormation, 'Site')).rejects.toThrow('the host does not exist');
});

test('resources are modified by the new change sets alone, whatever their number', async () => {
  const client = cloudFormation({
    old: [modify('Former')],
    one: [modify('A'), change('Add', 'B'), change('Remove', 'C'), { Type: 'Resource' }],
    two: [modify('D')],
  });
  expect([...(await modifiedResources(client, 'Site', new Set(['old'])))]).toStrictEqual(['A', 'D']);
});

test('without a new change set nothing is modified', async () => {
  const client = cloudFormation({ old: [modify('Former')] });
  expect((await modifiedResources(client, 'Site', new Set(['old']))).size).toBe(0);
});

test('a resource that refers to a modified one is not modified by that alone', async () => {
  const client = cloudFormation({
    new: [
      change('Modify', 'Reader', 'ResourceAttribute', 'ResourceReference'),
      change('Modify', 'Nothing'),
      change('Modify', 'Both', 'ResourceReference', 'DirectModification'),
      { ResourceChange: { Action: 'Modify', LogicalResourceId: 'Untold' } },
    ],
  });
  expect([...(await modifiedResources(client, 'Site', new Set()))]).toStrictEqual(['Both']);
});
