import { FAULTS, type DrillFault, type DrillGround, type Injected } from '../../../../lib/local/drill';
import type { SiteExpectations } from '../../../../lib/local/site';
import { fakeClients, type Answers } from '../../aws/support/fake-clients';

const COMMON = { version: 1, site: 'starter' } as const;

/** What the checks of a small site expect. */
export const EXPECTATIONS: SiteExpectations = {
  topology: {
    ...COMMON,
    tiers: (['web', 'app'] as const).map((name) => ({
      ...{ name, autoScalingGroupName: `group-${name}`, targetGroupArn: `targets-${name}`, minimumPerZone: 1 },
    })),
    network: {
      availabilityZones: ['ap-northeast-1a', 'ap-northeast-1c'],
      natGateways: [
        { availabilityZone: 'ap-northeast-1a', natGatewayId: 'nat-a' },
        { availabilityZone: 'ap-northeast-1c', natGatewayId: 'nat-c' },
      ],
      routeTables: [
        { routeTableId: 'rtb-data', role: 'data', availabilityZone: 'ap-northeast-1a', routes: [] },
        {
          ...{ routeTableId: 'rtb-app', role: 'app', availabilityZone: 'ap-northeast-1a' },
          routes: [{ destination: '0.0.0.0/0', targetId: 'nat-a' }],
        },
      ],
      firewallEndpoints: [],
      interfaceEndpoints: [],
    },
  },
  database: {
    ...COMMON,
    clusterIdentifier: 'db',
    availabilityZones: ['ap-northeast-1a', 'ap-northeast-1c'],
    instanceClasses: ['db.r8g.large'],
    instances: 3,
    minimumPromotableReaders: 1,
  },
  backup: {
    ...COMMON,
    vaults: [],
    backups: [
      {
        ...{ name: 'database', resourceArns: ['arn:db'], planId: 'plan-1', schedules: ['cron(0 3 * * ? *)'] },
        ...{ intervalSeconds: 86_400, recoveryPoints: 3 },
      },
    ],
    pointInTime: { clusterIdentifier: 'db', maximumAgeSeconds: 300 },
  },
};

/** The same with another network. */
export function withNetwork(network: Partial<SiteExpectations['topology']['network']>): SiteExpectations {
  const { topology } = EXPECTATIONS;
  return { ...EXPECTATIONS, topology: { ...topology, network: { ...topology.network, ...network } } };
}

/** Ground before an emulator that answers like this. */
export function groundOf(answers: Answers, expectations: SiteExpectations = EXPECTATIONS) {
  const { clients, calls } = fakeClients(answers);
  return { calls, ground: { clients, expectations } as DrillGround };
}

/** A fault of the catalogue. */
export function requireFault(id: string): DrillFault {
  const fault = FAULTS.find((it) => it.id === id);
  if (fault === undefined) {
    throw new Error(`the catalogue has no fault ${id}`);
  }
  return fault;
}

/** Repairs what was injected. */
export async function repaired({ repair }: Injected): Promise<void> {
  if (repair === undefined) {
    throw new Error('the fault has no repair');
  }
  await repair();
}
