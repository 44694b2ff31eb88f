import path from 'node:path';
import { defineSite } from '../../lib';

/** The site to deploy first: two zones, no domain, nothing optional. */
export const site = defineSite({
  name: 'starter',
  profile: 'starter',
  owner: 'platform',
  dataClass: 'internal',
  regions: { primary: { region: 'ap-northeast-1' } },
  capacity: { peakRps: 100 },
  tiers: {
    web: {
      release: {
        directory: path.join(__dirname, '../servers/web'),
        start: '/usr/bin/node server.mjs',
        packages: ['nodejs22'],
      },
      rpsPerInstance: 100,
    },
    app: {
      release: {
        directory: path.join(__dirname, '../servers/app'),
        start: '/usr/bin/node server.mjs',
        packages: ['nodejs22'],
      },
      rpsPerInstance: 100,
    },
  },
  operations: { contacts: ['operators@example.com'], timeZone: 'Asia/Tokyo' },
});
