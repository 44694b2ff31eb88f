import { awsDnsNames, declaredDnsNames, expectedRefusals } from '../../lib/network/dns-names';
import { starterSite, testSite } from '../support/test-site';
import { synthNetwork } from './synth-network';

const standard = synthNetwork(testSite());
const starter = synthNetwork(starterSite({ protection: false }));

interface Rule {
  readonly Action: string;
  readonly Priority: number;
  readonly BlockResponse?: string;
  readonly FirewallDomainRedirectionAction?: string;
  readonly FirewallDomainListId: { readonly 'Fn::GetAtt': readonly [string, string] };
}

function rules(synth: typeof standard): readonly (Rule & { readonly domains: readonly string[] })[] {
  const list = synth.only('AWS::Route53Resolver::FirewallRuleGroup')['FirewallRules'] as Rule[];
  return list.map((rule) => {
    const domains = synth.resources[rule.FirewallDomainListId['Fn::GetAtt'][0]]?.Properties['Domains'] as string[];
    return { ...rule, domains };
  });
}

test('allows AWS and declared names, then refuses every other name', () => {
  const sorted = [...rules(standard)].sort((a, b) => a.Priority - b.Priority);
  expect(sorted.map(({ Action, domains }) => [Action, domains.length > 1 ? 'names' : domains[0]])).toEqual([
    ['ALLOW', 'names'],
    ['ALLOW', 'names'],
    ['BLOCK', 'names'],
    ['BLOCK', '*'],
  ]);
});

test('follows aliases of allowed names wherever they lead', () => {
  const allowed = rules(standard).filter(({ Action }) => Action === 'ALLOW');
  expect(allowed.map((rule) => rule.FirewallDomainRedirectionAction)).toEqual(
    Array(2).fill('TRUST_REDIRECTION_DOMAIN'),
  );
});

test('makes no empty list, which would be refused', () => {
  const lists = starter
    .ofType('AWS::Route53Resolver::FirewallDomainList')
    .map(({ Properties }) => Properties['Domains'] as string[]);
  expect(lists.filter((domains) => domains.length === 0)).toEqual([]);
  expect(rules(starter)).toHaveLength(3);
});

test.each([
  [standard, 'ENABLED'],
  [starter, 'DISABLED'],
])('is protected from changes as the site says', (synth, expected) => {
  expect(synth.only('AWS::Route53Resolver::FirewallRuleGroupAssociation')['MutationProtection']).toBe(expected);
});

test('resolves nothing when names cannot be checked', () => {
  expect(standard.only('AWS::Route53Resolver::FirewallConfig')['FirewallFailOpen']).toBe('DISABLED');
});

test('starts every fixed name with the name of the site', () => {
  const names = Object.values(standard.resources)
    .filter(({ Type }) => Type.startsWith('AWS::Route53Resolver::'))
    .flatMap(({ Properties }) => Properties['Name'] ?? []);
  expect(names).toHaveLength(7);
  expect(names.filter((name) => !String(name).startsWith('test-site-'))).toEqual([]);
});

describe('names', () => {
  test('of a wildcard are the name itself and every name below it', () => {
    expect(declaredDnsNames(testSite({ domain: undefined, network: { egressDomains: ['.example.com'] } }))).toEqual([
      '*.example.com',
      'example.com',
    ]);
  });

  test('hold the domain of the site', () => {
    expect(declaredDnsNames(testSite())).toContain('tickets.example.jp');
  });

  test('of AWS hold no wildcard under which somebody else could have an API', () => {
    const wildcards = awsDnsNames(testSite()).filter((name) => name.startsWith('*'));
    expect(wildcards).not.toContain('*.ap-northeast-1.amazonaws.com');
    expect(wildcards).toContain('*.ap-northeast-1.rds.amazonaws.com');
  });

  const reverseNames = (vpcCidr: string) =>
    awsDnsNames(testSite({ regions: { primary: { region: 'ap-northeast-1', vpcCidr } } })).filter((name) =>
      name.endsWith('.in-addr.arpa'),
    );

  test('of addresses are those of the VPC and of link-local services, for anybody owns the others', () => {
    expect(reverseNames('10.3.0.0/16')).toEqual(['*.3.10.in-addr.arpa', '*.169.254.169.in-addr.arpa']);
  });

  test.each([
    ['10.3.128.0/17', 128, 255],
    ['172.16.64.0/18', 64, 127],
    ['192.168.32.0/19', 32, 63],
  ])('of addresses in %s have one zone for each third octet', (vpcCidr, from, until) => {
    const [first, second] = vpcCidr.split('.');
    const octets = Array.from({ length: until - from + 1 }, (_, index) => from + index);
    expect(reverseNames(vpcCidr)).toEqual([
      ...octets.map((octet) => `*.${octet}.${second}.${first}.in-addr.arpa`),
      '*.169.254.169.in-addr.arpa',
    ]);
  });

  test.each([
    ['us-east-1', '*.ec2.internal'],
    ['ap-southeast-1', '*.ap-southeast-1.compute.internal'],
  ])('of instances in %s end as the Region has it', (region, name) => {
    expect(awsDnsNames(testSite({ regions: { primary: { region } } }))).toContain(name);
  });

  test('that a healthy instance is refused are no allowed ones', () => {
    const site = testSite();
    const allowed = [...awsDnsNames(site), ...declaredDnsNames(site)];
    expect(expectedRefusals(site).filter((name) => allowed.includes(name))).toEqual([]);
  });
});
