import type { Check } from '../shared/run-check';
import { checkSite } from './check';
import type { SiteCheckEvent } from './contract';
import { siteCheckEvent } from './event';
import { readSite, type SiteSurroundings } from './read';

/** The site check with its viewer, which lives as long as the container. */
export function siteCheck(surroundings: SiteSurroundings): Check<SiteCheckEvent> {
  return {
    name: 'site-check',
    event: siteCheckEvent,
    run: async (event, abortSignal) => {
      const inputs = await readSite(event, surroundings, abortSignal);
      return { decision: checkSite(event, inputs), inputs };
    },
  };
}
