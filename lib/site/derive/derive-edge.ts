import type { SiteEdge } from '../site';
import type { EdgeConfig } from '../site-config';
import { webAclCapacityUnits } from '../web-acl-capacity';

/** Requests one source may make in five minutes unless the site says otherwise. */
const DEFAULT_REQUESTS_PER_SOURCE = 2000;

/** Shortest window of a rate-based rule: a sale is over in minutes. */
const DEFAULT_WINDOW_SECONDS = 60;

/** Fills in the defaults of the edge and sums up what its rules cost. */
export function deriveEdge(config: EdgeConfig, ownDomain: boolean): SiteEdge {
  const edge = {
    countOnly: config.countOnly ?? [],
    requestsPerSource: config.requestsPerSource ?? DEFAULT_REQUESTS_PER_SOURCE,
    salesUrls: (config.salesUrls ?? []).map((url) => ({
      ...url,
      windowSeconds: url.windowSeconds ?? DEFAULT_WINDOW_SECONDS,
    })),
    ...(config.geo === undefined ? {} : { geo: config.geo }),
    blockedCidrs: config.blockedCidrs ?? [],
    allowedCidrs: config.allowedCidrs ?? [],
  };
  return { ...edge, webAclCapacityUnits: webAclCapacityUnits(edge, ownDomain) };
}
