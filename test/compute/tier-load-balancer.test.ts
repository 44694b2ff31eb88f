import type { Template } from 'aws-cdk-lib/assertions';
import { starterSite, testSite } from '../support/test-site';
import { propertiesOf, synthCompute } from './support/synth-compute';

const ALB = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

let standard: Template;
let starter: Template;

beforeAll(async () => {
  standard = (await synthCompute(testSite())).template;
  starter = (await synthCompute(starterSite())).template;
}, 60_000);

/** Attributes of a load balancer, target group or listener as one record. */
function attributes(properties: Record<string, unknown>, name: string): Record<string, unknown> {
  const list = properties[name] as readonly { readonly Key: string; readonly Value: unknown }[];
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}

describe('load balancer', () => {
  test.each(['Web', 'App'])('of the %s tier is internal, hardened and protected', (tier) => {
    const properties = propertiesOf(standard, ALB, tier);
    expect(properties.Scheme).toBe('internal');
    expect(properties.Subnets).toHaveLength(3);
    expect(attributes(properties, 'LoadBalancerAttributes')).toMatchObject({
      'deletion_protection.enabled': 'true',
      'routing.http.desync_mitigation_mode': 'strictest',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'routing.http.xff_header_processing.mode': 'append',
      'waf.fail_open.enabled': 'false',
      'zonal_shift.config.enabled': 'true',
      'idle_timeout.timeout_seconds': '60',
    });
  });

  test('keeps all three kinds of logs where the log bucket takes them', () => {
    const logs = attributes(propertiesOf(standard, ALB, 'Web'), 'LoadBalancerAttributes');
    for (const kind of ['access_logs', 'connection_logs', 'health_check_logs']) {
      expect(logs).toMatchObject({
        [`${kind}.s3.enabled`]: 'true',
        [`${kind}.s3.bucket`]: 'log-bucket',
        [`${kind}.s3.prefix`]: 'load-balancers/web',
      });
    }
  });

  test('can be deleted when protection is off', async () => {
    const { template } = await synthCompute(testSite({ protection: false }));
    const properties = propertiesOf(template, ALB, 'Web');
    expect(attributes(properties, 'LoadBalancerAttributes')['deletion_protection.enabled']).toBe('false');
  });

  test('has one listener, with a certificate and strict TLS', () => {
    standard.resourceCountIs(LISTENER, 2);
    const listener = propertiesOf(standard, LISTENER, 'Web');
    expect(listener).toMatchObject({
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
      Certificates: [{ CertificateArn: expect.stringContaining(':acm:ap-northeast-1:') }],
    });
    expect(attributes(listener, 'ListenerAttributes')).toEqual({ 'routing.http.response.server.enabled': 'false' });
  });

  test.each(['Web', 'App'])('of the %s tier listens on port 80 without a domain', (tier) => {
    expect(propertiesOf(starter, LISTENER, tier)).toMatchObject({ Port: 80, Protocol: 'HTTP' });
  });

  test('opens its port to nobody: the template holds no security group and no rule', () => {
    for (const type of ['SecurityGroup', 'SecurityGroupIngress', 'SecurityGroupEgress']) {
      standard.resourceCountIs(`AWS::EC2::${type}`, 0);
    }
  });
});

describe('target group', () => {
  test('speaks TLS to the servers and checks them as the site says', () => {
    const properties = propertiesOf(standard, 'AWS::ElasticLoadBalancingV2::TargetGroup', 'Web');
    expect(properties).toMatchObject({
      Protocol: 'HTTPS',
      Port: 8443,
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 5,
      HealthCheckTimeoutSeconds: 2,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
    });
    expect(attributes(properties, 'TargetGroupAttributes')).toMatchObject({
      'deregistration_delay.timeout_seconds': '30',
      'load_balancing.algorithm.type': 'weighted_random',
      'load_balancing.algorithm.anomaly_mitigation': 'on',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
    });
  });
});
