import type { JsonObject } from '../../../lib/template';
import type { Draw } from './draw';
import { drawBlock, drawPorts, refs } from './pools';
import { ref, type Plan, type Sheet, type VpcPlan } from './sheet';

/** Network Firewalls with stateless and stateful rules, in VPCs that have subnets for them. */
export function drawFirewalls(draw: Draw, sheet: Sheet, plan: Plan): void {
  for (const vpc of plan.vpcs) {
    const subnets = vpc.subnets.filter(({ kind }) => kind === 'firewall');
    if (subnets.length === 0) {
      continue;
    }
    const policy = drawPolicy(draw, sheet, plan, vpc);
    const id = sheet.add(sheet.name('Firewall'), 'AWS::NetworkFirewall::Firewall', {
      FirewallName: 'firewall',
      VpcId: ref(vpc.id),
      FirewallPolicyArn: ref(policy),
      SubnetMappings: subnets.map((subnet) => ({ SubnetId: ref(subnet.id) })),
    });
    vpc.firewall = { id, zones: subnets.map(({ zone }) => zone) };
  }
}

function drawPolicy(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan): string {
  const isStrict = draw.chance(60);
  const order = isStrict ? 'STRICT_ORDER' : 'DEFAULT_ACTION_ORDER';
  const otherwise = draw.weighed([
    [8, 'aws:forward_to_sfe'],
    [2, 'aws:pass'],
    [1, 'aws:drop'],
  ]);
  const stateless = draw.chance(60) ? [drawStateless(draw, sheet, plan, vpc)] : [];
  const stateful = Array.from({ length: draw.int(0, 2) }, () => drawStateful(draw, sheet, plan, vpc, order));
  const defaults = draw.weighed([
    [3, undefined],
    [2, ['aws:drop_strict']],
    [3, ['aws:drop_established']],
    [1, ['aws:alert_strict']],
  ]);
  return sheet.add(sheet.name('Policy'), 'AWS::NetworkFirewall::FirewallPolicy', {
    FirewallPolicyName: 'policy',
    FirewallPolicy: {
      StatelessDefaultActions: [otherwise],
      StatelessFragmentDefaultActions: [otherwise],
      ...(stateless.length === 0
        ? {}
        : {
            StatelessRuleGroupReferences: refs(stateless).map((ResourceArn, index) => ({
              ResourceArn,
              Priority: index + 1,
            })),
          }),
      ...(stateful.length === 0
        ? {}
        : {
            StatefulRuleGroupReferences: refs(stateful).map((ResourceArn, index) =>
              isStrict ? { ResourceArn, Priority: index + 1 } : { ResourceArn },
            ),
          }),
      ...(isStrict
        ? {
            StatefulEngineOptions: { RuleOrder: order },
            ...(defaults === undefined ? {} : { StatefulDefaultActions: defaults }),
          }
        : {}),
    },
  });
}

function drawStateless(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan): string {
  const rules = Array.from({ length: draw.int(1, 4) }, (_, index): JsonObject => {
    const protocols = draw.pick([[6], [17], [6, 17], [1], []] as readonly (readonly number[])[]);
    const hasPorts = protocols.length > 0 && !protocols.includes(1);
    const ports = (percent: number) => {
      if (!hasPorts || !draw.chance(percent)) {
        return undefined;
      }
      const [FromPort, ToPort] = drawPorts(draw, plan);
      return [{ FromPort, ToPort }];
    };
    const [source, destination] = [ports(30), ports(60)];
    const block = (percent: number) =>
      draw.chance(percent) ? [{ AddressDefinition: drawBlock(draw, plan, vpc) }] : undefined;
    const [from, to] = [block(60), block(60)];
    return {
      Priority: 10 * (index + 1),
      RuleDefinition: {
        Actions: [
          draw.weighed([
            [3, 'aws:pass'],
            [2, 'aws:drop'],
            [4, 'aws:forward_to_sfe'],
          ]),
        ],
        MatchAttributes: {
          ...(protocols.length === 0 ? {} : { Protocols: protocols }),
          ...(from === undefined ? {} : { Sources: from }),
          ...(to === undefined ? {} : { Destinations: to }),
          ...(source === undefined ? {} : { SourcePorts: source }),
          ...(destination === undefined ? {} : { DestinationPorts: destination }),
        },
      },
    };
  });
  return sheet.add(sheet.name('Stateless'), 'AWS::NetworkFirewall::RuleGroup', {
    RuleGroupName: 'stateless',
    Type: 'STATELESS',
    Capacity: 100,
    RuleGroup: { RulesSource: { StatelessRulesAndCustomActions: { StatelessRules: rules } } },
  });
}

