import type { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { salesRateRules, type SalesRateRule } from '../site';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { burnThresholdPercent } from './error-budget';
import type { FaultId } from './fault';
import { AVERAGE, FIVE_MINUTES, math, metric, MINUTE, SUM } from './metrics';
import type { EdgeResources } from './monitored-resources';

/** Requests of a period below which a small share of errors says nothing. */
const MEANINGFUL_REQUESTS = 100;

/**
 * Requests in five minutes from which on a site that answers most of them with an error is down. One browser that loads a
 * page asks more often; a single crawler that finds a broken address does not.
 */
const FEW_REQUESTS = 5;

/** Share of errors, in per cent, that is an outage however few requests there are: no single broken page makes it. */
const MOSTLY_FAILING_PERCENT = 50;

/** Requests blocked in five minutes that are worth looking at. */
const NOTABLE_BLOCKED = 1000;

/**
 * How many times the limit of a sales URL must be refused within a minute. A source that asks a little too often is refused
 * a few times at every sale, which is what the limit is for; ten times what one source may ask is many sources, or one that
 * floods the URL.
 */
const FLOODING_MULTIPLE = 10;

/** Part of the month's error budget that may be spent before somebody is called. */
const BUDGET_SHARE = 0.02;

/** A metric of the distribution; CloudFront reports them in us-east-1 alone. */
export function distributionMetric(
  distributionId: string,
  metricName: string,
  statistic: string,
  period: Duration = MINUTE,
): Metric {
  const dimensions = { DistributionId: distributionId, Region: 'Global' };
  return metric('AWS/CloudFront', metricName, dimensions, statistic, period);
}

/** Alarms of what users and attackers see. */
export function edgeAlarms(site: Site, edge: EdgeResources): AlarmSpec[] {
  return [
    ...budgetAlarms(site, edge),
    blockedAlarm(edge),
    ...salesRateRules(site.edge.salesUrls).map((rule) => salesAlarm(edge, rule)),
    ...protectionAlarms(edge),
  ];
}

/**
 * What visitors are answered, in shares of the error budget while there are many of them, and as plain failure while there
 * are few: for three periods of five minutes, because fewer than a handful of requests may be one visitor or one probe.
 *
 * CloudFront reports while it is asked. What happens to a site nobody visits these alarms do not see: only the checks and
 * the alarms of the primary Region do, and when that Region itself is lost, nobody, until the first visitors come.
 */
function budgetAlarms(site: Site, { distributionId }: EdgeResources): AlarmSpec[] {
  const { availabilityPercent } = site.objectives;
  // Nothing tells the loss of a Region from within: these alarms live in us-east-1.
  const region: readonly FaultId[] = site.regions.primary.region === 'us-east-1' ? [] : ['F31', 'F47'];
  const errors = (period: Duration, least = MEANINGFUL_REQUESTS) =>
    math(
      `IF(requests >= ${least}, errors, 0)`,
      {
        errors: distributionMetric(distributionId, '5xxErrorRate', AVERAGE, period),
        requests: distributionMetric(distributionId, 'Requests', SUM, period),
      },
      'errors, %',
      period,
    );
  const outage = burnThresholdPercent(availabilityPercent, BUDGET_SHARE, 5);
  const burn = burnThresholdPercent(availabilityPercent, BUDGET_SHARE, 60);
  return [
    {
      id: 'outage',
      severity: 'service-down',
      faults: ['F04', 'F09', ...region],
      what: `more than ${outage} % of requests fail: 2 % of the month's error budget every five minutes, or more`,
      action: 'see which load balancer reports errors; the fallback page is shown meanwhile',
      runbook: 'site-outage',
      metric: errors(MINUTE),
      threshold: outage,
      comparison: 'above',
      periods: 3,
      datapoints: 3,
      missing: 'not-breaching',
    },
    {
      id: 'error-budget',
      severity: 'service-down',
      faults: ['F05', 'F08', 'F10', 'F13', ...region.filter((fault) => fault === 'F47')],
      what: `more than ${burn} % of requests failed in half of the last hour: 2 % of the month's error budget an hour, or more`,
      action: 'compare the errors of the load balancers with the last release, the load and the zones',
      runbook: 'site-outage',
      metric: errors(FIVE_MINUTES),
      threshold: burn,
      comparison: 'above',
      periods: 12,
      datapoints: 6,
      missing: 'not-breaching',
    },
    {
      id: 'low-traffic-outage',
      severity: 'service-down',
      faults: ['F09', ...region],
      what: `more than ${MOSTLY_FAILING_PERCENT} % of requests have failed for 15 minutes, however few there are`,
      action: 'open the site; see whether its servers are healthy and whether the primary Region answers at all',
      runbook: 'site-outage',
      metric: errors(FIVE_MINUTES, FEW_REQUESTS),
      threshold: MOSTLY_FAILING_PERCENT,
      comparison: 'above',
      periods: 3,
      datapoints: 3,
      missing: 'not-breaching',
    },
  ];
}

function blockedAlarm({ webAcl }: EdgeResources): AlarmSpec {
  return {
    id: 'blocked-requests',
    severity: 'security',
    faults: ['F10', 'F49'],
    what: `the web ACL blocks more than half of the requests, and more than ${NOTABLE_BLOCKED} in five minutes`,
    action: 'see which rule blocks whom: an attack, or customers behind one address at the start of a sale',
    runbook: 'requests-blocked',
    metric: math(
      `IF(blocked > ${NOTABLE_BLOCKED}, 100 * blocked / (blocked + allowed), 0)`,
      { blocked: webAcl.metricBlockedRequests(), allowed: webAcl.metricAllowedRequests() },
      'blocked, %',
      FIVE_MINUTES,
    ),
    threshold: 50,
    comparison: 'above',
    periods: 3,
    datapoints: 2,
    missing: 'not-breaching',
  };
}

function salesAlarm({ webAcl }: EdgeResources, { key, limit, windowSeconds }: SalesRateRule): AlarmSpec {
  const ruleName = webAcl.ruleNames.find((name) => name.endsWith(`-${key}`));
  if (ruleName === undefined) {
    throw new Error(`the web ACL has no rule for the sales URLs of ${key}, got ${webAcl.ruleNames.join(', ')}`);
  }
  const flooding = FLOODING_MULTIPLE * limit;
  return {
    id: `sales-urls-${key}`,
    severity: 'security',
    faults: ['F49'],
    what: `a sales URL refuses ${flooding} requests a minute or more, to sources that exceed ${limit} in ${windowSeconds} s`,
    action: 'see which sources and which URL; never edit the limit while the sale runs, since that resets the counts',
    runbook: 'requests-blocked',
    metric: webAcl.metricBlockedRequests({ ruleName, period: MINUTE }),
    threshold: flooding,
    comparison: 'at-least',
    periods: 5,
    datapoints: 3,
    missing: 'not-breaching',
  };
}

/**
 * Shares of requests, so that a protection that is gone, and reports nothing, counts as 0 as long as there are requests.
 *
 * A metric missing beside another counts as 0; without requests there is no value at all.
 */
function protectionAlarms({ distributionId, webAcl, webAclLogGroupName }: EdgeResources): AlarmSpec[] {
  const allowed = webAcl.metricAllowedRequests();
  const blocked = webAcl.metricBlockedRequests();
  const dimensions = { ...(allowed.dimensions as Record<string, string> | undefined) };
  const gone = { threshold: 1, comparison: 'below', periods: 3, datapoints: 3, missing: 'not-breaching' } as const;
  return [
    {
      id: 'web-acl-detached',
      severity: 'security',
      faults: ['F48'],
      what: 'the web ACL sees less than 1 % of the requests the distribution answers: it is detached',
      action: 'deploy the edge stack again; find who detached it in CloudTrail',
      runbook: 'protection-off',
      metric: math(
        '100 * (allowed + blocked + challenged) / requests',
        {
          allowed,
          blocked,
          challenged: metric(allowed.namespace, 'ChallengeRequests', dimensions, SUM, FIVE_MINUTES),
          requests: distributionMetric(distributionId, 'Requests', SUM, FIVE_MINUTES),
        },
        'requests seen by the web ACL, %',
        FIVE_MINUTES,
      ),
      ...gone,
    },
    {
      id: 'web-acl-logs',
      severity: 'evidence',
      faults: ['F56'],
      what: 'the web ACL blocks requests but its log receives none of them',
      action: 'look at the logging configuration of the web ACL and the resource policy of its log group',
      runbook: 'log-silent',
      metric: math(
        '100 * records / blocked',
        {
          records: metric('AWS/Logs', 'IncomingLogEvents', { LogGroupName: webAclLogGroupName }, SUM, FIVE_MINUTES),
          blocked,
        },
        'blocked requests that were logged, %',
        FIVE_MINUTES,
      ),
      ...gone,
    },
  ];
}
