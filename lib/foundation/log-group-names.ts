import type { Site } from '../site/site';

/**
 * Names of log groups that belong to a site, as patterns in which `*` stands for any text.
 *
 * `/<site>/…` for groups with a free name, `/aws/<service>/<site>-…` where the service prescribes the beginning, and
 * `aws-waf-logs-<site>-…`, without which WAF refuses a destination.
 */
export function logGroupNamePatterns(site: Pick<Site, 'name'>): readonly string[] {
  return [`/${site.name}/*`, `/aws/*/${site.name}-*`, `aws-waf-logs-${site.name}-*`];
}

/** Whether a log group may use the site's log key. */
export function isLogGroupNameOfSite(name: string, site: Pick<Site, 'name'>): boolean {
  return logGroupNamePatterns(site).some((pattern) =>
    new RegExp(`^${pattern.split('*').map(escape).join('.+')}$`).test(name),
  );
}

function escape(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '\\$&');
}
