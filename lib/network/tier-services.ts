import type { Site } from '../site';

/** AWS APIs the tiers call, as their names appear in endpoint host names. */
export type TierServiceName = 'ssm' | 'ssmmessages' | 'kms' | 'logs' | 'autoscaling' | 'cloudformation';

/** An AWS API the tiers call. */
export interface TierService {
  readonly name: TierServiceName;
  /** Why the tiers need it. Every service costs one interface per zone, so every row has to earn its place. */
  readonly neededFor: string;
  /** Host name of the API in the Region. */
  readonly hostName: string;
}

/**
 * Why each API is called.
 *
 * Left out on purpose: `ec2messages` (deprecated, SSM Agent of Amazon Linux 2023 uses `ssmmessages`), `sts` (instance
 * roles come from the metadata service), `rds` (IAM tokens are signed on the instance), `secretsmanager` (servers sign in
 * to the database with such a token, and no role of a tier may read a secret), `monitoring` and `ec2` (metrics are taken
 * outside the instances).
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html read 2026-11-25
 */
const NEEDED_FOR: Readonly<Record<TierServiceName, string>> = {
  ssm: 'registration of instances with Systems Manager, the only way to administer them',
  ssmmessages: 'Session Manager and Run Command',
  kms: 'the data key of a session of an operator; everything else is decrypted by the service that keeps it',
  logs: 'log records of the servers and of the operating system',
  autoscaling: 'the end of the launch hook, with which an instance enters service',
  cloudformation: 'the signal that a server boots, without which a first deployment fails',
};

/** AWS APIs the tiers call, in a stable order. */
export function tierServices(site: Pick<Site, 'regions' | 'operations'>): readonly TierService[] {
  const { region } = site.regions.primary;
  const sessions = site.operations.adminSources.length > 0;
  const names = (Object.keys(NEEDED_FOR) as TierServiceName[]).filter((name) => name !== 'kms' || sessions);
  return names.map((name) => ({
    name,
    neededFor: NEEDED_FOR[name],
    hostName: `${name}.${region}.amazonaws.com`,
  }));
}
