import type { SiteCheckEvent } from '../../../lambda/site-check/contract';

/** A site that is asked by both methods, with the limits of a deployed one. */
export const expectation: SiteCheckEvent = {
  version: 1,
  site: 'test-site',
  url: 'https://tickets.example.jp',
  path: '/health',
  methods: [
    { method: 'GET', limitMilliseconds: 47_000 },
    { method: 'POST', limitMilliseconds: 27_000 },
  ],
};
