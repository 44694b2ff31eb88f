import type { DrillSite } from '../../../../lib/local/drill';
import type { Answers, FakeCall } from '../../aws/support/fake-clients';
import { cluster, READERS, WRITER } from './cluster';
import { SITE } from './site';

/** A server of a tier. */
export interface FakeServer {
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

/** Three servers of two tiers in the zone of the writer, and two elsewhere. */
export const SERVERS: readonly FakeServer[] = [
  { id: 'i-1', group: 'group-web', subnet: 'subnet-1' },
  { id: 'i-2', group: 'group-web', subnet: 'subnet-2' },
  { id: 'i-3', group: 'group-web', subnet: 'subnet-2' },
  { id: 'i-4', group: 'group-app', subnet: 'subnet-3' },
  { id: 'i-5', group: 'group-app', subnet: 'subnet-4' },
];

function filtersOf({ input }: FakeCall): Readonly<Record<string, readonly string[]>> {
  const filters = input['Filters'] as readonly { readonly Name: string; readonly Values: readonly string[] }[];
  return Object.fromEntries(filters.map(({ Name, Values }) => [Name, Values]));
}

/** Ground with these servers and a database; each server that is started is numbered on from `i-new-1`. */
export function servers(
  running: readonly FakeServer[] = SERVERS,
  site: DrillSite = SITE,
  ports: readonly number[] = [8080],
) {
  const started = { number: 0 };
  const answers: Answers = {
    DescribeInstances: (call) => {
      const { 'tag:aws:autoscaling:groupName': groups = [], 'instance-state-name': states = [] } = filtersOf(call);
      const found = states.includes('running') ? running.filter(({ group }) => groups.includes(group)) : [];
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
    StopInstances: () => ({}),
    StartInstances: () => ({}),
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
  };
  return cluster([WRITER, ...READERS], answers, site);
}
