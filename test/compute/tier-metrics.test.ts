import { bundleFunctions } from '../../lib/functions';
import { testSite } from '../support/test-site';
import { computeStack } from './support/synth-compute';

beforeAll(bundleFunctions);

test('counts healthy servers in one zone', () => {
  const { stack, web } = computeStack(testSite());
  const metric = web.metrics.metricHealthyHosts('ap-northeast-1a');
  expect(metric).toMatchObject({
    namespace: 'AWS/ApplicationELB',
    metricName: 'HealthyHostCount',
    statistic: 'Minimum',
  });
  expect(Object.keys(metric.dimensions ?? {}).sort()).toEqual(['AvailabilityZone', 'LoadBalancer', 'TargetGroup']);
  expect(stack.resolve(metric.dimensions)).toEqual({
    AvailabilityZone: 'ap-northeast-1a',
    LoadBalancer: { 'Fn::GetAtt': [expect.stringMatching(/^WebLoadBalancer/), 'LoadBalancerFullName'] },
    TargetGroup: { 'Fn::GetAtt': [expect.stringMatching(/^WebTargets/), 'TargetGroupFullName'] },
  });
});

test.each([
  ['metricRequests', 'RequestCount', ['LoadBalancer', 'TargetGroup']],
  ['metricTarget5xx', 'HTTPCode_Target_5XX_Count', ['LoadBalancer', 'TargetGroup']],
  ['metricLoadBalancer5xx', 'HTTPCode_ELB_5XX_Count', ['LoadBalancer']],
  ['metricLatency', 'TargetResponseTime', ['LoadBalancer', 'TargetGroup']],
  ['metricRejectedConnections', 'RejectedConnectionCount', ['LoadBalancer']],
  ['metricTargetTlsErrors', 'TargetTLSNegotiationErrorCount', ['LoadBalancer', 'TargetGroup']],
  ['metricInServiceInstances', 'GroupInServiceInstances', ['AutoScalingGroupName']],
  ['metricDesiredCapacity', 'GroupDesiredCapacity', ['AutoScalingGroupName']],
  ['metricMaxSize', 'GroupMaxSize', ['AutoScalingGroupName']],
] as const)('%s is %s by the dimensions AWS publishes', (method, name, dimensions) => {
  const { metrics } = computeStack(testSite()).app;
  const metric = metrics[method]();
  expect(metric.metricName).toBe(name);
  expect(Object.keys(metric.dimensions ?? {}).sort()).toEqual(dimensions);
  expect(metric.period.toSeconds()).toBe(60);
});
