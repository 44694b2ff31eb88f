import { findWeaknesses, readFailureModel } from '../../../lib/failures';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';

function meansOf(Type: string, Properties: JsonObject): readonly string[] {
  const templates = modelOfTemplate(
    { Resources: { Checked: { Type, Properties } } },
    { region: 'eu-west-1', stackName: 'Site' },
  );
  return findWeaknesses(templates, readFailureModel(templates))
    .filter(({ code }) => code === 'CHECK_INTERVAL_BELOW_TIMEOUT')
    .map(({ means }) => means);
}

const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';

test.each<[string, string, JsonObject, string | undefined]>([
  [
    'an interval above the timeout',
    TARGETS,
    { HealthCheckIntervalSeconds: 6, HealthCheckTimeoutSeconds: 5 },
    undefined,
  ],
  [
    'equal ones',
    TARGETS,
    { HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 5 },
    'every 5 s and waits for 5 s',
  ],
  [
    'the default timeout of HTTP',
    TARGETS,
    { Protocol: 'HTTP', HealthCheckIntervalSeconds: 5 },
    'every 5 s and waits for 5 s',
  ],
  [
    'the default timeout of TCP',
    TARGETS,
    { Protocol: 'TCP', HealthCheckIntervalSeconds: 10 },
    'every 10 s and waits for 10 s',
  ],
  [
    'the default timeout of a check over HTTP of targets over TCP',
    TARGETS,
    { Protocol: 'TCP', HealthCheckProtocol: 'HTTP', HealthCheckIntervalSeconds: 6 },
    'every 6 s and waits for 6 s',
  ],
  ['the default interval', TARGETS, { HealthCheckTimeoutSeconds: 30 }, 'every 30 s and waits for 30 s'],
  ['a function that nobody checks', TARGETS, { TargetType: 'lambda', HealthCheckIntervalSeconds: 5 }, undefined],
  [
    'a function that is checked',
    TARGETS,
    { TargetType: 'lambda', HealthCheckEnabled: true, HealthCheckIntervalSeconds: 30 },
    'every 30 s and waits for 30 s',
  ],
  [
    'an interval that only the deployment tells',
    TARGETS,
    { HealthCheckIntervalSeconds: { Ref: 'AWS::StackName' }, HealthCheckTimeoutSeconds: 60 },
    undefined,
  ],
  [
    'a load balancer of the classic kind',
    'AWS::ElasticLoadBalancing::LoadBalancer',
    {
      HealthCheck: { Target: 'TCP:80', Interval: '10', Timeout: '15', HealthyThreshold: '2', UnhealthyThreshold: '2' },
    },
    'every 10 s and waits for 15 s',
  ],
])('%s', (_, type, properties, times) => {
  expect(meansOf(type, properties)).toEqual(
    times === undefined ? [] : [`its health check is made ${times}, which AWS refuses`],
  );
});
