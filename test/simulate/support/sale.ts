import { parseDeclared, simulateSpike, type Declared, type ScenarioId, type SpikeReport } from '../../../lib/simulate';
import { modelOfTemplate, type JsonObject, type TemplateModel } from '../../../lib/template';

/** What a group of a test has beside its sizes. */
export interface GroupOptions {
  readonly min: number | string | JsonObject;
  readonly max: number | string | JsonObject;
  /** @default 3 */
  readonly zones?: number;
  /** Target of requests per target and minute; without it nothing scales. */
  readonly target?: number;
  /** Scheduled actions by their id. */
  readonly actions?: Readonly<Record<string, JsonObject>>;
  readonly slowStartSeconds?: number;
  /** More properties of the group. */
  readonly more?: JsonObject;
  /** More resources of the template. */
  readonly resources?: Readonly<Record<string, JsonObject>>;
}

/** Health checks of every group: a new target waits 10 s at most, a lost one is noticed after 5 s x 2 + 2 s. */
const CHECKS = { HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2, UnhealthyThresholdCount: 2 };

/** Resources of one group; all of them begin with its name. */
export function groupResources(name: string, options: GroupOptions): Readonly<Record<string, JsonObject>> {
  const { min, max, zones = 3, target, actions = {}, slowStartSeconds, more = {}, resources = {} } = options;
  const subnets = Array.from({ length: zones }, (_, zone) => `${name}Subnet${String(zone)}`);
  const subnet = (zone: number) => ({
    Type: 'AWS::EC2::Subnet',
    Properties: { AvailabilityZone: `ap-northeast-1${'abcdef'.charAt(zone)}` },
  });
  const slowStart = { Key: 'slow_start.duration_seconds', Value: String(slowStartSeconds ?? 0) };
  return {
    ...Object.fromEntries(subnets.map((id, zone) => [id, subnet(zone)])),
    [`${name}Targets`]: {
      Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      Properties: { ...CHECKS, TargetGroupAttributes: [slowStart] },
    },
    [`${name}Group`]: {
      Type: 'AWS::AutoScaling::AutoScalingGroup',
      Properties: {
        AutoScalingGroupName: name,
        MinSize: min,
        MaxSize: max,
        VPCZoneIdentifier: subnets.map((id) => ({ Ref: id })),
        TargetGroupARNs: [{ Ref: `${name}Targets` }],
        DefaultInstanceWarmup: 0,
        ...more,
      },
    },
    ...(target === undefined ? {} : { [`${name}Policy`]: targetPolicy(name, target) }),
    ...Object.fromEntries(
      Object.entries(actions).map(([id, properties]) => [
        id,
        {
          Type: 'AWS::AutoScaling::ScheduledAction',
          Properties: { AutoScalingGroupName: { Ref: `${name}Group` }, ...properties },
        },
      ]),
    ),
    ...resources,
  };
}

function targetPolicy(name: string, target: number): JsonObject {
  return {
    Type: 'AWS::AutoScaling::ScalingPolicy',
    Properties: {
      AutoScalingGroupName: { Ref: `${name}Group` },
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
        TargetValue: target,
      },
    },
  };
}

/** A web ACL at the edge with some rules. */
export function webAcl(...rules: readonly JsonObject[]): JsonObject {
  return {
    Type: 'AWS::WAFv2::WebACL',
    Properties: { Name: 'edge', Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} }, Rules: rules },
  };
}

/** A rate-based rule that counts by address. */
export function rateRule(name: string, limit: number, more: JsonObject = {}, action = 'Block'): JsonObject {
  return {
    Name: name,
    Priority: 0,
    Action: { [action]: {} },
    Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 60, Limit: limit, ...more } },
  };
}

/** A template with a group `web` and whatever else. */
export function modelWith(...resources: readonly Readonly<Record<string, JsonObject>>[]): TemplateModel {
  return modelOfTemplate({ Resources: Object.assign({}, ...resources) as JsonObject });
}

/** A declaration of one tier `web` with 100 requests per second of an instance, and what is given besides. */
export function declaredSale(arrivals: JsonObject, tier: JsonObject = {}, more: JsonObject = {}): Declared {
  const tiers = [{ group: 'web', rpsPerInstance: 100, callsPerRequest: 1, ...tier }];
  return parseDeclared({ arrivals, tiers, ...more }, (path) => path.join('.'));
}

/** Simulates a group `web`. */
export function saleOf(
  group: GroupOptions,
  declared: Declared,
  ...more: readonly Readonly<Record<string, JsonObject>>[]
) {
  return new Sale(simulateSpike(modelWith(groupResources('web', group), ...more), declared));
}

/** A report with short ways to what tests look at. */
export class Sale {
  readonly report: SpikeReport;

  constructor(report: SpikeReport) {
    this.report = report;
  }

  run(scenario: ScenarioId = 'normal', timing: 'earliest' | 'latest' = 'earliest') {
    const found = this.report.runs.find((run) => run.scenario.id === scenario && run.timing === timing);
    if (found === undefined) {
      throw new Error(`no run of ${scenario}, ${timing}`);
    }
    return found;
  }

  totals(scenario?: ScenarioId, timing?: 'earliest' | 'latest') {
    return this.run(scenario, timing).totals;
  }

  /** Fewest instances in service of the first tier in each minute from the opening on. */
  instances(scenario?: ScenarioId, timing?: 'earliest' | 'latest'): readonly number[] {
    return this.run(scenario, timing)
      .rows.filter(({ minute }) => minute >= 0)
      .map(({ tiers }) => tiers[0]?.inService ?? 0);
  }

  get codes(): readonly string[] {
    return this.report.findings.map(({ code }) => code);
  }
}
