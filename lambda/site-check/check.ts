import {
  decide,
  merge,
  metricUnless,
  NOTHING,
  openQuestion,
  type Conclusion,
  type Decision,
  type Finding,
} from '../shared/decision';
import { unknown, type Observed, type Unknown } from '../shared/observed';
import { answerMetricName, SITE_METRICS, type SiteCheckEvent, type SiteMethod } from './contract';
import type { SiteObservation, SiteReply } from './observation';

/** Decides what viewers get, for every method by itself: that `GET` is answered says nothing about `POST`. */
export function checkSite({ methods }: Pick<SiteCheckEvent, 'methods'>, observed: SiteObservation): Decision {
  const found = merge(
    methods.map(({ method }) => checkMethod(method, observed[method] ?? unknown('Incomplete', 'it was not asked'))),
  );
  const failing = found.findings.length;
  return decide({
    ...found,
    metrics: {
      ...found.metrics,
      ...metricUnless(failing === 0 && found.questions.length > 0, SITE_METRICS.methodsFailing, () => failing),
    },
  });
}

function checkMethod(method: SiteMethod, reply: Observed<SiteReply>): Conclusion {
  if (reply.kind === 'unknown') {
    return openQuestion(method, 'service', reply);
  }
  const { value } = reply;
  if (value.kind === 'bad-certificate') {
    return finding('CertificateInvalid', method, `the site shows a certificate that viewers refuse: ${value.code}`);
  }
  const { status, wafAction, milliseconds } = value;
  if (wafAction !== undefined) {
    return openQuestion(
      method,
      'service',
      unknown('Challenged', `WAF answers with a ${wafAction}, status ${String(status)}`),
    );
  }
  if (status >= 500 && status < 600) {
    return finding('MethodFailing', method, failure(status));
  }
  return isAnswered(method, status)
    ? { ...NOTHING, metrics: { [answerMetricName(method)]: milliseconds } }
    : openQuestion(method, 'service', refusalOf(status));
}

/**
 * By these a web server turns down a method, a body or somebody who has not signed in; neither CloudFront nor WAF, nor a load
 * balancer that forwards everything, sends any of them of itself. What they may send, 400 for example, proves no origin.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/troubleshooting-response-errors.html read 2026-11-25
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html read 2026-11-25
 */
const TURNED_DOWN: readonly number[] = [401, 404, 405, 409, 415, 422];

/**
 * Successes and redirects come from the origin: the distribution keeps none of them here, and redirects of its own only who
 * comes without TLS. A health check that is not found is no answer to `GET`, which the web tier must serve; to `POST` it is.
 */
function isAnswered(method: SiteMethod, status: number): boolean {
  return (status >= 200 && status < 400) || (method === 'POST' && TURNED_DOWN.includes(status));
}

/** An answer that the edge may have made: who is turned away there learns nothing about the site. */
function refusalOf(status: number): Unknown {
  switch (status) {
    case 403:
      return unknown('Denied', 'the edge refuses the request, or the method, with status 403');
    case 429:
      return unknown('Throttled', 'the edge limits the requests of this source, with status 429');
    default:
      return unknown('ApiError', `status ${String(status)} tells nothing about the site`);
  }
}

/**
 * Statuses CloudFront sends when no origin answers; with the fallback page it sends 503 for each of them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/troubleshooting-response-errors.html read 2026-11-25
 */
const WITHOUT_ORIGIN: readonly number[] = [502, 503, 504];

function failure(status: number): string {
  const why = WITHOUT_ORIGIN.includes(status) ? 'no server of the site answers CloudFront' : 'the site fails';
  return `viewers get status ${String(status)}: ${why}`;
}

function finding(code: string, subject: SiteMethod, detail: string): Conclusion {
  const found: Finding = { code, effect: 'service', subject, detail };
  return { ...NOTHING, findings: [found] };
}
