import { survivingInstances } from '../site/capacity';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { burnThresholdPercent } from './error-budget';
import type { FaultId } from './fault';
import type { MonitoredTier } from './monitored-resources';
import { TierReadings } from './tier-readings';

/** Requests of a tier may fail for other reasons than the tier; below this share nobody is woken. */
const LEAST_ERROR_PERCENT = 1;

/** Alarms of one tier: its servers, its load balancer and its reserve. */
export function tierAlarms(site: Site, tier: MonitoredTier): AlarmSpec[] {
  const readings = new TierReadings(site, tier);
  return [
    ...healthAlarms(site, tier, readings),
    ...answerAlarms(site, tier, readings),
    ...reserveAlarms(site, tier, readings),
  ];
}

function healthAlarms(site: Site, tier: MonitoredTier, readings: TierReadings): AlarmSpec[] {
  const { minInstances } = site.tiers[tier.name];
  const zones = site.regions.primary.availabilityZones.length;
  const perZone = Math.floor(minInstances / zones);
  const oneInstance: FaultId = tier.name === 'web' ? 'F01' : 'F02';
  const survivors = survivingInstances(minInstances, zones);
  return [
    ...readings.healthyByZone.map(({ availabilityZone, metric }): AlarmSpec => ({
      id: `${tier.name}-zone-${availabilityZone}`,
      severity: 'redundancy-lost',
      faults: [oneInstance, 'F03', 'F04', 'F05', 'F08'],
      what: `fewer than ${perZone} healthy ${tier.name} servers in ${availabilityZone}`,
      action: 'see whether one server, the zone or the release is at fault; shift the zone away if only it is',
      runbook: 'zone-without-servers',
      metric,
      threshold: perZone,
      comparison: 'below',
      periods: 3,
      datapoints: 3,
      missing: 'breaching',
    })),
    {
      id: `${tier.name}-capacity`,
      severity: 'service-down',
      faults: ['F04', 'F09', 'F12'],
      what: `fewer than ${survivors} healthy ${tier.name} servers in all zones: they no longer carry the declared peak`,
      action: 'see whether a release or a zone is at fault; roll the release back or end the zonal shift',
      runbook: 'too-few-servers',
      metric: readings.healthy,
      threshold: survivors,
      comparison: 'below',
      periods: 3,
      datapoints: 3,
      missing: 'breaching',
    },
    {
      id: `${tier.name}-fail-open`,
      severity: 'service-down',
      faults: ['F09'],
      what: `no ${tier.name} server is healthy, so requests go to unhealthy ones`,
      action: 'roll back the release that was deployed last; do not fail the database over',
      runbook: 'no-healthy-server',
      metric: readings.failOpen,
      threshold: 1,
      comparison: 'at-least',
      periods: 3,
      datapoints: 2,
      missing: 'not-breaching',
    },
  ];
}

