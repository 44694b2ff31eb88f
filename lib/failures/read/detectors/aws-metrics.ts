import { knownNumber, resourceKey, targetOf, type TemplateResource, type Value } from '../../../template';
import type { ReadContext } from '../context';
import { asTold } from './blind';
import { failingIn, unansweredIn } from './losses';
import {
  anyOf,
  constant,
  counting,
  MANY,
  membersIn,
  named,
  ofPart,
  textOfDimension,
  type Metric,
  type Reading,
} from './reading';
import type { Measured } from './metric-math';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const CLUSTER = 'AWS::RDS::DBCluster';

/** What a metric of AWS says about what the model can lose; `undefined` when it says nothing about it. */
export function awsReading(ctx: ReadContext, metric: Metric): Reading | undefined {
  switch (metric.namespace) {
    case 'AWS/ApplicationELB':
    case 'AWS/NetworkELB':
      return balancerReading(ctx, metric);
    case 'AWS/CloudFront':
      return distributionReading(ctx, metric);
    case 'AWS/AutoScaling':
      return groupReading(ctx, metric);
    case 'AWS/RDS':
      return asTold(ctx, databaseReading(ctx, metric));
    case 'AWS/EC2':
      return asTold(ctx, serverReading(ctx, metric));
    case 'AWS/NATGateway': {
      const gateway = named(ctx, metric, 'NatGatewayId', 'AWS::EC2::NatGateway');
      return gateway === undefined ? undefined : asTold(ctx, ofPart(ctx, resourceKey(gateway), 'missing'));
    }
    case 'AWS/NetworkFirewall': {
      const firewall = named(ctx, metric, 'FirewallName', 'AWS::NetworkFirewall::Firewall', 'FirewallName');
      const zone = textOfDimension(metric, 'AvailabilityZone') ?? '';
      return firewall === undefined ? undefined : ofPart(ctx, `${resourceKey(firewall)}#${zone}`, 'missing');
    }
    case 'AWS/VPN':
      return tunnelReading(ctx, metric);
    case 'AWS/CertificateManager': {
      const value = metric.dimensions.get('CertificateArn');
      const part = value === undefined ? undefined : partOf(value);
      return part === undefined || metric.name !== 'DaysToExpiry' ? undefined : ofPart(ctx, part, 0);
    }
    default:
      return undefined;
  }
}

function partOf(value: Value): string | undefined {
  const target = targetOf(value);
  return target === undefined ? (value.kind === 'known' ? String(value.value) : undefined) : resourceKey(target);
}

function balancerReading(ctx: ReadContext, metric: Metric): Reading | undefined {
  const group = named(ctx, metric, 'TargetGroup', TARGET_GROUP);
  const zone = textOfDimension(metric, 'AvailabilityZone');
  const servers = group === undefined ? [] : ctx.draft.poolsOf('servers', group);
  switch (metric.name) {
    case 'HealthyHostCount':
      return counting(ctx, servers, zone, (failing, all) => all - failing);
    case 'UnHealthyHostCount':
      return counting(ctx, servers, zone, (failing) => failing);
    case 'UnhealthyRoutingRequestCount': {
      const least = (group === undefined ? [] : ctx.draft.poolsOf('targets', group)).map(
        (pool) => ctx.draft.findPool(pool)?.failOpenBelow ?? 0,
      );
      return counting(ctx, servers, zone, (failing, all) => (all - failing < Math.min(...least) ? MANY : 0));
    }
    case 'HTTPCode_Target_5XX_Count':
      return group === undefined ? undefined : behind(ctx, group);
    case 'HTTPCode_ELB_5XX_Count':
      // What it answers itself when nobody behind it does.
      return counting(ctx, serversBehind(ctx, metric, servers), zone, (failing, all) => (failing === all ? MANY : 0));
    case 'RequestCount':
    case 'NewFlowCount':
      return constant(MANY);
    default:
      return undefined;
  }
}

