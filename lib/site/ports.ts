import type { Site } from './site';

/** TCP ports on which the parts of a site listen. One port per hop, so that one rule per hop is enough. */
export interface ServicePorts {
  /** Entry load balancer: 443 with a domain, otherwise 80 on the private path from CloudFront. */
  readonly entryLoadBalancer: 80 | 443;
  /** Web servers, always TLS. */
  readonly web: 8443;
  /** App load balancer: 443 with a domain, otherwise 80 inside the VPC. */
  readonly appLoadBalancer: 80 | 443;
  /** App servers, always TLS. */
  readonly app: 8443;
  /** Aurora; not the engine's default port. */
  readonly database: 5433 | 3307;
  /** Interface endpoints and declared domains. */
  readonly https: 443;
}

/** Derives the ports of a site. */
export function servicePorts(site: Pick<Site, 'domain' | 'database'>): ServicePorts {
  const loadBalancer = site.domain === undefined ? 80 : 443;
  return {
    entryLoadBalancer: loadBalancer,
    web: 8443,
    appLoadBalancer: loadBalancer,
    app: 8443,
    database: site.database.engine === 'aurora-mysql' ? 3307 : 5433,
    https: 443,
  };
}
