import {
  autoScalingGroupName,
  backupVaultName,
  databaseClusterIdentifier,
  pascalCase,
  servicePorts,
  stackName,
} from '../../lib/site';
import { starterSite, testSite } from '../support/test-site';

const site = testSite();

test.each([
  ['ticket-agency', 'TicketAgency'],
  ['ap-northeast-1a', 'ApNortheast1a'],
  ['a', 'A'],
  ['', ''],
])('writes %j as %j in a construct ID', (key, id) => {
  expect(pascalCase(key)).toBe(id);
});

test.each([backupVaultName(site), databaseClusterIdentifier(site), autoScalingGroupName(site, 'web')])(
  'puts the name of the site in front of %s',
  (name) => {
    expect(name.startsWith('test-site-')).toBe(true);
  },
);

test('names a stack after site, Region and concern', () => {
  expect(stackName(site, 'us-east-1', 'Edge')).toBe('TestSite-us-east-1-Edge');
});

test('lets load balancers speak TLS with a domain and HTTP without', () => {
  expect([servicePorts(site).entryLoadBalancer, servicePorts(starterSite()).entryLoadBalancer]).toEqual([443, 80]);
});

test.each([
  ['aurora-postgresql', 5433],
  ['aurora-mysql', 3307],
] as const)('keeps %s off the default port of its engine', (engine, port) => {
  expect(servicePorts(testSite({ database: { engine } })).database).toBe(port);
});
