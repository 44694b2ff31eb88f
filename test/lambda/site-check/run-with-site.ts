import type { SiteCheckEvent } from '../../../lambda/site-check/contract';
import { siteCheck } from '../../../lambda/site-check/run';
import { nodeViewer } from '../../../lambda/site-check/viewer';
import type { HeadStore } from '../../../lambda/shared/records/head-store';
import { runCheck } from '../../../lambda/shared/run-check';
import { fakeRun, onlyLine } from '../support/fake-run';
import { fakeSite, type Answering } from '../support/fake-site';
import { expectation } from './expectation';

/** Runs the check against a site on this machine, which answers each method in its own way. */
export async function run(
  answering: { readonly GET: Answering; readonly POST: Answering },
  options: {
    readonly payload?: SiteCheckEvent;
    readonly remainingMilliseconds?: number;
    readonly heads?: HeadStore;
    readonly requestId?: string;
  } = {},
) {
  const site = await fakeSite((response, method) => {
    answering[method as keyof typeof answering](response, method);
  });
  try {
    const { lines, surroundings, context } = fakeRun(options);
    const check = siteCheck({
      viewer: nodeViewer(),
      endpoint: new URL(`http://127.0.0.1:${String(site.port)}`),
      elapsed: () => performance.now(),
    });
    const finished = await runCheck(check, options.payload ?? expectation, context, surroundings);
    return { finished, line: onlyLine(lines), visits: site.visits };
  } finally {
    await site.close();
  }
}
