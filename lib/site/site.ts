import type { BackupPlans } from './site-backup';
import type { Database } from './site-database';
import type {
  DataClass,
  DomainConfig,
  EgressNeed,
  Environment,
  OperationsConfig,
  Profile,
  ReleaseConfig,
  Standard,
  WafGroup,
  Weekday,
} from './site-config';

export type * from './site-backup';
export type * from './site-database';

/** A checked site with every default filled in and every plan derived. Made by `defineSite` alone. */
export interface Site {
  /** Kebab-case name; every fixed name starts with it. */
  readonly name: string;
  /** PascalCase of the name, the first part of stack names. */
  readonly stackPrefix: string;
  /** Set of defaults the site was given. */
  readonly profile: Profile;
  /** Team that answers for the site. */
  readonly owner: string;
  /** Most sensitive class of data the site holds. */
  readonly dataClass: DataClass;
  /** Account of 12 digits; none: that of the credentials at deployment. */
  readonly account?: string;
  /** Whether nothing of the site can be deleted by mistake. */
  readonly protection: boolean;
  /** Whether anybody but the site's own team depends on it. */
  readonly environment: Environment;
  /** Standards whose minimums the site keeps. */
  readonly standards: readonly Standard[];
  /** Regions the site uses. */
  readonly regions: SiteRegions;
  /** Addresses, egress and inspection of the VPC. */
  readonly network: SiteNetworkPlan;
  /** Own domain name; none: the site answers under its `cloudfront.net` name. */
  readonly domain?: DomainConfig;
  /** CloudFront and WAF. */
  readonly edge: SiteEdge;
  /** Load the site carries with one zone lost. */
  readonly capacity: {
    /** Requests per second at the origin on the busiest ordinary day. */
    readonly peakRps: number;
    /** Windows with a higher peak; none touches another. */
    readonly onSale: readonly OnSale[];
  };
  /** The two tiers of servers. */
  readonly tiers: { readonly web: Tier; readonly app: Tier };
  /** The Aurora cluster. */
  readonly database: Database;
  /** Snapshots, point-in-time recovery and the lock of the vaults. */
  readonly backup: BackupPlans;
  /** What the site promises; all of it within reach of its topology. */
  readonly objectives: Objectives;
  /** Who operates the site, from where, and when. */
  readonly operations: Operations;
}

/** Regions of a site. */
export interface SiteRegions {
  /** Region that serves. */
  readonly primary: {
    /** Region code. */
    readonly region: string;
    /** Names of at least two zones, in the order of the site file; the database's writer starts in the first. */
    readonly availabilityZones: readonly string[];
    /** Why there are fewer zones than the profile wants; none: there are not. */
    readonly fewerZones?: { readonly reason: string };
    /** Private IPv4 range, /16 to /19. */
    readonly vpcCidr: string;
    /** Ids of AWS-managed prefix lists of the Region. */
    readonly prefixLists: { readonly cloudFrontOriginFacing: string; readonly s3: string };
  };
  /** Regions to recover in, each once, never the primary. */
  readonly recovery: readonly { readonly region: string; readonly level: 'vault' }[];
}

/** Part of the VPC with one trust level, as subnets see it. */
export type SubnetRole = 'barrier-entry' | 'barrier-egress' | 'firewall' | 'dmz' | 'internal' | 'data' | 'attachment';

/** Subnet of one role in one zone. */
export interface SubnetPlan {
  /** What the subnet is for. */
  readonly role: SubnetRole;
  /** Name of its zone. */
  readonly availabilityZone: string;
  /** Its IPv4 range. */
  readonly cidr: string;
}

/** Addresses, egress and inspection of the VPC. */
export interface SiteNetworkPlan {
  /** Every subnet, sorted by zone, then by role. */
  readonly subnets: readonly SubnetPlan[];
  /** Domains each tier may reach; one that starts with a dot stands for every name below it. */
  readonly egressDomains: Readonly<Record<'web' | 'app', readonly string[]>>;
  /** Which requests are taken to need the domains. */
  readonly egressNeededBy: EgressNeed;
  /** Inspection of egress, or why there is none. */
  readonly inspection: { readonly kind: 'network-firewall' } | { readonly kind: 'none'; readonly reason: string };
  /** Interface endpoints, or why there are none. */
  readonly interfaceEndpoints: { readonly kind: 'private' } | { readonly kind: 'none'; readonly reason: string };
}