function drawStateful(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan, RuleOrder: string): string {
  const source = draw.weighed<() => JsonObject>([
    [5, () => ({ StatefulRules: Array.from({ length: draw.int(1, 4) }, (_, index) => tuple(draw, plan, vpc, index)) })],
    [
      4,
      () => ({
        RulesString: Array.from({ length: draw.int(1, 4) }, (_, index) => line(draw, plan, vpc, index)).join('\n'),
      }),
    ],
    [
      1,
      () => ({
        RulesSourceList: {
          GeneratedRulesType: draw.pick(['ALLOWLIST', 'DENYLIST'] as const),
          TargetTypes: ['TLS_SNI', 'HTTP_HOST'],
          Targets: ['.example.com'],
        },
      }),
    ],
  ])();
  return sheet.add(sheet.name('Stateful'), 'AWS::NetworkFirewall::RuleGroup', {
    RuleGroupName: 'stateful',
    Type: 'STATEFUL',
    Capacity: 100,
    RuleGroup: { StatefulRuleOptions: { RuleOrder }, RulesSource: source },
  });
}

interface Parts {
  readonly action: string;
  readonly protocol: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly destination: string;
  readonly port: string;
}

function parts(draw: Draw, plan: Plan, vpc: VpcPlan): Parts {
  const protocol = draw.weighed([
    [6, 'tcp'],
    [2, 'udp'],
    [2, 'ip'],
    [1, 'icmp'],
  ]);
  const hasPorts = protocol === 'tcp' || protocol === 'udp';
  const port = (percent: number) => {
    if (!hasPorts || !draw.chance(percent)) {
      return 'any';
    }
    const [from, to] = drawPorts(draw, plan);
    return from === to ? String(from) : `${from}:${to}`;
  };
  const block = (percent: number) => (draw.chance(percent) ? drawBlock(draw, plan, vpc) : 'any');
  return {
    action: draw.weighed([
      [5, 'pass'],
      [3, 'drop'],
      [1, 'reject'],
      [1, 'alert'],
    ]),
    protocol,
    source: block(50),
    sourcePort: port(20),
    destination: block(50),
    port: port(60),
  };
}

function tuple(draw: Draw, plan: Plan, vpc: VpcPlan, index: number): JsonObject {
  const { action, protocol, source, sourcePort, destination, port } = parts(draw, plan, vpc);
  return {
    Action: action.toUpperCase(),
    Header: {
      Protocol: protocol.toUpperCase(),
      Source: source === 'any' ? 'ANY' : source,
      SourcePort: sourcePort === 'any' ? 'ANY' : sourcePort,
      Direction: draw.chance(20) ? 'ANY' : 'FORWARD',
      Destination: destination === 'any' ? 'ANY' : destination,
      DestinationPort: port === 'any' ? 'ANY' : port,
    },
    RuleOptions: [{ Keyword: 'sid', Settings: [String(index + 1)] }],
  };
}

function line(draw: Draw, plan: Plan, vpc: VpcPlan, index: number): string {
  const { action, protocol, source, sourcePort, destination, port } = parts(draw, plan, vpc);
  const home = draw.chance(15) ? '$HOME_NET' : source;
  const outside = draw.chance(15) ? '$EXTERNAL_NET' : destination;
  const arrow = draw.chance(15) ? '<>' : '->';
  const option = draw.chance(8) ? 'content:"x"; ' : '';
  return `${action} ${protocol} ${home} ${sourcePort} ${arrow} ${outside} ${port} (${option}msg:"r"; sid:${index + 1}; rev:1;)`;
}
