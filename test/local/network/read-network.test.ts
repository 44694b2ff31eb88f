import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DESCRIBE_CALLS } from '../../../lib/local/network/describe-calls';
import { readNetwork } from '../../../lib/local/network/read-network';
import { unexpectedRefusals } from '../../../lib/local/network/refusals';
import { writeSnapshot } from '../../../lib/local/network/write-snapshot';
import { loadSnapshot } from '../../../lib/template';
import { CONVERTERS, REQUIRED } from '../../../lib/template/snapshot/converters';
import { RUNNING } from '../../verify/drift/support/running';
import { fakeClients, type Answers } from '../aws/support/fake-clients';
import { answersOf, refusal } from './support/answers';

const { signal } = new AbortController();
const read = (answers: Answers) => readNetwork(fakeClients(answers).clients, signal);

test('reads every page of every list, and what hangs on load balancers', async () => {
  const { region, lists } = await read(answersOf(RUNNING));
  expect(region).toBe('ap-northeast-1');
  const { Functions: functions, ...rest } = RUNNING;
  expect(lists).toMatchObject(JSON.parse(JSON.stringify(rest)) as object);
  expect(lists['Functions']).toHaveLength(functions?.length ?? 0);
});

test('asks for all that a snapshot is made of, but for what the emulator has not', () => {
  const notAsked = {
    // Asked of no emulator: `completions/firewalls.ts` takes them from the templates.
    Firewalls: 'network-firewall',
    FirewallPolicies: 'network-firewall',
    RuleGroups: 'network-firewall',
    // Listeners as Batfish keeps them.
    LoadBalancerListeners: 'Listeners',
    // Told only where there are transit gateways.
    TransitGatewayAttachments: 'TransitGateways',
    TransitGatewayPropagations: 'TransitGateways',
    TransitGatewayRouteTables: 'TransitGateways',
    TransitGatewayStaticRoutes: 'TransitGateways',
    TransitGatewayVpcAttachments: 'TransitGateways',
  };
  const asked = Object.keys(DESCRIBE_CALLS);
  expect(
    Object.keys(CONVERTERS)
      .filter((list) => !asked.includes(list))
      .sort(),
  ).toEqual(Object.keys(notAsked).sort());
  expect(REQUIRED.filter((list) => !asked.includes(list))).toEqual([]);
});

test('takes no environment of a function', async () => {
  const Functions = [{ FunctionName: 'probe', Environment: { Variables: { TOKEN: 'secret' } } }];
  const { lists } = await read(answersOf({ ...RUNNING, Functions }));
  expect(lists['Functions']).toEqual([{ FunctionName: 'probe' }]);
});

test('asks for the entries of prefix lists that are not those of AWS', async () => {
  const PrefixLists = [
    { PrefixListId: 'pl-1', OwnerId: 'AWS' },
    { PrefixListId: 'pl-2', OwnerId: '111122223333' },
  ];
  const { lists } = await read(answersOf({ ...RUNNING, PrefixLists }));
  expect(lists['PrefixLists']).toEqual([PrefixLists[0], { ...PrefixLists[1], Entries: [{ Cidr: 'of pl-2' }] }]);
});

test('a list that is refused is not known, and is not empty', async () => {
  const { lists, refused } = await read(answersOf(RUNNING));
  expect(refused).toEqual([{ region: 'ap-northeast-1', list: 'TransitGateways', code: 'InvalidAction' }]);
  expect(lists).not.toHaveProperty('TransitGateways');
});

test('a refusal is told that nobody expects', async () => {
  const DescribeVpcs = () => {
    throw refusal('UnauthorizedOperation');
  };
  const { refused } = await read({ ...answersOf(RUNNING), DescribeVpcs });
  expect(unexpectedRefusals(refused)).toEqual([
    'Vpcs of ap-northeast-1 must be told, and are refused: UnauthorizedOperation',
  ]);
});

test('a service that does not answer fails the run', async () => {
  const DescribeVpcs = () => {
    throw Object.assign(new Error('timed out'), { name: 'TimeoutError', $metadata: { attempts: 2 } });
  };
  await expect(read({ ...answersOf(RUNNING), DescribeVpcs })).rejects.toThrow(
    'Vpcs of ap-northeast-1 must be told, and nobody answers: timed out',
  );
});

test('what is no error of a service is a bug', async () => {
  const DescribeVpcs = () => {
    throw new TypeError('a bug');
  };
  await expect(read({ ...answersOf(RUNNING), DescribeVpcs })).rejects.toThrow(TypeError);
});

test('ends with the signal, which every question is given', async () => {
  const controller = new AbortController();
  const { clients, calls } = fakeClients({
    ...answersOf(RUNNING),
    DescribeDBClusters: () => {
      controller.abort(new Error('stopped'));
      throw refusal('Throttling');
    },
  });
  await expect(readNetwork(clients, controller.signal)).rejects.toThrow('stopped');
  expect(calls.every(({ options }) => options['abortSignal'] === controller.signal)).toBe(true);
});

test('what was read is a snapshot', async () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'honmaru-network-'));
  try {
    const reading = await read(answersOf(RUNNING));
    writeSnapshot(directory, '111122223333', [reading]);
    const file = path.join(directory, 'aws_configs/accounts/111122223333/ap-northeast-1/Subnets.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ Subnets: RUNNING['Subnets'] });
    const model = loadSnapshot(directory);
    expect(model.stacks).toMatchObject([{ account: '111122223333', region: 'ap-northeast-1', tainted: [] }]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
