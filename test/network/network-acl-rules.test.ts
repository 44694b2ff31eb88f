import { networkAclRows, rowRanges } from '../../lib/network/network-acl-rules';
import { SUBNET_ROLES, type Site } from '../../lib/site';
import { starterSite, testSite } from '../support/test-site';

/**
 * Rules an ACL takes in one direction, one of which is the default rule.
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
const MAX_RULES = 20 - 1;

const virginia = (letters: string) => ({
  primary: { region: 'us-east-1', availabilityZones: [...letters].map((letter) => `us-east-1${letter}`) },
});
const sites: readonly (readonly [string, Site])[] = [
  ['three zones', testSite()],
  ['three zones without a domain', testSite({ domain: undefined })],
  ['five zones', testSite({ regions: virginia('abcde') })],
  ['five zones without a domain', testSite({ regions: virginia('abcde'), domain: undefined })],
  ['a starter', starterSite()],
];

function rules(site: Site, role: (typeof SUBNET_ROLES)[number], direction: 'ingress' | 'egress') {
  return networkAclRows(site, role)
    .filter((row) => row.direction === direction)
    .flatMap((row) => rowRanges(site, row).map((range) => ({ ...row, ...range })));
}

describe.each(sites)('%s', (_name, site) => {
  test.each(SUBNET_ROLES.flatMap((role) => [[role, 'ingress'] as const, [role, 'egress'] as const]))(
    'fits the %s ACL into its quota, %s',
    (role, direction) => {
      const numbers = rules(site, role, direction).map(({ number }) => number);
      expect(numbers.length).toBeLessThanOrEqual(MAX_RULES);
      expect(new Set(numbers).size).toBe(numbers.length);
    },
  );

  test.each(['barrier-egress', 'dmz', 'internal'] as const)('denies the VPC to %s before the internet', (role) => {
    for (const direction of ['ingress', 'egress'] as const) {
      const sorted = [...rules(site, role, direction)].sort((a, b) => a.number - b.number);
      expect(sorted.slice(-2).map(({ action, peer }) => [action, peer])).toEqual([
        ['deny', 'vpc'],
        ['allow', 'anywhere'],
      ]);
      expect(sorted.slice(0, -2).map(({ action }) => action)).not.toContain('deny');
    }
  });
});

test('are refused for six zones, which would exceed the quota', () => {
  expect(() => testSite({ regions: virginia('abcdef') })).toThrow(
    /availabilityZones: must name 5 zones at most, got 6 zones; .+ 'Rules per network ACL' .+\[ZoneCountTooLarge\]/,
  );
});

test('lets the data segment talk to the internal segment alone', () => {
  const peers = networkAclRows(testSite(), 'data').map(({ peer }) => peer);
  expect(new Set(peers)).toEqual(new Set(['internal']));
});

test('says why for every row', () => {
  const rows = SUBNET_ROLES.flatMap((role) => networkAclRows(testSite(), role));
  expect(rows.filter(({ why }) => why.length < 10)).toEqual([]);
});

test('opens one port into internal where AWS APIs are reached through NAT', () => {
  const site = testSite({ network: { interfaceEndpoints: { kind: 'none', reason: 'cheaper' } } });
  const [row] = networkAclRows(site, 'internal');
  expect(row).toMatchObject({ peer: 'dmz', ports: { from: 443, to: 443 } });
});
