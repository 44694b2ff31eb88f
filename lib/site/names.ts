import type { Site } from './site';

/** `ticket-agency` becomes `TicketAgency`; used for construct IDs and stack names. */
export function pascalCase(key: string): string {
  return key
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Name of the site's backup vault, the same in every Region, so that copies need no cross-Region reference. */
export function backupVaultName(site: Pick<Site, 'name'>): string {
  return `${site.name}-recovery-points`;
}

/** What the keys of the site's vaults protect: the end of their aliases. */
export const RECOVERY_KEY_PURPOSE = 'recovery-points';

/** Alias of the key of the site's vault, the same in every Region. */
export function recoveryKeyAlias(site: Pick<Site, 'name'>): string {
  return `alias/${site.name}-${RECOVERY_KEY_PURPOSE}`;
}

/** Identifier of the site's Aurora cluster; fixed, so that its log groups can be made before it. */
export function databaseClusterIdentifier(site: Pick<Site, 'name'>): string {
  return `${site.name}-database`;
}

/** Name of an Auto Scaling group: fixed, so that checks and tags can name it. */
export function autoScalingGroupName(site: Pick<Site, 'name'>, tier: 'web' | 'app'): string {
  return `${site.name}-${tier}`;
}

/** Name of a stack: `<Site>-<Region>-<Concern>`. */
export function stackName(site: Pick<Site, 'stackPrefix'>, region: string, concern: string): string {
  return `${site.stackPrefix}-${region}-${concern}`;
}

/** Name of the function that carries out an operator's order to move the writer, or that only tells what it would do. */
export function evacuateWriterFunctionName(site: Pick<Site, 'name'>, mode: 'act' | 'dry-run'): string {
  return `${site.name}-evacuate-writer${mode === 'act' ? '' : '-dry-run'}`;
}

/** Name of the log group of the web ACL, in us-east-1; WAF accepts no other beginning. */
export function webAclLogGroupName(site: Pick<Site, 'name'>): string {
  return `aws-waf-logs-${site.name}-edge`;
}

/** Name of the notification topic, the same in every Region; fixed, so that alarms can name it without reading its ARN. */
export function notificationTopicName(site: Pick<Site, 'name'>): string {
  return `${site.name}-notifications`;
}
