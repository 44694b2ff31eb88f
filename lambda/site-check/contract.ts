import type { CheckEvent } from '../shared/contract';

/** Method by which the site is asked: one that reads, and one that a purchase needs. */
export type SiteMethod = 'GET' | 'POST';

/** A method, and how long its answer is waited for. */
export interface AskedMethod {
  readonly method: SiteMethod;
  /** Longer than CloudFront waits for its origin, so that its own answer is seen: 1,000 to 60,000. */
  readonly limitMilliseconds: number;
}

/** Payload of the site check. */
export interface SiteCheckEvent extends CheckEvent {
  /** Where viewers find the site, for example `https://tickets.example.jp`: neither port nor path. */
  readonly url: string;
  /**
   * Health check path of the web tier. It is asked by every method, every minute, by anybody who likes: a request to it, of
   * whatever method, must change nothing.
   */
  readonly path: string;
  /** At least one, each once. */
  readonly methods: readonly AskedMethod[];
}

/** Metrics of the site check, beside those of every check. */
export const SITE_METRICS = {
  /** Methods that viewers cannot use. While something is unknown, those that are known, and never 0. */
  methodsFailing: 'MethodsFailing',
} as const;

/** Name of the metric with the time to the answer, in milliseconds, for example `AnswerMilliseconds/GET`. Left out without an answer. */
export function answerMetricName(method: SiteMethod): string {
  return `AnswerMilliseconds/${method}`;
}

/** Says who asks; the core rule group of WAF refuses requests that do not say so. */
export const SITE_CHECK_AGENT = 'honmaru-site-check';

/**
 * Environment variable that names another server to ask in the place of the site: one of this machine, over plain HTTP. Only
 * the local site sets it, where there is no CloudFront. The request names the host of the site all the same.
 */
export const SITE_ENDPOINT_VARIABLE = 'AWS_ENDPOINT_URL_SITE';
