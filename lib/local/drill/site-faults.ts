import type { SiteMethod } from '../../../lambda/site-check/contract';
import { withSiteCheck, type DrillFault } from './drill-fault';

/** What CloudFront sends when its origin is lost. */
const SERVICE_UNAVAILABLE = { kind: 'refuse', status: 503, code: 'ServiceUnavailable' } as const;

/** A second origin would answer those who read, and nobody who buys. */
export const SITE_WITHOUT_POST = siteFault('site-without-post', 'the site answers GET, and not POST', ['POST']);

/** The Region of the origin is lost: CloudFront answers by itself. */
export const SITE_DOWN = siteFault('site-down', 'the site does not answer', ['GET', 'POST']);

function siteFault(id: string, title: string, methods: readonly SiteMethod[]): DrillFault {
  return {
    ...{ id, title, references: ['F47'], check: 'site-check', applies: withSiteCheck },
    expected: { status: ['FAILED'], codes: ['MethodFailing'], withinRuns: 1 },
    alarmWithinRuns: 3,
    alarm: '-site-unanswered',
    inject: ({ gateway }) => {
      const injections = methods.map((action) =>
        gateway.inject({ service: 'site', action, effect: SERVICE_UNAVAILABLE }),
      );
      return Promise.resolve({
        hasMet: () => injections.every(({ hits }) => hits > 0),
        repair: () => {
          for (const injection of injections) {
            injection.remove();
          }
          return Promise.resolve();
        },
      });
    },
    // Exactly these methods, and no other.
    isNoticed: ({ record: { findings } }) => findings.map(({ subject }) => subject).join() === methods.join(),
  };
}
