import { deployAssembly, readDeployedStacks, type DeploymentSite } from '../../../lib/local/deploy';
import type { LocalStackInfo } from '../../../lib/local/localize';
import { fakeClients } from '../aws/support/fake-clients';
import { cdkProject, NEVER } from './support/cdk-project';

const cdk = cdkProject();

/** Physical ids by logical id, by stack. */
type Stacks = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A Region with these stacks until the CLI has run, and others from then on. */
function region(name: string, before: Stacks, after: Stacks, modified: readonly string[] = []) {
  const now = (): Stacks => (cdk.calls().length > 0 ? after : before);
  const { clients } = fakeClients(
    {
      DescribeStacks: () => ({
        Stacks: Object.keys(now()).map((StackName) => ({ StackName, StackStatus: 'CREATE_COMPLETE' })),
      }),
      ListStackResources: ({ input }) => ({
        StackResourceSummaries: Object.entries(now()[String(input['StackName'])] ?? {}).map(([id, physical]) => ({
          ...{ LogicalResourceId: id, ResourceType: 'T', PhysicalResourceId: physical },
        })),
      }),
      ListChangeSets: () => ({
        Summaries: now() === before ? [{ ChangeSetId: 'old' }] : [{ ChangeSetId: 'old' }, { ChangeSetId: 'new' }],
      }),
      DescribeChangeSet: ({ input }) => ({
        Changes: (input['ChangeSetName'] === 'new' ? modified : ['Former']).map((LogicalResourceId) => ({
          ResourceChange: {
            ...{ Action: 'Modify', LogicalResourceId },
            Details: [{ ChangeSource: 'DirectModification' }],
          },
        })),
      }),
    },
    name,
  );
  return clients;
}

function siteOf(
  regions: readonly ReturnType<typeof region>[],
  stacks: Readonly<Record<string, string>>,
): DeploymentSite {
  return {
    cli: cdk.cli,
    clients: new Map(regions.map((clients) => [clients.region, clients])),
    stacks: Object.entries(stacks).map(([name, of]): LocalStackInfo => ({
      name,
      region: of,
      resources: { native: 0, translated: 0, recorded: 0 },
    })),
  };
}

const TOKYO = 'ap-northeast-1';
const VIRGINIA = 'us-east-1';

beforeEach(() => {
  cdk.does('');
});

test('reads the stacks of the site that exist, each in its Region', async () => {
  const site = siteOf(
    [region(TOKYO, { A: { X: 'x' }, CDKToolkit: { Y: 'y' } }, {}), region(VIRGINIA, { A: { Z: 'z' }, B: {} }, {})],
    { A: TOKYO, B: VIRGINIA, C: VIRGINIA },
  );
  expect([...(await readDeployedStacks(site))]).toStrictEqual([
    ['A', { X: { type: 'T', physicalId: 'x' } }],
    ['B', {}],
  ]);
});

test('tells what a deployment did to each stack, in the order of the assembly', async () => {
  const before = { Updated: { Same: 's', Changed: 'c' }, Same: { X: 'x' } };
  const after = { Created: { N: 'n' }, ...before };
  const site = siteOf([region(TOKYO, before, after, ['Changed']), region(VIRGINIA, {}, {})], {
    Updated: TOKYO,
    Created: TOKYO,
    Same: TOKYO,
    Missing: VIRGINIA,
  });
  const { changes, after: left } = await deployAssembly(site, '/local', {}, () => undefined, NEVER);
  expect([...changes].map(([name, { outcome, updated }]) => [name, outcome, updated])).toStrictEqual([
    ['Updated', 'updated', ['Changed']],
    ['Created', 'created', []],
    ['Same', 'unchanged', []],
  ]);
  expect([...left.keys()].sort()).toStrictEqual(['Created', 'Same', 'Updated']);
});

test('hands assembly and options to the CLI, and tells of every stack', async () => {
  const site = siteOf([region(TOKYO, {}, { A: {} })], { A: TOKYO });
  const told: unknown[] = [];
  await deployAssembly(site, '/local', { only: ['A'] }, (...it) => told.push(it), NEVER);
  expect(cdk.calls()[0]?.args.slice(0, 5)).toStrictEqual(['deploy', 'A', '--exclusively', '--app', '/local']);
  expect(told).toStrictEqual([['A', 'CREATE_COMPLETE']]);
});

test('a deployment that fails is an error', async () => {
  cdk.does(`console.log('A failed: no'); process.exitCode = 1;`);
  const site = siteOf([region(TOKYO, {}, {})], { A: TOKYO });
  await expect(deployAssembly(site, '/local', {}, () => undefined, NEVER)).rejects.toThrow(
    /^cdk deploy failed \(exit code 1\)[^]*A failed: no$/,
  );
});
