import type { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { salesRateRules, type SalesRateRule } from '../site';
import type { Site } from '../site/site';
import type { AlarmSpec } from './alarm-spec';
import { burnThresholdPercent } from './error-budget';
import { AVERAGE, FIVE_MINUTES, math, metric, MINUTE, SUM } from './metrics';
import type { EdgeResources } from './monitored-resources';

/** Requests below which a share of errors says nothing. */
const MEANINGFUL_REQUESTS = 100;

/** Requests blocked in five minutes that are worth looking at. */
const NOTABLE_BLOCKED = 1000;

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

/** CloudFront reports while it is asked: without requests nobody is turned away. */
function budgetAlarms(site: Site, { distributionId }: EdgeResources): AlarmSpec[] {
  const { availabilityPercent } = site.objectives;
  const errors = (period: Duration) =>
    math(
      `IF(requests >= ${MEANINGFUL_REQUESTS}, errors, 0)`,
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
      faults: ['F04', 'F09', 'F31', 'F47'],
      what: `more than ${outage} % of requests fail: 2 % of the month's error budget every five minutes, or more`,
      action: 'see which load balancer reports errors; the fallback page is shown meanwhile',
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
      faults: ['F05', 'F08', 'F10', 'F13', 'F47'],
      what: `more than ${burn} % of requests failed in half of the last hour: 2 % of the month's error budget an hour, or more`,
      action: 'compare the errors of the load balancers with the last release, the load and the zones',
      metric: errors(FIVE_MINUTES),
      threshold: burn,
      comparison: 'above',
      periods: 12,
      datapoints: 6,
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
  return {
    id: `sales-urls-${key}`,
    severity: 'security',
    faults: ['F49'],
    what: `sources that exceed ${limit} requests in ${windowSeconds} s are being refused at a sales URL`,
    action: 'see which sources and which URL; never edit the limit while the sale runs, since that resets the counts',
    metric: webAcl.metricBlockedRequests({ ruleName, period: MINUTE }),
    threshold: limit,
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
