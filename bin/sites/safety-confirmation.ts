import path from 'node:path';
import { defineSite } from '../../lib';

/**
 * A safety-confirmation service ("never leak, never stop"): serves from Singapore and keeps copies of every recovery
 * point in Tokyo and Virginia. The surge comes with a disaster, at no announced hour, so the ordinary minimum carries it.
 */
export const site = defineSite({
  name: 'safety-confirmation',
  profile: 'mission-critical',
  owner: 'safety-platform',
  dataClass: 'personal',
  regions: {
    primary: {
      region: 'ap-southeast-1',
      availabilityZones: ['ap-southeast-1a', 'ap-southeast-1b', 'ap-southeast-1c'],
      vpcCidr: '10.32.0.0/16',
    },
    recovery: [
      { region: 'ap-northeast-1', level: 'vault' },
      { region: 'us-east-1', level: 'vault' },
    ],
  },
  domain: {
    kind: 'hosted-zone',
    name: 'confirm.example.org',
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    hostedZoneName: 'example.org',
  },
  capacity: { peakRps: 2000 },
  tiers: {
    web: {
      release: {
        directory: path.join(__dirname, '../servers/web'),
        start: '/usr/bin/node server.mjs',
        packages: ['nodejs22'],
      },
      rpsPerInstance: 500,
    },
    app: {
      release: {
        directory: path.join(__dirname, '../servers/app'),
        start: '/usr/bin/node server.mjs',
        packages: ['nodejs22'],
      },
      rpsPerInstance: 250,
    },
  },
  // A global database cannot have a managed secret, and this cluster becomes the writer of one.
  database: { secret: 'generated' },
  operations: {
    contacts: ['operators@example.org'],
    timeZone: 'Asia/Singapore',
    adminSources: [{ name: 'operations-room', cidr: '198.51.100.64/28' }],
  },
});
