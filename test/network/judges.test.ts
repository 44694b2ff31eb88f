import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import type { Site } from '../../lib/site';
import { starterSite, testSite } from '../support/test-site';
import { synthNetwork } from './synth-network';

const sites: readonly (readonly [string, Site])[] = [
  ['a site with a firewall', testSite()],
  ['a starter', starterSite()],
];

test.each(sites)('leaves nag packs two findings that have their reasons, in %s', (_name, site) => {
  const { stack } = synthNetwork(site);
  const root = stack.node.root;
  if (!(root instanceof App)) {
    throw new Error('no app');
  }
  const packs = [new AwsSolutionsChecks(root), new NIST80053R5Checks(root), new PCIDSS321Checks(root)];
  const rules = packs.flatMap((pack) => pack.validateScope(stack).violations.map(({ ruleName }) => ruleName));
  // ACLs enforce the order of the segments a second time; the NAT subnets alone have a route to the internet gateway.
  expect([...new Set(rules)].sort()).toEqual([
    'AwsSolutions-VPC3',
    'NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW',
    'PCI.DSS.321-VPCNoUnrestrictedRouteToIGW',
  ]);
});
