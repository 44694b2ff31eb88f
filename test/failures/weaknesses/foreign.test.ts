import path from 'node:path';
import { findWeaknesses, readFailureModel, type Weakness } from '../../../lib/failures';
import { loadTemplates } from '../../../lib/template';

function weaknessesIn(file: string): readonly Weakness[] {
  const templates = loadTemplates([path.join(__dirname, '../../fixtures', file)], { region: 'us-east-1' });
  return findWeaknesses(templates, readFailureModel(templates));
}

test.each([
  ['foreign/cdk-fargate/ShopStack.template.json', 'NAT_SHARED_BY_ZONES', 'VpcPublicSubnet1NATGateway4D7517AA'],
  ['foreign/three-tier.yaml', 'NAT_SHARED_BY_ZONES', 'Nat'],
])('%s has one NAT gateway for all its zones', (file, code, logicalId) => {
  expect(weaknessesIn(file).map((each) => [each.code, each.resource?.logicalId])).toEqual([[code, logicalId]]);
});

test.each(['foreign/existing-vpc.json', 'templates/imports/app.yaml', 'templates/plain.yaml'])(
  'nothing is said of %s, of which too little is in the templates',
  (file) => {
    expect(weaknessesIn(file)).toEqual([]);
  },
);
