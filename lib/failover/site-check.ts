import { Duration } from 'aws-cdk-lib';
import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { answerMetricName, SITE_METRICS, type SiteCheckEvent, type SiteMethod } from '../../lambda/site-check/contract';
import { longestWait } from '../edge';
import { INTERVALS } from './intervals';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/** Methods by which the site is asked: of those that read and of those that buy, one each. */
const METHODS: readonly SiteMethod[] = ['GET', 'POST'];

/** Time beyond that of CloudFront: the way to it, and that to the fallback page. */
const ALLOWANCE = Duration.seconds(3);

/** Properties for `SiteCheck`. */
export interface SiteCheckProps extends CheckSurroundings {
  /** Host name under which viewers find the site. */
  readonly hostName: string;

  /**
   * Time between two checks: whole minutes, 1 to 1,440.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/**
 * Asks the site from outside, as its viewers do, by `GET` and by `POST`, and tells what each of them gets.
 *
 * A second origin could answer `GET` while the first is lost, and never `POST`: a site that can be read and where nothing
 * can be bought is down all the same. Both ask the health check path of the web tier, which changes nothing.
 *
 * The role may do nothing at AWS but keep its records; the site is asked like by anybody on the internet.
 */
export class SiteCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: SiteCheckProps) {
    super(scope, id);
    this.check = new ScheduledCheck(this, 'Resource', {
      ...props,
      check: 'site-check',
      description: `${props.site.name}: what viewers get, by every method, asked from another Region`,
      interval: props.interval ?? INTERVALS['site-check'],
      // Ends before the next run, and after the longest wait of CloudFront with what it takes to keep a record.
      timeout: Duration.seconds(55),
      statements: [],
      event: siteEvent(props),
    });
  }

  /** Methods that viewers cannot use; missing while that cannot be told. */
  metricMethodsFailing(options?: MetricOptions): Metric {
    return this.check.metric(SITE_METRICS.methodsFailing, options);
  }

  /** Time to the answer to a method, in milliseconds, the average of the period; missing without an answer. */
  metricAnswerMilliseconds(method: SiteMethod, options?: MetricOptions): Metric {
    return this.check.metric(answerMetricName(method), { statistic: Stats.AVERAGE, ...options });
  }
}

function siteEvent({ site, hostName }: SiteCheckProps): SiteCheckEvent {
  return {
    version: 1,
    site: site.name,
    url: `https://${hostName}`,
    path: site.tiers.web.healthCheck.path,
    methods: METHODS.map((method) => ({
      method,
      limitMilliseconds: longestWait(method).plus(ALLOWANCE).toMilliseconds(),
    })),
  };
}
