import type { Site } from './site';
import { findRegion } from './tables/regions';

/** Whether the site can be asked from outside, as its viewers ask it, or why not. */
export type SiteCheckPlan = { readonly kind: 'asked' } | { readonly kind: 'none'; readonly reason: string };

/**
 * Whether the web ACL of a site admits a function that asks from a Region. It comes from an address of AWS that nobody can
 * tell beforehand, and of the country in which the Region is.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-geo-match.html read 2026-11-25
 */
export function siteCheckPlan({ edge }: Pick<Site, 'edge'>, region: string): SiteCheckPlan {
  if (edge.allowedCidrs.length > 0) {
    return none('edge.allowedCidrs admits other sources alone');
  }
  const country = findRegion(region)?.country ?? 'nowhere';
  if (edge.geo !== undefined && edge.geo.countries.includes(country) !== (edge.geo.kind === 'allow')) {
    return none(`edge.geo does not admit ${country}, where ${region} is`);
  }
  return { kind: 'asked' };
}

function none(reason: string): SiteCheckPlan {
  return { kind: 'none', reason };
}
