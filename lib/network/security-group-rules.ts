import { servicePorts, type Site } from '../site';
import { ANYWHERE } from './zone-routing';

/** Security groups of a site: one per kind of interface. */
export type SecurityGroupName =
  'entry-load-balancer' | 'web' | 'app-load-balancer' | 'app' | 'database' | 'probe' | 'endpoints';

/** What each group is for, its description in EC2. */
export const SECURITY_GROUPS: Readonly<Record<SecurityGroupName, string>> = {
  'entry-load-balancer': 'Entry load balancer: from CloudFront to the web tier',
  web: 'Web servers',
  'app-load-balancer': 'App load balancer: from the web tier to the app tier',
  app: 'App servers',
  database: 'Aurora',
  probe: 'Database probes',
  endpoints: 'Interface endpoints of AWS APIs',
};

/** One TCP port between two groups; it becomes a rule at either side. */
export interface GroupFlow {
  readonly from: SecurityGroupName;
  readonly to: SecurityGroupName;
  readonly port: number;
  /** Description of both rules; letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`, at most 255. */
  readonly description: string;
}

/** One TCP port between a group and addresses outside the VPC. */
export interface OutsideFlow {
  readonly group: SecurityGroupName;
  readonly direction: 'ingress' | 'egress';
  readonly peer: { readonly prefixListId: string } | { readonly cidr: string };
  readonly port: number;
  readonly description: string;
}

/** Flows between groups. Nothing else reaches anything: no group lets itself in, none lets everything out. */
export function groupFlows(site: Site): readonly GroupFlow[] {
  const ports = servicePorts(site);
  const flows: GroupFlow[] = [
    { from: 'entry-load-balancer', to: 'web', port: ports.web, description: 'Requests and health checks, web tier' },
    { from: 'web', to: 'app-load-balancer', port: ports.appLoadBalancer, description: 'Web tier calls the app tier' },
    { from: 'app-load-balancer', to: 'app', port: ports.app, description: 'Requests and health checks, app tier' },
    { from: 'app', to: 'database', port: ports.database, description: 'App tier queries the database' },
    { from: 'probe', to: 'database', port: ports.database, description: 'Probes ask the database for its role' },
  ];
  if (site.network.interfaceEndpoints.kind === 'private') {
    flows.push(
      { from: 'web', to: 'endpoints', port: ports.https, description: 'Web tier calls AWS APIs' },
      { from: 'app', to: 'endpoints', port: ports.https, description: 'App tier calls AWS APIs' },
    );
  }
  return flows;
}

/**
 * Flows across the edge of the VPC.
 *
 * CloudFront's prefix list weighs 55 of the 60 rules a group may have, so it appears on exactly one port. The interface
 * CloudFront places in the VPC has a group that no template can name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html
 */
export function outsideFlows(site: Site): readonly OutsideFlow[] {
  const { prefixLists } = site.regions.primary;
  const ports = servicePorts(site);
  const flows: OutsideFlow[] = [
    {
      group: 'entry-load-balancer',
      direction: 'ingress',
      peer: { prefixListId: prefixLists.cloudFrontOriginFacing },
      port: ports.entryLoadBalancer,
      description: 'CloudFront through the VPC origin',
    },
  ];
  for (const group of ['web', 'app'] as const) {
    const internet = internetReason(site, group);
    flows.push({
      group,
      direction: 'egress',
      peer: { prefixListId: prefixLists.s3 },
      port: ports.https,
      description: 'S3 through the gateway endpoint: packages and releases',
    });
    if (internet !== undefined) {
      flows.push({ group, direction: 'egress', peer: { cidr: ANYWHERE }, port: ports.https, description: internet });
    }
  }
  return flows;
}

/** Why a tier may reach addresses of the internet at all; without a reason it may not. */
function internetReason(site: Site, tier: 'web' | 'app'): string | undefined {
  const { egressDomains, interfaceEndpoints, inspection } = site.network;
  const limit = inspection.kind === 'network-firewall' ? 'limited by Network Firewall' : 'limited by DNS Firewall';
  if (egressDomains[tier].length > 0) {
    return `Declared domains, ${limit}`;
  }
  return interfaceEndpoints.kind === 'none' ? `AWS APIs through NAT, ${limit}` : undefined;
}