function answerAlarms(site: Site, tier: MonitoredTier, readings: TierReadings): AlarmSpec[] {
  const { name } = tier;
  // 2 % of the month's error budget within an hour.
  const burn = burnThresholdPercent(site.objectives.availabilityPercent, 0.02, 60);
  const errorPercent = Math.max(LEAST_ERROR_PERCENT, burn);
  const behind: readonly FaultId[] = name === 'app' ? ['F29', 'F30'] : [];
  const { timeoutSeconds } = site.tiers[name].healthCheck;
  const errors = {
    threshold: errorPercent,
    comparison: 'above',
    periods: 5,
    datapoints: 5,
    missing: 'not-breaching',
  } as const;
  return [
    {
      id: `${name}-server-errors`,
      severity: 'service-down',
      faults: ['F09', 'F10', ...behind],
      what: `the ${name} servers answer more than ${errorPercent} % of requests with an error`,
      action: `read the logs of the ${name} servers; compare the time with the last release and the load`,
      runbook: 'errors-and-latency',
      metric: readings.serverErrors,
      ...errors,
    },
    {
      id: `${name}-load-balancer-errors`,
      severity: 'service-down',
      faults: ['F08', 'F09', 'F10'],
      what: `the ${name} load balancer answers more than ${errorPercent} % of requests with an error of its own`,
      action: `look at the healthy ${name} servers of each zone; 502 is a server, 503 the capacity, 504 the time`,
      runbook: 'errors-and-latency',
      metric: readings.loadBalancerErrors,
      ...errors,
    },
    {
      id: `${name}-rejected-connections`,
      severity: 'service-down',
      faults: ['F08', 'F10'],
      what: `the ${name} load balancer turns connections away`,
      action: 'compare the requests with the declared peak; tighten the limits at the edge if the load is not wanted',
      runbook: 'load-beyond-capacity',
      metric: tier.metrics.metricRejectedConnections(),
      threshold: 1,
      comparison: 'at-least',
      periods: 5,
      datapoints: 3,
      missing: 'not-breaching',
    },
    {
      id: `${name}-latency`,
      severity: 'redundancy-lost',
      faults: ['F13', 'F10', ...(name === 'app' ? (['F30'] as const) : [])],
      what: `one in a hundred requests to the ${name} servers takes longer than the ${timeoutSeconds} s of their health check`,
      action: 'compare load, processors and database; servers are taken out of service when it grows',
      runbook: 'errors-and-latency',
      metric: tier.metrics.metricLatency(),
      threshold: timeoutSeconds,
      comparison: 'above',
      periods: 5,
      datapoints: 5,
      missing: 'not-breaching',
      lowSamples: 'ignore',
    },
  ];
}

function reserveAlarms(site: Site, tier: MonitoredTier, readings: TierReadings): AlarmSpec[] {
  const { name } = tier;
  const { bootSeconds } = site.tiers[name];
  const bootMinutes = Math.ceil(bootSeconds / 60);
  // A lost instance is found within a minute, and its replacement has to boot.
  const replacementMinutes = bootMinutes + 5;
  // Before a sale many instances are launched at once, which AWS does in several goes; then they have to be found healthy.
  const rampMinutes = bootMinutes + 10;
  return [
    {
      id: `${name}-below-minimum`,
      severity: 'redundancy-lost',
      faults: [name === 'web' ? 'F01' : 'F02', 'F12', 'F52'],
      what: `the ${name} group has had fewer instances than its minimum for ${replacementMinutes} minutes`,
      action: 'read the activities of the Auto Scaling group: they say why no instance starts',
      runbook: 'too-few-servers',
      metric: readings.aboveMinimum,
      threshold: 0,
      comparison: 'below',
      periods: replacementMinutes,
      datapoints: replacementMinutes,
      missing: 'breaching',
    },
    {
      id: `${name}-scheduled-capacity`,
      severity: 'redundancy-lost',
      faults: ['F09', 'F12'],
      what: `for ${rampMinutes} minutes fewer ${name} servers have been healthy than carry the load of the current minimum, as during a sale, with one zone lost`,
      action: 'compare healthy with launched servers, by zone; raise the minimum by hand before the sale begins',
      runbook: 'too-few-servers',
      metric: readings.aboveSurvivors,
      threshold: 0,
      comparison: 'below',
      periods: rampMinutes,
      datapoints: rampMinutes,
      missing: 'breaching',
    },
    {
      id: `${name}-at-maximum`,
      severity: 'redundancy-lost',
      faults: ['F10'],
      what: `the ${name} group has reached its maximum and cannot grow further`,
      action:
        'decide whether the load is wanted: raise the maximum in the site file, or tighten the limits at the edge',
      runbook: 'load-beyond-capacity',
      metric: readings.belowMaximum,
      threshold: 1,
      comparison: 'below',
      periods: 15,
      datapoints: 15,
      missing: 'ignore',
    },
    {
      id: `${name}-reserve`,
      severity: 'redundancy-lost',
      faults: ['F10', 'F12'],
      what: `the load is more than the ${name} servers of the other zones would carry if one zone were lost now`,
      action: 'raise the minimum of the group by hand at once; declare the peak in the site file',
      runbook: 'load-beyond-capacity',
      metric: readings.loadOfSurvivors,
      threshold: 100,
      comparison: 'above',
      periods: 5,
      datapoints: 5,
      missing: 'not-breaching',
    },
  ];
}
