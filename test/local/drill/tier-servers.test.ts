import { idsOf, replaceServers, runningServers, type Server } from '../../../lib/local/drill/tier-servers';
import { changesIn } from '../aws/support/fake-clients';
import { SERVERS, servers } from './support/servers';
import { EXPECTATIONS } from './support/site';

const [WEB, APP] = EXPECTATIONS.topology.tiers;
if (WEB === undefined || APP === undefined) {
  throw new Error('the site has two tiers');
}

test('the running servers of a tier are told with the zones of their subnets', async () => {
  const { ground } = servers();
  const found = await runningServers(ground.clients, WEB);
  expect(found.map(({ instance, zone }) => [instance.InstanceId, zone])).toStrictEqual([
    ['i-1', 'ap-northeast-1c'],
    ['i-2', 'ap-northeast-1a'],
    ['i-3', 'ap-northeast-1a'],
  ]);
  expect(idsOf(found)).toStrictEqual(['i-1', 'i-2', 'i-3']);
});

test('each subnet is asked for once, and none where no server runs', async () => {
  const { ground, calls } = servers();
  await runningServers(ground.clients, WEB);
  expect(calls.at(-1)?.input).toStrictEqual({ SubnetIds: ['subnet-1', 'subnet-2'] });
  const empty = servers([]);
  expect(await runningServers(empty.ground.clients, WEB)).toStrictEqual([]);
  expect(empty.calls.map(({ action }) => action)).toStrictEqual(['DescribeInstances']);
});

const lost: readonly Server[] = [
  { instance: { InstanceId: 'i-4', SubnetId: 'subnet-3', ImageId: 'ami-1', InstanceType: 'm8g.large' }, zone: 'a' },
];

test('a lost server is replaced as Auto Scaling would: in the same subnet, registered in place of the lost', async () => {
  const { ground, calls } = servers();
  await replaceServers(ground.clients, APP, lost);
  const targets = (Id: string) => ({ TargetGroupArn: 'targets-app', Targets: [{ Id, Port: 8080 }] });
  const Tags = [{ Key: 'aws:autoscaling:groupName', Value: 'group-app' }];
  expect(changesIn(calls)).toStrictEqual([
    [
      'RunInstances',
      {
        ...{ MinCount: 1, MaxCount: 1, SubnetId: 'subnet-3', ImageId: 'ami-1', InstanceType: 'm8g.large' },
        TagSpecifications: [{ ResourceType: 'instance', Tags }],
      },
    ],
    ['DeregisterTargets', targets('i-4')],
    ['RegisterTargets', targets('i-new-1')],
  ]);
});

test('it is registered without a port where no target tells one', async () => {
  const { ground, calls } = servers(SERVERS, undefined, []);
  await replaceServers(ground.clients, APP, lost);
  expect(changesIn(calls).at(-1)).toStrictEqual([
    'RegisterTargets',
    { TargetGroupArn: 'targets-app', Targets: [{ Id: 'i-new-1' }] },
  ]);
});
