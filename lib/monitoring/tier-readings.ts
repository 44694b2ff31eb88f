import { Stats, type IMetric, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Site } from '../site/site';
import { math, metric, sumOf } from './metrics';
import type { MonitoredTier } from './monitored-resources';

/** Requests below which a share of errors says nothing, in one minute. */
const MEANINGFUL_REQUESTS = 60;

/** What alarms and dashboard read of a tier: its measurements, and what follows from several of them. */
export class TierReadings {
  /** Healthy servers, by zone. */
  readonly healthyByZone: readonly { readonly availabilityZone: string; readonly metric: Metric }[];
  /** Healthy servers of all zones together. */
  readonly healthy: IMetric;
  /** Share of requests the servers answered with 5xx, in per cent. */
  readonly serverErrors: IMetric;
  /** Share of requests the load balancer answered with 5xx itself, in per cent. */
  readonly loadBalancerErrors: IMetric;
  /** Requests sent to unhealthy servers because no healthy one was left. */
  readonly failOpen: IMetric;
  /** Servers in service less the minimum that is in force, scheduled ones included. */
  readonly aboveMinimum: IMetric;
  /** Healthy servers less those that carry the load, with a zone lost, which the minimum in force is meant for. */
  readonly aboveSurvivors: IMetric;
  /** Servers that may still be launched. */
  readonly belowMaximum: IMetric;
  /** Load, in per cent of what would be left if a zone were lost now. */
  readonly loadOfSurvivors: IMetric;

  constructor(site: Site, { name, metrics }: MonitoredTier) {
    const zones = site.regions.primary.availabilityZones;
    this.healthyByZone = zones.map((availabilityZone) => ({
      availabilityZone,
      metric: metrics.metricHealthyHosts(availabilityZone),
    }));
    const byZone = Object.fromEntries(this.healthyByZone.map(({ metric }, index) => [`zone${index}`, metric]));
    this.healthy = sumOf(byZone, 'healthy servers');

    const requests = metrics.metricRequests();
    this.serverErrors = math(
      share('servererrors', 'requests'),
      { servererrors: metrics.metricTarget5xx(), requests },
      'errors of servers, %',
    );
    this.loadBalancerErrors = math(
      // A request for which no server could be chosen is counted as an error alone.
      share('balancererrors', '(requests + balancererrors)'),
      { balancererrors: metrics.metricLoadBalancer5xx(), requests },
      'errors of the load balancer, %',
    );
    this.failOpen = sibling(requests, 'UnhealthyRoutingRequestCount', Stats.SUM);

    const inservice = metrics.metricInServiceInstances();
    const minimum = sibling(inservice, 'GroupMinSize', Stats.MAXIMUM);
    this.aboveMinimum = math('inservice - minimum', { inservice, minimum }, 'servers above the minimum');
    this.aboveSurvivors = math(
      // `survivingInstances`, of the minimum that is in force now.
      `${Object.keys(byZone).join(' + ')} - FLOOR(minimum / ${zones.length}) * ${zones.length - 1}`,
      { ...byZone, minimum },
      'healthy servers above those needed with a zone lost',
    );
    this.belowMaximum = math(
      'maximum - desired',
      { maximum: metrics.metricMaxSize(), desired: metrics.metricDesiredCapacity() },
      'servers that may still be launched',
    );
    const survivors = `(${Object.keys(byZone).join(' + ')}) * ${zones.length - 1} / ${zones.length}`;
    this.loadOfSurvivors = math(
      `100 * requests / 60 / (${survivors} * ${site.tiers[name].rpsPerInstance})`,
      { requests, ...byZone },
      'load of the survivors, %',
    );
  }
}

/**
 * A share in per cent. Without the guard, one failing request at night is an outage.
 *
 * Ids of metrics are shared by all expressions of a graph, so each count has its own.
 */
function share(part: string, whole: string): string {
  return `IF(${whole} >= ${MEANINGFUL_REQUESTS}, 100 * ${part} / ${whole}, 0)`;
}

/** Another metric of the same resource. */
function sibling({ dimensions, namespace }: Metric, metricName: string, statistic: string): Metric {
  return metric(namespace, metricName, { ...(dimensions as Record<string, string> | undefined) }, statistic);
}
