import {
  addGroup,
  addServer,
  addSubnet,
  addVpc,
  below,
  block,
  random,
  ref,
  resource,
  rule,
  type Generated,
  type Resources,
} from './verify-parts';

const ZONES = ['ap-northeast-1a', 'ap-northeast-1c'] as const;
const PRIVATE = { CidrIp: '10.0.0.0/8' };

/** Spokes that meet at a transit gateway, and an inspection VPC in which each packet crosses the firewall of its zone. */
export function largeFirewalledNetwork(size: number): Generated {
  const made: Resources = {};
  const spokes = Math.min(200, Math.max(2, Math.round(size / 50)));
  made['hub'] = closedGateway();
  made['spokeTable'] = resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('hub') });
  made['firewallTable'] = resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('hub') });
  const segments: Record<string, string[]> = {};
  for (let spoke = 0; spoke < spokes; spoke += 1) {
    segments[`spoke${spoke}`] = addSpoke(made, spoke);
  }
  for (let index = 0; index < size; index += 1) {
    const spoke = index % spokes;
    const id = `server${index}`;
    addServer(made, id, `spoke${spoke}zone${Math.floor(index / spokes) % 2}`, [`spoke${spoke}Group`], false);
    segments[`spoke${spoke}`]?.push(id);
  }
  addInspection(made);
  return { template: { Resources: made }, segments: firstFew(segments), changed: 'spoke0Group' };
}

function closedGateway() {
  return resource('AWS::EC2::TransitGateway', {
    DefaultRouteTableAssociation: 'disable',
    DefaultRouteTablePropagation: 'disable',
  });
}

function addSpoke(made: Resources, spoke: number): string[] {
  const id = `spoke${spoke}`;
  const first = (10 << 24) + (spoke << 16);
  addVpc(made, id, block(first, 16), false);
  ZONES.forEach((zone, at) => {
    const routes = { '0.0.0.0/0': { TransitGatewayId: ref('hub') } };
    addSubnet(made, `${id}zone${at}`, { vpc: id, cidr: block(first + (at << 12), 20), zone, routes });
  });
  addGroup(made, `${id}Group`, id, [rule(443, 443, PRIVATE), rule(22, 22, { CidrIp: block(first, 16) })]);
  addAttachment(made, id, [`${id}zone0`, `${id}zone1`], 'spokeTable', 'firewallTable');
  return [];
}

function addAttachment(made: Resources, vpc: string, subnets: readonly string[], table: string, into?: string): void {
  made[`${vpc}Hub`] = resource('AWS::EC2::TransitGatewayVpcAttachment', {
    TransitGatewayId: ref('hub'),
    VpcId: ref(vpc),
    SubnetIds: subnets.map(ref),
    Options: { ApplianceModeSupport: vpc === 'inspection' ? 'enable' : 'disable' },
  });
  const attachment = ref(`${vpc}Hub`);
  made[`${vpc}Associated`] = resource('AWS::EC2::TransitGatewayRouteTableAssociation', {
    TransitGatewayAttachmentId: attachment,
    TransitGatewayRouteTableId: ref(table),
  });
  if (into !== undefined) {
    made[`${vpc}Propagated`] = resource('AWS::EC2::TransitGatewayRouteTablePropagation', {
      TransitGatewayAttachmentId: attachment,
      TransitGatewayRouteTableId: ref(into),
    });
  }
}