/** Servers of a target group, or of all target groups of a load balancer. */
function serversBehind(ctx: ReadContext, metric: Metric, servers: readonly string[]): readonly string[] {
  if (servers.length > 0) {
    return servers;
  }
  const balancer = named(ctx, metric, 'LoadBalancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const proxy = balancer === undefined ? undefined : ctx.proxyOf(balancer);
  return (proxy?.nextHops ?? []).flatMap(({ origin }) =>
    origin.resource === undefined ? [] : ctx.draft.poolsOf('servers', origin.resource),
  );
}

/** What servers answer when what they need does not answer. */
function behind(ctx: ReadContext, group: TemplateResource): Reading | undefined {
  const servers = ctx.draft.poolsOf('server', group);
  const members = [...ctx.draft.poolsOf('targets', group), ...servers].flatMap(
    (pool) => ctx.draft.findPool(pool)?.members ?? [],
  );
  const needed = new Set(
    members
      .flatMap(({ needs }) => needs.flatMap((need) => (need.kind === 'pool' ? need.pool : [])))
      .filter((pool) => !servers.includes(pool)),
  );
  const readings = [...needed].map((pool): Reading => ({
    variables: [{ kind: 'unanswered', pool }],
    measure: (losses) => MANY * unansweredIn(losses, pool),
  }));
  return anyOf(readings, 0);
}

function distributionReading(ctx: ReadContext, metric: Metric): Reading | undefined {
  const distribution = named(ctx, metric, 'DistributionId', 'AWS::CloudFront::Distribution');
  const pools = distribution === undefined ? [] : ctx.draft.poolsOf('entry', distribution);
  switch (metric.name) {
    case '5xxErrorRate':
    case 'TotalErrorRate':
      return anyOf(
        pools.map((pool) => ({
          variables: [{ kind: 'unanswered', pool }],
          measure: (losses) => 100 * unansweredIn(losses, pool),
        })),
        0,
      );
    case 'Requests':
      return constant(MANY);
    default:
      return undefined;
  }
}

function groupReading(ctx: ReadContext, metric: Metric): Reading | undefined {
  const group = named(
    ctx,
    metric,
    'AutoScalingGroupName',
    'AWS::AutoScaling::AutoScalingGroup',
    'AutoScalingGroupName',
  );
  const pools = group === undefined ? [] : ctx.draft.poolsOf('servers', group);
  const count = pools[0] === undefined ? 0 : membersIn(ctx, pools[0]).length;
  switch (metric.name) {
    case 'GroupInServiceInstances':
      return counting(ctx, pools, undefined, (failing, all) => all - failing);
    case 'GroupMinSize':
    case 'GroupDesiredCapacity':
    case 'GroupTotalInstances':
      return count === 0 ? undefined : constant(count);
    case 'GroupMaxSize':
      return group === undefined ? undefined : constant(knownNumber(ctx.property(group, 'MaxSize')) ?? 'usual');
    default:
      return undefined;
  }
}

/** Metrics of a role stop when nobody has it; those of an instance when it is dead. */
function databaseReading(ctx: ReadContext, metric: Metric): Reading | undefined {
  const instance = named(ctx, metric, 'DBInstanceIdentifier', 'AWS::RDS::DBInstance', 'DBInstanceIdentifier');
  if (instance !== undefined) {
    return ofPart(ctx, resourceKey(instance), 'missing');
  }
  const cluster = named(ctx, metric, 'DBClusterIdentifier', CLUSTER, 'DBClusterIdentifier');
  const pools = cluster === undefined ? [] : ctx.draft.poolsOf('writer', cluster);
  const [pool] = pools;
  if (pool === undefined) {
    return undefined;
  }
  const role = textOfDimension(metric, 'Role');
  if (role === 'WRITER') {
    return {
      variables: [{ kind: 'unanswered', pool }],
      measure: (losses) => (unansweredIn(losses, pool) === 1 ? 'missing' : 'usual'),
    };
  }
  const readers = membersIn(ctx, pool).slice(1);
  const isOfReaders = role === 'READER' || /^AuroraReplicaLag/.test(metric.name);
  return isOfReaders && readers.length > 0
    ? {
        variables: [{ kind: 'failing', pool, members: readers }],
        measure: (losses) => (failingIn(losses, pool, readers) === readers.length ? 'missing' : 'usual'),
      }
    : undefined;
}

function serverReading(ctx: ReadContext, metric: Metric): Reading | undefined {
  if (!/^StatusCheckFailed/.test(metric.name)) {
    return undefined;
  }
  const instance = named(ctx, metric, 'InstanceId', 'AWS::EC2::Instance');
  if (instance !== undefined) {
    return ofPart(ctx, resourceKey(instance), 1, 0);
  }
  const group = named(
    ctx,
    metric,
    'AutoScalingGroupName',
    'AWS::AutoScaling::AutoScalingGroup',
    'AutoScalingGroupName',
  );
  const pools = group === undefined ? [] : ctx.draft.poolsOf('servers', group);
  return counting(ctx, pools, undefined, (failing, all): Measured => {
    const share: Readonly<Record<string, number>> = {
      Sum: failing,
      Average: failing / all,
      Minimum: failing === all ? 1 : 0,
    };
    return share[metric.statistic] ?? (failing > 0 ? 1 : 0);
  });
}

/**
 * State of the tunnels of a connection: 1 when one is up, 0 when it is down.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html read 2026-11-26
 */
function tunnelReading(ctx: ReadContext, metric: Metric): Reading | undefined {
  const connection = named(ctx, metric, 'VpnId', 'AWS::EC2::VPNConnection');
  if (connection === undefined || metric.name !== 'TunnelState') {
    return undefined;
  }
  const key = resourceKey(connection);
  const tunnels = [1, 2].map((number) => `${key}#tunnel ${String(number)}`);
  const whole = ofPart(ctx, key, 0, 1);
  // One tunnel of two: seen by the least and the mean, not by the greatest.
  const one = metric.statistic === 'Maximum' ? 1 : metric.statistic === 'Minimum' ? 0 : 0.5;
  return anyOf([whole, ...tunnels.map((part) => ofPart(ctx, part, one, 1))], 1);
}
