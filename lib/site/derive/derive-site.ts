import { planSubnets } from '../address-plan';
import { pascalCase } from '../names';
import { PROFILES, STARTER_NO_ENDPOINTS, STARTER_NO_INSPECTION } from '../profiles';
import type { Site, SiteNetworkPlan, SiteRegions } from '../site';
import type { NetworkConfig, SiteConfig } from '../site-config';
import { findPrefixLists } from '../tables/prefix-lists';
import { deriveBackups } from './derive-backups';
import { deriveEdge } from './derive-edge';
import { deriveDatabase } from './derive-database';
import { deriveTier, onSaleWindows } from './derive-tier';
import { selectZones } from './select-zones';

/** Fills in every default of a checked configuration and derives every plan. */
export function deriveSite(config: SiteConfig): Site {
  const regions = deriveRegions(config);
  const zones = regions.primary.availabilityZones;
  const onSale = onSaleWindows(config.capacity);
  const profile = PROFILES[config.profile];
  const load = { peakRps: config.capacity.peakRps, onSale, zones: zones.length };
  return {
    name: config.name,
    stackPrefix: pascalCase(config.name),
    profile: config.profile,
    owner: config.owner,
    dataClass: config.dataClass,
    ...(config.account === undefined ? {} : { account: config.account }),
    protection: config.protection ?? true,
    environment: config.environment ?? DEFAULT_ENVIRONMENT,
    standards: config.standards ?? [],
    regions,
    network: deriveNetwork(config, regions),
    ...(config.domain === undefined ? {} : { domain: config.domain }),
    edge: deriveEdge(config.edge ?? {}, config.domain !== undefined),
    capacity: { peakRps: config.capacity.peakRps, onSale },
    tiers: {
      web: deriveTier(config.tiers.web, config.profile, load),
      app: deriveTier(config.tiers.app, config.profile, load),
    },
    database: deriveDatabase(config.database ?? {}, config.profile, zones),
    backup: deriveBackups(config.backup ?? {}),
    objectives: {
      availabilityPercent: profile.availabilityPercent,
      ...(profile.instanceRtoSeconds === undefined ? {} : { instanceRtoSeconds: profile.instanceRtoSeconds }),
      ...(profile.writerRtoSeconds === undefined ? {} : { writerRtoSeconds: profile.writerRtoSeconds }),
      zoneRtoSeconds: DEFAULT_ZONE_RTO_SECONDS,
      ...config.objectives,
    },
    operations: {
      adminSources: [],
      maintenance: DEFAULT_MAINTENANCE,
      runbookSeconds: profile.runbookSeconds,
      logRetentionDays: DEFAULT_LOG_RETENTION_DAYS,
      ...config.operations,
      // AWS Auto Scaling and AWS Backup know the canonical name alone.
      timeZone: config.operations.timeZone === 'UTC' ? 'Etc/UTC' : config.operations.timeZone,
    },
  };
}

/** A site is in production unless it says otherwise: whoever forgets the field gets the stricter rules. */
export const DEFAULT_ENVIRONMENT = 'production';

/** Time to recover from the loss of a zone which a site promises unless it says otherwise. */
export const DEFAULT_ZONE_RTO_SECONDS = 120;

/** Tuesday night: neither a weekend with sales nor the first day of the week. */
export const DEFAULT_MAINTENANCE = { day: 'Tue', from: '04:30', until: '05:00' } as const;

/** The first period of CloudWatch Logs beyond a year and a month. */
export const DEFAULT_LOG_RETENTION_DAYS = 400;

/** Range of the VPC unless the site says otherwise. */
export const DEFAULT_VPC_CIDR = '10.0.0.0/16';

/** Who does not say which requests need the domains gets what is worse for availability. */
const DEFAULT_EGRESS_NEED = 'every-request';

function deriveRegions(config: SiteConfig): SiteRegions {
  const { primary, recovery } = config.regions;
  const lists = { ...findPrefixLists(primary.region), ...primary.prefixLists };
  if (lists.cloudFrontOriginFacing === undefined || lists.s3 === undefined) {
    throw new Error(`no prefix lists for '${primary.region}'`);
  }
  return {
    primary: {
      region: primary.region,
      availabilityZones: selectZones(primary, config.profile),
      ...(primary.fewerZones === undefined ? {} : { fewerZones: primary.fewerZones }),
      vpcCidr: primary.vpcCidr ?? DEFAULT_VPC_CIDR,
      prefixLists: { cloudFrontOriginFacing: lists.cloudFrontOriginFacing, s3: lists.s3 },
    },
    recovery: recovery ?? [],
  };
}

/** Domains that both tiers may reach, and those of one of them. */
function domainsOf(
  { egressDomains = [], tierEgressDomains = {} }: NetworkConfig,
  tier: 'web' | 'app',
): readonly string[] {
  return [...egressDomains, ...(tierEgressDomains[tier] ?? [])];
}

function deriveNetwork({ network = {}, profile }: SiteConfig, { primary }: SiteRegions): SiteNetworkPlan {
  const starter = profile === 'starter';
  return {
    subnets: planSubnets(primary.vpcCidr, primary.availabilityZones),
    egressDomains: { web: domainsOf(network, 'web'), app: domainsOf(network, 'app') },
    egressNeededBy: network.egressNeededBy ?? DEFAULT_EGRESS_NEED,
    inspection:
      network.inspection ?? (starter ? { kind: 'none', reason: STARTER_NO_INSPECTION } : { kind: 'network-firewall' }),
    interfaceEndpoints:
      network.interfaceEndpoints ?? (starter ? { kind: 'none', reason: STARTER_NO_ENDPOINTS } : { kind: 'private' }),
  };
}
