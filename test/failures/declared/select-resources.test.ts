import { ResourceSelection } from '../../../lib/failures';
import { smallSite } from '../support/small-site';

const model = smallSite({
  Servers: { Properties: { Tags: [{ Key: 'tier', Value: 'app', PropagateAtLaunch: true }] } },
});
const selection = new ResourceSelection(model);
const GROUPS = ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::SecurityGroup'];

test.each([
  ['id:Servers', ['Servers']],
  ['id:Server*', ['ServerGroup', 'Servers']],
  ['type:AWS::AutoScaling::*', ['Servers']],
  ['tag:tier=app', ['Servers']],
  [
    ['id:Servers', 'id:DataGroup'],
    ['DataGroup', 'Servers'],
  ],
  [{ all: ['id:Server*', 'tag:tier=app'] }, ['Servers']],
  [{ but: 'id:Server*', not: 'id:Servers' }, ['ServerGroup']],
  ['id:Entry', []],
  ['internet', []],
])('finds resources of some types: %j', (selector, ids) => {
  expect(selection.find(selector, GROUPS).map(({ logicalId }) => logicalId)).toEqual(ids);
});

test('says what is near when nothing is named', () => {
  expect(() => selection.require('id:Servrs', ['AWS::AutoScaling::AutoScalingGroup'], 'tiers[0].of')).toThrow(
    "tiers[0].of: must name a resource of type AWS::AutoScaling::AutoScalingGroup, got id:Servrs; near are 'id:Servers' [ObjectivesSelectorEmpty]",
  );
});

test('says that there is none', () => {
  expect(() => selection.require('id:x', ['AWS::ECS::Service'], 'tiers[0].of')).toThrow(/; the templates hold none \[/);
});
