import { Duration } from 'aws-cdk-lib';
import type { Site, Tier } from '../site';

/** A metric of the load balancer is a minute old when it is seen. */
const METRIC_DELAY_SECONDS = 60;

/**
 * Time from "in service" until a server counts in metrics, and until a refresh goes on to the next one.
 *
 * The server answers already when it comes into service, so what remains is the load balancer's own checks.
 */
export function warmup(tier: Pick<Tier, 'healthCheck'>): Duration {
  const { intervalSeconds, healthyThreshold } = tier.healthCheck;
  return Duration.seconds(Math.max(METRIC_DELAY_SECONDS, intervalSeconds * (healthyThreshold + 1)));
}

/**
 * Longest time a new server may stay in its launch hook: packages and release, then the declared boot time, then some
 * calls to AWS. At most 32 minutes; AWS allows 2 hours.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LifecycleHookSpecification.html
 */
export function launchHeartbeat(tier: Pick<Tier, 'bootSeconds'>): Duration {
  return Duration.seconds(2 * tier.bootSeconds + 120);
}

/**
 * Requests per minute and server above which the group grows.
 *
 * Not what a server can carry, but as much less as it takes on when one zone is lost: with three zones two thirds. So
 * the group stays large enough for the loss of a zone above the declared peak too, and never grows below that peak.
 *
 * The metric is the sum of a minute over all requests, divided by the number of servers.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
 */
export function targetRequestsPerMinute(site: Pick<Site, 'regions'>, tier: Pick<Tier, 'rpsPerInstance'>): number {
  const zones = site.regions.primary.availabilityZones.length;
  return Math.max(1, Math.floor((tier.rpsPerInstance * 60 * (zones - 1)) / zones));
}
