import { runCheck, type CheckResult, type RunContext } from '../shared/run-check';
import { containerSurroundings } from '../shared/surroundings';
import { siteEndpoint } from './endpoint';
import { siteCheck } from './run';
import { nodeViewer } from './viewer';

const surroundings = containerSurroundings();

const check = siteCheck({ viewer: nodeViewer(), endpoint: siteEndpoint(), elapsed: () => performance.now() });

/** Runs one check of the site. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, surroundings);
}
