import type { Site } from '../../lib/site';
import { autoshiftBlockedWindows, scheduledActions } from '../../lib/site';

/**
 * What holds for every accepted site, reckoned anew and without the code that planned it.
 *
 * @returns what is broken, in words; nothing for a sound site
 */
export function brokenInvariants(site: Site): readonly string[] {
  return [
    ...addresses(site),
    ...(['web', 'app'] as const).flatMap((tier) => sizes(site, tier)),
    ...backups(site),
    ...database(site),
    ...times(site),
    ...(site.edge.webAclCapacityUnits <= 5000 ? [] : ['the web ACL costs more than 5000 units']),
    ...(isFrozen(site) ? [] : ['the site is not frozen']),
  ];
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function range(cidr: string): Range {
  const [, a, b, c, d, prefix] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr) ?? [];
  const from = ((Number(a) * 256 + Number(b)) * 256 + Number(c)) * 256 + Number(d);
  return { from, to: from + 2 ** (32 - Number(prefix)) - 1 };
}

function addresses(site: Site): readonly string[] {
  const vpc = range(site.regions.primary.vpcCidr);
  const zones = site.regions.primary.availabilityZones;
  const subnets = site.network.subnets.map((subnet) => ({ ...subnet, ...range(subnet.cidr) }));
  const broken: string[] = [];
  if (subnets.length !== zones.length * 7) {
    broken.push('a zone lacks a subnet');
  }
  for (const subnet of subnets) {
    if (!(subnet.from >= vpc.from && subnet.to <= vpc.to)) {
      broken.push(`${subnet.cidr} is outside the VPC`);
    }
    if (subnet.from % (subnet.to - subnet.from + 1) !== 0) {
      broken.push(`${subnet.cidr} is not aligned`);
    }
  }
  const sorted = [...subnets].sort((a, b) => a.from - b.from);
  sorted.slice(1).forEach((subnet, index) => {
    if ((sorted[index]?.to ?? 0) >= subnet.from) {
      broken.push(`${subnet.cidr} overlaps another subnet`);
    }
  });
  return broken;
}

function sizes(site: Site, name: 'web' | 'app'): readonly string[] {
  const tier = site.tiers[name];
  const zones = site.regions.primary.availabilityZones.length;
  const carried = (instances: number) => Math.floor(instances / zones) * (zones - 1) * tier.rpsPerInstance;
  const broken: string[] = [];
  if (carried(tier.minInstances) < site.capacity.peakRps) {
    broken.push(`${name}: the survivors do not carry the peak`);
  }
  for (const { onSale, minInstances } of tier.onSaleMinimums) {
    if (
      carried(minInstances) < onSale.peakRps ||
      minInstances < tier.minInstances ||
      minInstances > tier.maxInstances
    ) {
      broken.push(`${name}: the survivors do not carry the window ${onSale.name}`);
    }
    const ready = tier.bootSeconds + tier.healthCheck.intervalSeconds * tier.healthCheck.healthyThreshold;
    if (ready > onSale.leadMinutes * 60) {
      broken.push(`${name}: the window ${onSale.name} opens before its instances serve`);
    }
  }
  if (tier.onSaleMinimums.length !== site.capacity.onSale.length) {
    broken.push(`${name}: a window has no minimum`);
  }
  if (!(tier.minInstances >= zones && tier.minInstances <= tier.maxInstances && tier.maxInstances <= 1000)) {
    broken.push(`${name}: sizes out of order`);
  }
  const role = name === 'web' ? 'dmz' : 'internal';
  const subnet = range(site.network.subnets.find((entry) => entry.role === role)?.cidr ?? '0.0.0.0/32');
  const perZone = (tier.maxInstances * 1.1 + (tier.warmPool?.minSize ?? 0)) / (zones - 1);
  if (perZone > subnet.to - subnet.from + 1 - 5) {
    broken.push(`${name}: no room for the instances of a lost zone`);
  }
  if (tier.healthCheck.timeoutSeconds >= tier.healthCheck.intervalSeconds) {
    broken.push(`${name}: a health check outlasts its interval`);
  }
  return broken;
}

function backups(site: Site): readonly string[] {
  return [site.backup.database, site.backup.system].flatMap((plan) => {
    const hours = plan.times.map((time) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60);
    const gaps = hours.map((hour, index) => (hours[index + 1] ?? (hours[0] ?? 0) + 24) - hour);
    const needed =
      (plan.recoveryPoints * Math.max(...gaps) + (plan.startWindowMinutes + plan.completionWindowMinutes) / 60) / 24;
    return plan.retentionDays >= needed - 1e-9 &&
      plan.completionWindowMinutes > plan.startWindowMinutes &&
      plan.startWindowMinutes >= 60
      ? []
      : ['the retention does not hold the recovery points'];
  });
}

function database(site: Site): readonly string[] {
  const { writer, readers } = site.database;
  const zones = site.regions.primary.availabilityZones;
  const [first] = [...readers].sort((a, b) => a.promotionTier - b.promotionTier);
  const sound =
    readers.every(({ availabilityZone }) => zones.includes(availabilityZone)) &&
    zones.includes(writer.availabilityZone) &&
    readers.some(({ availabilityZone }) => availabilityZone !== writer.availabilityZone) &&
    first?.instanceType === writer.instanceType;
  return sound ? [] : ['no reader of the writer’s class can take over in another zone'];
}

function times(site: Site): readonly string[] {
  const moments = scheduledActions(site.capacity.onSale).flatMap(({ schedule }) =>
    schedule.weekDay.split(',').map((day) => `${day} ${schedule.hour}:${schedule.minute}`),
  );
  const windows = autoshiftBlockedWindows(site.capacity.onSale, site.operations.timeZone);
  return [
    ...(new Set(moments).size === moments.length ? [] : ['two scheduled actions start at one minute']),
    ...(windows.length <= 15 ? [] : ['more blocked windows than AWS takes']),
  ];
}

function isFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen))
  );
}
