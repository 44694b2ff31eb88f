import { ADMINISTRATION } from './administration';
import { APPLICATION_BALANCERS } from './application-balancers';
import { CLOUDFRONT } from './cloudfront';
import { DATABASES } from './databases';
import { ENDPOINTS } from './endpoints';
import { FIREWALL_ROUTING } from './firewall-routing';
import { FIREWALL_RULES } from './firewall-rules';
import { FUNCTIONS } from './functions';
import { INTERNET } from './internet';
import { IPV6 } from './ipv6';
import { MIDDLEBOXES } from './middleboxes';
import { NAT_GATEWAYS } from './nat';
import { NETWORK_ACLS } from './network-acls';
import { NETWORK_BALANCERS } from './network-balancers';
import { PEERING_CONNECTIONS } from './peering';
import { ROUTE_TABLES } from './route-tables';
import type { Scenario } from './scenario';
import { SECURITY_GROUPS } from './security-groups';
import { TRANSIT_GATEWAYS } from './transit';
import { VPN_CONNECTIONS } from './vpn';

export type { Answer, Ask, Place, Scenario } from './scenario';

/** Scenarios by topic, each with its page, read as a stored copy on 2026-11-25. */
export const TOPICS = {
  securityGroups: SECURITY_GROUPS,
  middleboxes: MIDDLEBOXES,
  networkAcls: NETWORK_ACLS,
  routeTables: ROUTE_TABLES,
  internet: INTERNET,
  nat: NAT_GATEWAYS,
  ipv6: IPV6,
  peering: PEERING_CONNECTIONS,
  transit: TRANSIT_GATEWAYS,
  vpn: VPN_CONNECTIONS,
  applicationBalancers: APPLICATION_BALANCERS,
  networkBalancers: NETWORK_BALANCERS,
  cloudfront: CLOUDFRONT,
  endpoints: ENDPOINTS,
  functions: FUNCTIONS,
  databases: DATABASES,
  firewallRules: FIREWALL_RULES,
  firewallRouting: FIREWALL_ROUTING,
  administration: ADMINISTRATION,
} as const satisfies Readonly<Record<string, readonly Scenario[]>>;

/** Situations of AWS's own documentation with the answers of its pages. */
export const SCENARIOS: readonly Scenario[] = Object.values(TOPICS).flat();
