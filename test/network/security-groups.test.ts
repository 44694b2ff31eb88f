import { Port } from 'aws-cdk-lib/aws-ec2';
import { groupFlows, outsideFlows } from '../../lib/network/security-group-rules';
import { starterSite, testSite } from '../support/test-site';
import { NetworkModel } from './network-model';
import { synthNetwork } from './synth-network';

const standard = synthNetwork(testSite());
const model = new NetworkModel(standard.resources);

test('makes exactly seven groups', () => {
  expect(new Set(model.groupRules.map(({ group }) => group))).toEqual(
    new Set(['entry-load-balancer', 'web', 'app-load-balancer', 'app', 'database', 'probe', 'endpoints']),
  );
});

test('gives every group at least one inline egress rule, so that none gets the default one', () => {
  const rules = standard
    .ofType('AWS::EC2::SecurityGroup')
    .map(({ Properties }) => Properties['SecurityGroupEgress'] as unknown[]);
  expect(rules.filter((egress) => egress.length === 0)).toEqual([]);
});

test('opens no port to every address, and one to CloudFront', () => {
  const ingress = model.groupRules.filter(
    ({ direction, peer }) =>
      direction === 'ingress' && !['web', 'app', 'entry-load-balancer', 'app-load-balancer', 'probe'].includes(peer),
  );
  expect(ingress).toEqual([
    expect.objectContaining({ group: 'entry-load-balancer', peer: 'pl-58a04531', from: 443, to: 443 }),
  ]);
});

test('describes every rule', () => {
  const allowed = /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{10,255}$/;
  expect(model.groupRules.filter(({ description }) => !allowed.test(description))).toEqual([]);
});

test('lets servers out to S3 and to the internet over HTTPS while domains are declared', () => {
  const outside = model.groupRules.filter(
    ({ direction, peer }) => direction === 'egress' && /^(pl-|\d)/.test(peer) && peer !== '255.255.255.255/32',
  );
  expect(outside.map(({ group, peer, from, to }) => [group, peer, from, to])).toEqual([
    ['web', 'pl-61a54008', 443, 443],
    ['web', '0.0.0.0/0', 443, 443],
    ['app', 'pl-61a54008', 443, 443],
    ['app', '0.0.0.0/0', 443, 443],
  ]);
});

test('lets no server out to the internet when no domain is declared and AWS APIs have endpoints', () => {
  const flows = outsideFlows(testSite({ network: {} }));
  expect(flows.filter(({ peer }) => 'cidr' in peer)).toEqual([]);
});

test.each([
  ['declared domains behind the firewall', testSite(), 'Declared domains, limited by Network Firewall'],
  ['AWS APIs through NAT', starterSite(), 'AWS APIs through NAT, limited by DNS Firewall'],
])('says in the rule why servers reach the internet: %s', (_name, site, reason) => {
  const internet = outsideFlows(site).filter(({ peer }) => 'cidr' in peer);
  expect(new Set(internet.map(({ description }) => description))).toEqual(new Set([reason]));
});

test('has no flow to endpoints that do not exist', () => {
  expect(groupFlows(starterSite()).filter(({ to }) => to === 'endpoints')).toEqual([]);
});

test('uses references between groups and never ranges of the VPC', () => {
  expect(model.groupRules.filter(({ peer }) => peer.startsWith('10.'))).toEqual([]);
});

test('hands out references that ignore further rules', () => {
  const synth = synthNetwork(testSite(), ({ securityGroups }) => {
    securityGroups.web.connections.allowFromAnyIpv4(Port.tcp(22), 'Nobody may');
  });
  expect(synth.template.toJSON()).toEqual(standard.template.toJSON());
});
