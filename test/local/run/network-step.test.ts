import path from 'node:path';
import type { LocalClients } from '../../../lib/local/aws';
import type { DeployedSite } from '../../../lib/local/run/local-run';
import { compareNetwork } from '../../../lib/local/run/network-step';
import { parseLocalReport } from '../../../lib/local/report';
import { changed, type Lists } from '../../verify/drift/support/running';
import { RESOURCES, STACK } from '../../verify/drift/support/said';
import { fakeClients, type Answers } from '../aws/support/fake-clients';
import { temporaryFolder, writeAssembly } from '../localize/support/assemblies';
import { answersOf, refusal } from '../network/support/answers';
import { DEPLOYED } from '../network/support/deployed';
import { EMULATED } from '../network/support/emulated';
import { notedContext } from './support/run-context';

const scratch = temporaryFolder();
const account = '111122223333';
const synthesized = writeAssembly(path.join(scratch, 'assembly'), [
  { name: STACK, region: 'ap-northeast-1', account, template: { Resources: RESOURCES } },
]);

async function step(lists: Lists, more: Answers = {}) {
  const { clients } = fakeClients({ ...answersOf(lists), ...more });
  const noted = notedContext(scratch);
  await compareNetwork(noted.context, {
    ...{ account, synthesized, deployed: DEPLOYED },
    clients: new Map<string, LocalClients>([['ap-northeast-1', clients]]),
  } as unknown as DeployedSite);
  return noted;
}

test('says how much agrees, and what is not compared', async () => {
  const { told, report } = await step(EMULATED);
  expect(told).toEqual([
    'the network that runs: as the templates say: begin',
    expect.stringMatching(
      /^the network that runs: as the templates say: done \d+ facts and 112 answers agree, 0 differ, 8 not compared$/,
    ),
    'the network that runs: as the templates say: done',
  ]);
  expect(report()).toMatchObject({ result: 'passed', network: { differences: [] } });
});

test('its report is one that is read', async () => {
  const { report } = await step(EMULATED);
  expect(parseLocalReport(JSON.stringify(report()), 'report.json').network).not.toBeNull();
});

test('a difference is a problem', async () => {
  const { report } = await step(changed('RouteTables', 'rtb-b', (table) => ({ ...table, Routes: [] }), EMULATED));
  expect(report()).toMatchObject({ result: 'failed' });
  expect(report().problems).toContain(
    'Net/TableB (rtb-b): route 0.0.0.0/0 must be Net/Nat, as RouteB says, and is not there',
  );
});

test('a refusal that nobody expects is a problem', async () => {
  const DescribeNatGateways = () => {
    throw refusal('UnauthorizedOperation');
  };
  const { report } = await step(EMULATED, { DescribeNatGateways });
  expect(report().problems).toContain(
    'NatGateways of ap-northeast-1 must be told, and are refused: UnauthorizedOperation',
  );
});