/** CloudFront and WAF. */
export interface SiteEdge {
  /** Managed rule groups that only count, each with the reason. */
  readonly countOnly: readonly { readonly group: WafGroup; readonly reason: string }[];
  /** Requests one source address may make in five minutes. */
  readonly requestsPerSource: number;
  /** URLs with a limit per source address and path; no path is the beginning of another. */
  readonly salesUrls: readonly {
    /** Stable name. */
    readonly name: string;
    /** Path prefix. */
    readonly path: string;
    /** Requests in one window. */
    readonly limit: number;
    /** Length of the window, in seconds. */
    readonly windowSeconds: 60 | 120 | 300 | 600;
  }[];
  /** Countries that alone may, or may not, use the site; none: every country may. */
  readonly geo?: { readonly kind: 'allow' | 'block'; readonly countries: readonly string[] };
  /** Source ranges that are always blocked. */
  readonly blockedCidrs: readonly string[];
  /** Source ranges that alone may use the site; empty: everyone may. */
  readonly allowedCidrs: readonly string[];
  /** Web ACL capacity units the rules cost together; at most 5,000. */
  readonly webAclCapacityUnits: number;
}

/** A window that comes back every week, in the site's time zone; it does not cross midnight. */
export interface WeeklyWindow {
  /** Days, each once. */
  readonly days: readonly Weekday[];
  /** Start as `HH:MM`. */
  readonly from: string;
  /** End as `HH:MM`. */
  readonly until: string;
}

/** A weekly window with a higher peak. */
export interface OnSale {
  /** Stable name. */
  readonly name: string;
  /** When. */
  readonly window: WeeklyWindow;
  /** Requests per second at the origin within the window. */
  readonly peakRps: number;
  /** Minutes before the window at which its instances are launched. */
  readonly leadMinutes: number;
}

/** Name of a tier of servers. */
export type TierName = 'web' | 'app';

/** One tier of servers. */
export interface Tier {
  /** What runs on the instances. */
  readonly release: ReleaseConfig & { readonly packages: readonly string[] };
  /** Requests per second one instance carries. */
  readonly rpsPerInstance: number;
  /** 64-bit ARM instance type. */
  readonly instanceType: string;
  /** Least number of instances: carries `peakRps` with one zone lost. */
  readonly minInstances: number;
  /** Greatest number of instances, at most 1,000. */
  readonly maxInstances: number;
  /** Least number of instances in each on-sale window: carries its peak with one zone lost. */
  readonly onSaleMinimums: readonly { readonly onSale: OnSale; readonly minInstances: number }[];
  /** Machine image. */
  readonly image: { readonly kind: 'latest' } | { readonly kind: 'pinned'; readonly imageId: string };
  /** Stopped instances kept ready; none: there is no warm pool. */
  readonly warmPool?: { readonly minSize: number };
  /** Seconds from launch to serving; health checks wait that long before they replace an instance. */
  readonly bootSeconds: number;
  /** Health check of the load balancer. */
  readonly healthCheck: HealthCheck;
}

/** Health check of a load balancer. */
export interface HealthCheck {
  /** Path that answers 200 while the server can serve. */
  readonly path: string;
  /** Seconds between two checks. */
  readonly intervalSeconds: number;
  /** Seconds until a check counts as failed; less than the interval. */
  readonly timeoutSeconds: number;
  /** Failed checks in a row until a target is out. */
  readonly unhealthyThreshold: number;
  /** Successful checks in a row until a target is in. */
  readonly healthyThreshold: number;
}

/** What a site promises. */
export interface Objectives {
  /** Share of requests answered in a month, in per cent. */
  readonly availabilityPercent: number;
  /** Seconds until new requests are answered again without one instance; none promised otherwise. */
  readonly instanceRtoSeconds?: number;
  /** Seconds until the database answers again without its writer; none promised otherwise. */
  readonly writerRtoSeconds?: number;
  /** Seconds to recover from the loss of a zone. */
  readonly zoneRtoSeconds: number;
  /** Seconds to recover from the loss of the primary Region; none declared otherwise. */
  readonly regionRtoSeconds?: number;
  /** Seconds of data lost with the primary Region; none declared otherwise. */
  readonly regionRpoSeconds?: number;
}

/** Who operates a site, from where, and when. */
export interface Operations extends Required<OperationsConfig> {}