function addInspection(made: Resources): void {
  const first = (100 << 24) + (64 << 16);
  addVpc(made, 'inspection', block(first, 16), false);
  ZONES.forEach((zone, at) => {
    addSubnet(made, `firewall${at}`, {
      vpc: 'inspection',
      cidr: block(first + (at << 8), 28),
      zone,
      routes: { '10.0.0.0/8': { TransitGatewayId: ref('hub') } },
    });
    const endpoints = { 'Fn::Join': [',', { 'Fn::GetAtt': ['firewall', 'EndpointIds'] }] };
    const behind = { 'Fn::Select': [1, { 'Fn::Split': [`${zone}:`, endpoints] }] };
    const endpoint = { 'Fn::Select': [0, { 'Fn::Split': [',', behind] }] };
    addSubnet(made, `entry${at}`, {
      vpc: 'inspection',
      cidr: block(first + 4096 + (at << 8), 28),
      zone,
      routes: { '0.0.0.0/0': { VpcEndpointId: endpoint } },
    });
  });
  made['firewall'] = resource('AWS::NetworkFirewall::Firewall', {
    FirewallName: 'f',
    FirewallPolicyArn: ref('policy'),
    VpcId: ref('inspection'),
    SubnetMappings: ZONES.map((_, at) => ({ SubnetId: ref(`firewall${at}`) })),
  });
  made['policy'] = resource('AWS::NetworkFirewall::FirewallPolicy', {
    FirewallPolicyName: 'p',
    FirewallPolicy: {
      StatelessDefaultActions: ['aws:forward_to_sfe'],
      StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
      StatefulDefaultActions: ['aws:drop_strict'],
      StatefulRuleGroupReferences: [{ ResourceArn: ref('rules'), Priority: 1 }],
    },
  });
  const header = { Protocol: 'TCP', SourcePort: 'ANY', Direction: 'FORWARD', DestinationPort: '443' };
  made['rules'] = resource('AWS::NetworkFirewall::RuleGroup', {
    RuleGroupName: 'r',
    Type: 'STATEFUL',
    Capacity: 10,
    RuleGroup: {
      StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
      RulesSource: {
        StatefulRules: [
          {
            Action: 'PASS',
            Header: { ...header, Source: '10.0.0.0/16', Destination: '10.0.0.0/8' },
            RuleOptions: [{ Keyword: 'sid:1' }],
          },
        ],
      },
    },
  });
  addAttachment(made, 'inspection', ['entry0', 'entry1'], 'firewallTable');
  made['toInspection'] = resource('AWS::EC2::TransitGatewayRoute', {
    TransitGatewayRouteTableId: ref('spokeTable'),
    DestinationCidrBlock: '0.0.0.0/0',
    TransitGatewayAttachmentId: ref('inspectionHub'),
  });
}

/** A matrix of more segments is read by nobody. */
function firstFew(segments: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(segments).slice(0, 10));
}

/** VPCs and partners behind VPNs at one transit gateway, with a table for each VPC. */
export function manyLines(size: number, seed: number): Generated {
  const next = random(seed);
  const made: Resources = {};
  const lines = Math.min(50, Math.max(2, size));
  const tables = Math.min(10, Math.max(2, Math.round(size / 10)));
  made['hub'] = closedGateway();
  const segments: Record<string, string[]> = {};
  for (let number = 0; number < tables; number += 1) {
    made[`table${number}`] = resource('AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('hub') });
  }
  for (let number = 0; number < tables; number += 1) {
    const id = `vpc${number}`;
    const first = (10 << 24) + (number << 18);
    addVpc(made, id, block(first, 14), false);
    addSubnet(made, `${id}zone0`, {
      vpc: id,
      cidr: block(first, 15),
      zone: ZONES[number % 2] ?? '',
      routes: { '192.168.0.0/16': { TransitGatewayId: ref('hub') }, '10.0.0.0/8': { TransitGatewayId: ref('hub') } },
    });
    addGroup(made, `${id}Group`, id, [
      rule(443, 443, { CidrIp: block((192 << 24) + (168 << 16) + (number << 8), 22) }),
    ]);
    addAttachment(made, id, [`${id}zone0`], `table${number}`, `table${(number + 1) % tables}`);
    segments[id] = [];
  }
  for (let number = 0; number < lines; number += 1) {
    addLine(made, number, below(next, tables), tables);
  }
  for (let index = 0; index < size; index += 1) {
    const vpc = `vpc${index % tables}`;
    addServer(made, `server${index}`, `${vpc}zone0`, [`${vpc}Group`], false);
    segments[vpc]?.push(`server${index}`);
  }
  return { template: { Resources: made }, segments, changed: 'vpc0Group' };
}

/** One partner: its routes are in the table of one VPC, and it sees what that table holds. */
function addLine(made: Resources, number: number, table: number, tables: number): void {
  const cidr = block((192 << 24) + (168 << 16) + (number << 8), 24);
  made[`device${number}`] = resource('AWS::EC2::CustomerGateway', {
    Type: 'ipsec.1',
    BgpAsn: 65000,
    IpAddress: `198.51.100.${number + 1}`,
  });
  made[`line${number}`] = resource('AWS::EC2::VPNConnection', {
    Type: 'ipsec.1',
    CustomerGatewayId: ref(`device${number}`),
    TransitGatewayId: ref('hub'),
    StaticRoutesOnly: true,
  });
  made[`line${number}Associated`] = resource('AWS::EC2::TransitGatewayRouteTableAssociation', {
    TransitGatewayAttachmentId: { 'Fn::GetAtt': [`line${number}`, 'TransitGatewayAttachmentId'] },
    TransitGatewayRouteTableId: ref(`table${(table + 1) % tables}`),
  });
  made[`line${number}Route`] = resource('AWS::EC2::TransitGatewayRoute', {
    TransitGatewayRouteTableId: ref(`table${table}`),
    DestinationCidrBlock: cidr,
    TransitGatewayAttachmentId: { 'Fn::GetAtt': [`line${number}`, 'TransitGatewayAttachmentId'] },
  });
}
