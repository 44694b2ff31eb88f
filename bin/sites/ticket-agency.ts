import path from 'node:path';
import { defineSite } from '../../lib';

/**
 * An internet ticket agency: serves from Tokyo, keeps copies of every recovery point in Osaka, and sells at announced
 * hours. Its certificates are organisation-validated ones imported into ACM, so that they name the legal entity.
 */
export const site = defineSite({
  name: 'ticket-agency',
  profile: 'standard',
  owner: 'ticket-platform',
  dataClass: 'personal',
  standards: ['pci-dss'],
  regions: {
    primary: {
      region: 'ap-northeast-1',
      availabilityZones: ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
      vpcCidr: '10.16.0.0/16',
    },
    recovery: [{ region: 'ap-northeast-3', level: 'vault' }],
    residency: ['ap-northeast-1', 'ap-northeast-3'],
  },
  network: {
    // Card authorisation and notification by mail. A firewall reads names and not addresses, so a tier that may reach any
    // name could reach the settlement centre by it: web servers reach none.
    tierEgressDomains: { app: ['api.settlement.example.com', '.mail.example.com'] },
    // A visitor who only looks needs neither.
    egressNeededBy: 'writes',
  },
  domain: {
    kind: 'certificates',
    name: 'tickets.example.com',
    edgeCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-00000000000a',
    originCertificateArn: 'arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-4000-8000-00000000000b',
  },
  edge: {
    requestsPerSource: 1000,
    salesUrls: [
      { name: 'presale', path: '/sale/presale', limit: 20 },
      { name: 'general-sale', path: '/sale/general', limit: 30 },
    ],
  },
  capacity: {
    peakRps: 800,
    onSale: [
      { name: 'saturday-sale', window: { days: ['Sat'], from: '09:30', until: '13:00' }, peakRps: 3000 },
      { name: 'weekday-presale', window: { days: ['Wed', 'Fri'], from: '17:30', until: '20:00' }, peakRps: 1600 },
    ],
  },
  tiers: {
    web: {
      release: {
        directory: path.join(__dirname, '../servers/web'),
        start: '/usr/bin/node server.mjs',
        packages: ['nodejs22'],
      },
      rpsPerInstance: 400,
      warmPool: { minSize: 3 },
    },
    app: {
      release: {
        directory: path.join(__dirname, '../servers/app'),
        start: '/usr/bin/node server.mjs',
        packages: ['nodejs22'],
      },
      rpsPerInstance: 200,
      warmPool: { minSize: 3 },
    },
  },
  operations: {
    contacts: ['operators@example.com', 'security@example.com'],
    timeZone: 'Asia/Tokyo',
    adminSources: [
      { name: 'operations-room', cidr: '198.51.100.0/28' },
      { name: 'support-centre', cidr: '203.0.113.16/29' },
    ],
    maintenance: { day: 'Tue', from: '04:30', until: '05:30' },
  },
});
