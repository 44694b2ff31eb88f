import path from 'node:path';
import { defineSite } from '../../lib/site';
import type { Site } from '../../lib/site/site';
import type { SiteConfig } from '../../lib/site/site-config';

const release = {
  directory: path.join(__dirname, '../fixtures/release'),
  start: 'node server.mjs',
  packages: ['nodejs22'],
};

/** A three-zone site in Tokyo with a domain and a recovery vault in Osaka. */
export const standardConfig: SiteConfig = {
  name: 'test-site',
  profile: 'standard',
  owner: 'platform',
  dataClass: 'personal',
  regions: {
    primary: { region: 'ap-northeast-1' },
    recovery: [{ region: 'ap-northeast-3', level: 'vault' }],
  },
  domain: {
    kind: 'hosted-zone',
    name: 'tickets.example.jp',
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    hostedZoneName: 'example.jp',
  },
  network: { egressDomains: ['api.example.com'] },
  edge: { salesUrls: [{ name: 'spring-tour', path: '/sale/spring-tour', limit: 20 }] },
  capacity: {
    peakRps: 400,
    onSale: [{ name: 'saturday-sale', window: { days: ['Sat'], from: '09:30', until: '12:30' }, peakRps: 1200 }],
  },
  tiers: { web: { release, rpsPerInstance: 200 }, app: { release, rpsPerInstance: 100 } },
  operations: {
    contacts: ['operators@example.jp'],
    timeZone: 'Asia/Tokyo',
    adminSources: [{ name: 'operations-room', cidr: '203.0.113.0/28' }],
  },
};

/** The smallest site: two zones, no domain, no extras. */
export const starterConfig: SiteConfig = {
  name: 'tiny',
  profile: 'starter',
  owner: 'platform',
  dataClass: 'internal',
  regions: { primary: { region: 'ap-northeast-1' } },
  capacity: { peakRps: 50 },
  tiers: { web: { release, rpsPerInstance: 100 }, app: { release, rpsPerInstance: 100 } },
  operations: { contacts: ['operators@example.jp'], timeZone: 'Asia/Tokyo' },
};

/** Defines `standardConfig` with some fields replaced. */
export function testSite(overrides: Partial<SiteConfig> = {}): Site {
  return defineSite({ ...standardConfig, ...overrides });
}

/** Defines `starterConfig` with some fields replaced. */
export function starterSite(overrides: Partial<SiteConfig> = {}): Site {
  return defineSite({ ...starterConfig, ...overrides });
}
