import { changesIn, type FakeCall } from '../aws/support/fake-clients';
import { groundOf, repaired, requireFault } from './support/ground';

const FAULT = requireFault('zone-terminated');

interface Server {
  readonly id: string;
  readonly group: string;
  readonly subnet: string;
}

/** Zones of the subnets: each tier has subnets of its own, whose ids tell nothing of their order. */
const ZONES: Readonly<Record<string, string>> = {
  'subnet-1': 'ap-northeast-1c',
  'subnet-2': 'ap-northeast-1a',
  'subnet-3': 'ap-northeast-1a',
  'subnet-4': 'ap-northeast-1c',
};

const SERVERS: readonly Server[] = [
  { id: 'i-1', group: 'group-web', subnet: 'subnet-1' },
  { id: 'i-2', group: 'group-web', subnet: 'subnet-2' },
  { id: 'i-3', group: 'group-web', subnet: 'subnet-2' },
  { id: 'i-4', group: 'group-app', subnet: 'subnet-3' },
  { id: 'i-5', group: 'group-app', subnet: 'subnet-4' },
];

const filtersOf = ({ input }: FakeCall): Readonly<Record<string, readonly string[]>> => {
  const filters = input['Filters'] as readonly { readonly Name: string; readonly Values: readonly string[] }[];
  return Object.fromEntries(filters.map(({ Name, Values }) => [Name, Values]));
};

/** A site with these servers; each that is started is numbered on from `i-new-1`. */
function site(servers: readonly Server[] = SERVERS, ports: readonly number[] = [8080]) {
  const started = { number: 0 };
  return groundOf({
    DescribeInstances: (call) => {
      const { 'tag:aws:autoscaling:groupName': groups = [], 'instance-state-name': states = [] } = filtersOf(call);
      const found = states.includes('running') ? servers.filter(({ group }) => groups.includes(group)) : [];
      return {
        Reservations: found.map(({ id, subnet }) => ({
          Instances: [
            {
              ...{ InstanceId: id, SubnetId: subnet, ImageId: 'ami-1', InstanceType: 'm8g.large' },
              // As the emulator says of every server.
              Placement: { AvailabilityZone: 'ap-northeast-1a' },
            },
          ],
        })),
      };
    },
    DescribeSubnets: ({ input }) => ({
      Subnets: (input['SubnetIds'] as readonly string[]).map((SubnetId) => ({
        SubnetId,
        AvailabilityZone: ZONES[SubnetId],
      })),
    }),
    TerminateInstances: () => ({}),
    DescribeTargetHealth: () => ({
      TargetHealthDescriptions: ports.map((Port) => ({ Target: { Id: 'i-1', Port } })),
    }),
    RunInstances: () => {
      started.number += 1;
      return { Instances: [{ InstanceId: `i-new-${String(started.number)}` }] };
    },
    DeregisterTargets: () => ({}),
    RegisterTargets: () => ({}),
  });
}

test('terminates the servers of one zone, the same in every tier', async () => {
  const { ground, calls } = site();
  await FAULT.inject(ground);
  expect(changesIn(calls)).toStrictEqual([['TerminateInstances', { InstanceIds: ['i-2', 'i-3', 'i-4'] }]]);
});

test('is repaired as Auto Scaling would: as many servers in the same subnets, registered in place of the lost', async () => {
  const { ground, calls } = site();
  const injected = await FAULT.inject(ground);
  calls.splice(0);
  await repaired(injected);
  const replaced = (lost: string, by: string, group: string, subnet: string) => {
    const TargetGroupArn = group.replace('group', 'targets');
    const targets = (Id: string) => ({ TargetGroupArn, Targets: [{ Id, Port: 8080 }] });
    return [
      [
        'RunInstances',
        {
          ...{ MinCount: 1, MaxCount: 1, SubnetId: subnet, ImageId: 'ami-1', InstanceType: 'm8g.large' },
          TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'aws:autoscaling:groupName', Value: group }] }],
        },
      ],
      ['DeregisterTargets', targets(lost)],
      ['RegisterTargets', targets(by)],
    ];
  };
  expect(changesIn(calls)).toStrictEqual([
    ...replaced('i-2', 'i-new-1', 'group-web', 'subnet-2'),
    ...replaced('i-3', 'i-new-2', 'group-web', 'subnet-2'),
    ...replaced('i-4', 'i-new-3', 'group-app', 'subnet-3'),
  ]);
});

test('registers servers without a port where no target tells one', async () => {
  const { ground, calls } = site(SERVERS.slice(1, 2), []);
  await repaired(await FAULT.inject(ground));
  expect(changesIn(calls).at(-1)).toStrictEqual([
    'RegisterTargets',
    { TargetGroupArn: 'targets-web', Targets: [{ Id: 'i-new-1' }] },
  ]);
});

test('a tier without a server in that zone loses none', async () => {
  const { ground, calls } = site(SERVERS.filter(({ id }) => id !== 'i-4'));
  await FAULT.inject(ground);
  expect(changesIn(calls)).toStrictEqual([['TerminateInstances', { InstanceIds: ['i-2', 'i-3'] }]]);
});

test('needs a running server', async () => {
  const { ground, calls } = site([]);
  await expect(FAULT.inject(ground)).rejects.toThrow('no tier has a running server to terminate');
  expect(changesIn(calls)).toStrictEqual([]);
});
