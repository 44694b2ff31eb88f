import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenFault } from '../../../lib/local/drill';
import { LocalFailure } from '../../../lib/local/local-failure';
import { workspaceOf } from '../../../lib/local/machine';
import { AlarmPlayer } from '../../../lib/local/observe';
import type { WatchedSite } from '../../../lib/local/run/check-steps';
import { repairByDeployment } from '../../../lib/local/run/repair-step';
import { fakeClients } from '../aws/support/fake-clients';
import { cdkProject } from '../deploy/support/cdk-project';
import { temporaryFolder, writeAssembly } from '../localize/support/assemblies';
import { CONCLUSIONS, lineOf } from '../observe/support/records';
import { outcomeOf } from './support/outcome';
import { notedContext } from './support/run-context';
import { scheduleAnswers } from './support/schedules';

const REGION = 'ap-northeast-1';

const nat = { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'Subnet' } } };
const route = (id: string) => ({ Type: 'AWS::EC2::Route', Properties: { NatGatewayId: { Ref: id } } });
const subnet = { Type: 'AWS::EC2::Subnet' };

const folder = temporaryFolder();
const cdk = cdkProject();
const template = { Resources: { Subnet: subnet, Nat: nat, Route: route('Nat') } };
const directory = writeAssembly(path.join(folder, 'unprotected'), [{ name: 'Network', region: REGION, template }]);

beforeEach(() => {
  cdk.does('');
});

/** A fault that has cost the site these resources. */
function open(id: string, ...lost: readonly string[]): OpenFault {
  const outcome = outcomeOf({ id, recovered: false });
  return { fault: { id }, outcome, lost: lost.map((physicalId) => ({ physicalId })) } as unknown as OpenFault;
}

/** A site whose checks conclude something, and whose stacks hold other resources once the CLI has run. */
function site(concludes: keyof typeof CONCLUSIONS = 'HEALTHY') {
  const held = (): Record<string, string> =>
    cdk.calls().length > 0
      ? { Subnet: 'subnet-1', NatAgain: 'nat-2', Route: 'route-1' }
      : { Subnet: 'subnet-1', Nat: 'nat-1', Route: 'route-1' };
  const { clients, calls } = fakeClients({
    ...scheduleAnswers(),
    DescribeStacks: () => ({ Stacks: [{ StackName: 'Network', StackStatus: 'UPDATE_COMPLETE' }] }),
    ListStackResources: () => ({
      StackResourceSummaries: Object.entries(held()).map(([LogicalResourceId, PhysicalResourceId]) => ({
        ...{ LogicalResourceId, PhysicalResourceId, ResourceType: 'T' },
      })),
    }),
    ListChangeSets: () => ({ Summaries: [] }),
    PutMetricData: () => ({}),
    Invoke: () => ({ Payload: Buffer.from('') }),
    FilterLogEvents: () => {
      const at = new Date();
      return { events: [{ message: lineOf({ startedAt: at, completedAt: at }, CONCLUSIONS[concludes]) }] };
    },
  });
  const functions = new Map([['topology-check', { cloudWatch: clients.cloudWatch, intervalSeconds: 60 }] as const]);
  const resource = (physicalId: string) => ({ type: 'T', physicalId });
  const watched = {
    clients: new Map([[REGION, clients]]),
    ...{ gateway: { pass: () => undefined }, mailboxes: [], first: { directory } },
    unprotected: { directory, stacks: [{ name: 'Network', region: REGION }] },
    player: new AlarmPlayer({ functions, definitions: [], physicalNames: () => '' }),
    deployed: new Map([
      ['Network', { Subnet: resource('subnet-1'), Nat: resource('nat-1'), Route: resource('route-1') }],
    ]),
    deployment: {
      cli: cdk.cli,
      clients: new Map([[REGION, clients]]),
      stacks: [{ name: 'Network', region: REGION }],
    },
  } as unknown as WatchedSite;
  return { watched, calls, noted: notedContext(folder) };
}

const repairedDirectory = `${workspaceOf(folder).localized}-repaired`;
const repairedTemplate = (): unknown =>
  JSON.parse(readFileSync(path.join(repairedDirectory, 'Network.template.json'), 'utf8'));

test('what was lost is made again under another logical id, and its functions are healthy then', async () => {
  const { watched, noted } = site();
  const repaired = await repairByDeployment(noted.context, watched, [open('nat-deleted', 'nat-1')]);
  expect(repairedTemplate()).toStrictEqual({
    Resources: { Subnet: subnet, NatAgain: nat, Route: route('NatAgain') },
  });
  const [call] = cdk.calls();
  expect(call?.args.slice(0, 4)).toStrictEqual(['deploy', '**', '--app', repairedDirectory]);
  expect(repaired.deployed.get('Network')?.['NatAgain']?.physicalId).toBe('nat-2');
  expect(repaired.checks.byName.get('topology-check')?.functionName).toBe('topology');
  expect(noted.report()).toMatchObject({
    result: 'passed',
    faults: [{ id: 'nat-deleted', recovered: true }],
    deployments: [{ name: 'changed', stacks: [{ created: ['NatAgain'], deleted: ['Nat'] }] }],
  });
});

test('functions that are not healthy after the repair are a problem', async () => {
  const { watched, noted } = site('DEGRADED');
  await repairByDeployment(noted.context, watched, [open('nat-deleted', 'nat-1')]);
  expect(noted.report()).toMatchObject({
    faults: [{ id: 'nat-deleted', recovered: false }],
    problems: [
      'nat-deleted (a gateway is deleted): topology-check must be healthy after the repair, it said DEGRADED, C',
    ],
  });
});

test('without anything lost the protection alone is taken off', async () => {
  const { watched, noted, calls } = site();
  await repairByDeployment(noted.context, watched, []);
  expect(repairedTemplate()).toStrictEqual(template);
  expect(calls.filter(({ action }) => action === 'Invoke')).toStrictEqual([]);
  expect(noted.report().faults).toStrictEqual([]);
});

test('a deployment that fails is passed on, and what was noticed stays in the report', async () => {
  const { watched, noted } = site();
  cdk.does('process.exitCode = 1;');
  const work = repairByDeployment(noted.context, watched, [open('a', 'nat-1'), open('b', 'route-1')]);
  await expect(work).rejects.toThrow(/^cdk deploy failed \(exit code 1\)/);
  expect(noted.report().faults).toMatchObject([
    { id: 'a', noticed: true, recovered: false },
    { id: 'b', noticed: true, recovered: false },
  ]);
});

test('what belongs to no stack cannot be made again, and nothing is deployed', async () => {
  const { watched, noted } = site();
  const work = repairByDeployment(noted.context, watched, [open('nat-deleted', 'nat-1', 'nat-9')]);
  await expect(work).rejects.toThrow(
    new LocalFailure(['nat-deleted: nat-9 belongs to no stack, and cannot be made again']),
  );
  expect(cdk.calls()).toStrictEqual([]);
});
