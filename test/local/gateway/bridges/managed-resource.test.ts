import { jsonAnswer } from '../../../../lib/local/gateway/answer';
import { substituteManagedResource } from '../../../../lib/local/gateway/bridges/managed-resource';
import { contextOf, holding } from '../support/bridge-context';

const BALANCER = 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/site-web/1';
const GROUP = 'arn:aws:autoscaling:ap-northeast-1:111122223333:autoScalingGroup:1:autoScalingGroupName/site/web';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const AUTO_SCALING_GROUP = 'AWS::AutoScaling::AutoScalingGroup';

function asked(arn: string, type: string, physicalId: string) {
  const view = { ...holding(type, physicalId), zoneIds: () => Promise.resolve(['apne1-az1', 'apne1-az4']) };
  return substituteManagedResource(
    contextOf('GetManagedResource', { parameters: { resourceIdentifier: arn }, protocol: 'rest-json', view }),
  );
}

test.each([
  ['a load balancer, by its ARN', BALANCER, LOAD_BALANCER, BALANCER],
  ['a group, by its name', GROUP, AUTO_SCALING_GROUP, 'site/web'],
])('%s, takes traffic in every zone while a stack holds it', async (_, arn, type, physicalId) => {
  expect(await asked(arn, type, physicalId)).toEqual(
    jsonAnswer({ arn, appliedWeights: { 'apne1-az1': 1, 'apne1-az4': 1 }, zonalShifts: [], autoshifts: [] }),
  );
});

test.each([
  [BALANCER, LOAD_BALANCER, 'another'],
  [BALANCER, AUTO_SCALING_GROUP, BALANCER],
  [GROUP, AUTO_SCALING_GROUP, 'web'],
  [GROUP, LOAD_BALANCER, 'site/web'],
])('%s is not known where a stack holds %s %s alone', async (arn, type, physicalId) => {
  expect(await asked(arn, type, physicalId)).toEqual(
    jsonAnswer({ message: 'no stack holds such a resource' }, 404, ['x-amzn-errortype', 'ResourceNotFoundException']),
  );
});
