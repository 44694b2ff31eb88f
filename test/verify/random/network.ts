import { modelOfTemplate, type JsonObject, type TemplateModel } from '../../../lib/template';
import { Draw } from './draw';
import { drawEdges, drawPrivateLinks, planEdges } from './edges';
import { drawAcls, drawGroups, drawLists, nameGroups } from './filters';
import { drawFirewalls } from './firewalls';
import { drawRoutes } from './routes';
import { drawServers } from './servers';
import {
  REGION,
  ref,
  Sheet,
  att,
  takeAddress,
  ZONES,
  type Focus,
  type Plan,
  type SubnetPlan,
  type VpcPlan,
} from './sheet';
import { drawJoints } from './transit';

/** A network that was drawn. */
export interface RandomNetwork {
  readonly seed: number;
  readonly template: JsonObject;
  /** What the sites have and advertise, by the logical id of their customer gateway. */
  readonly sites: Readonly<Record<string, readonly string[]>>;
  /** Ports around which packets are worth drawing. */
  readonly ports: readonly number[];
}

/** Draws a network: the same one for the same seed. */
export function drawNetwork(seed: number, mostVpcs = 4): RandomNetwork {
  const draw = new Draw(seed);
  const sheet = new Sheet();
  const focus = draw.weighed([
    [5, 'nothing'],
    [3, 'transit'],
    [3, 'vpn'],
    [3, 'firewall'],
    [2, 'translation'],
    [2, 'endpoints'],
  ] as const);
  const plan: Plan = {
    focus,
    vpcs: [],
    lists: [],
    listed: {},
    sites: {},
    peerings: [],
    transit: undefined,
    servers: [],
    balancers: [],
    hasEdges: false,
    ports: new Set([443]),
  };
  const count = draw.weighed([
    [focus === 'transit' ? 0 : focus === 'vpn' ? 8 : 3, 1],
    [4, 2],
    [focus === 'firewall' ? 0 : 3, 3],
    [1, 4],
  ]);
  while (plan.vpcs.length < Math.min(count, mostVpcs)) {
    plan.vpcs.push(drawVpc(draw, sheet, focus, plan.vpcs.length));
  }
  sheet.add('LoneIgw', 'AWS::EC2::InternetGateway', {});
  planEdges(draw, plan);
  drawJoints(draw, sheet, plan);
  drawLists(draw, sheet, plan);
  nameGroups(draw, sheet, plan);
  drawServers(draw, sheet, plan);
  drawPrivateLinks(draw, sheet, plan);
  drawEdges(draw, sheet, plan);
  drawGroups(draw, sheet, plan);
  drawAcls(draw, sheet, plan);
  drawFirewalls(draw, sheet, plan);
  drawRoutes(draw, sheet, plan);
  return {
    seed,
    template: { Resources: sheet.resources },
    sites: plan.sites,
    ports: [...plan.ports].sort((a, b) => a - b),
  };
}

/** The model of a template of a drawn network. */
export function modelOf(template: JsonObject): TemplateModel {
  return modelOfTemplate(template, { region: REGION, account: '111122223333', stackName: 'Random' });
}

function drawVpc(draw: Draw, sheet: Sheet, focus: Focus, index: number): VpcPlan {
  const id = `Vpc${'ABCD'[index] ?? index}`;
  const hasV6 = draw.chance(focus === 'translation' ? 95 : focus === 'transit' ? 85 : 45);
  const vpc: VpcPlan = {
    id,
    index,
    cidr: `10.${index + 1}.0.0/16`,
    v6: hasV6 ? `2600:1f14:${(index + 1).toString(16)}00::/56` : undefined,
    subnets: [],
    groups: [],
    nats: [],
    forwarders: [],
    internet: undefined,
    egressOnly: undefined,
    vpn: undefined,
    firewall: undefined,
  };
  sheet.add(id, 'AWS::EC2::VPC', { CidrBlock: vpc.cidr });
  if (vpc.v6 !== undefined) {
    sheet.add(`${id}V6`, 'AWS::EC2::VPCCidrBlock', {
      VpcId: ref(id),
      Ipv6CidrBlock: vpc.v6,
      Ipv6Pool: 'ipv6pool-ec2-1234',
    });
  }
  if (draw.chance(80)) {
    vpc.internet = sheet.add(`${id}Igw`, 'AWS::EC2::InternetGateway', {});
    sheet.add(`${id}IgwAttachment`, 'AWS::EC2::VPCGatewayAttachment', {
      VpcId: ref(id),
      InternetGatewayId: ref(vpc.internet),
    });
  }
  if (draw.chance(35)) {
    sheet.add(`${id}EmptiesDefault`, 'Custom::VpcRestrictDefaultSG', {
      DefaultSecurityGroupId: att(id, 'DefaultSecurityGroup'),
      Account: '111122223333',
    });
  }
  if (hasV6 && draw.chance(60)) {
    vpc.egressOnly = sheet.add(`${id}Eigw`, 'AWS::EC2::EgressOnlyInternetGateway', { VpcId: ref(id) });
  }
  const zones = ZONES.slice(0, draw.int(2, 3));
  const servers = draw.int(2, 3);
  for (let count = 0; count < servers; count += 1) {
    drawSubnet(draw, sheet, vpc, 'servers', zones[count % zones.length] ?? ZONES[0]);
  }
  if (vpc.internet !== undefined && draw.chance(focus === 'firewall' ? 90 : 25)) {
    draw.some(zones, 1, focus === 'firewall' ? 3 : 2).forEach((zone) => drawSubnet(draw, sheet, vpc, 'firewall', zone));
  }
  if (draw.chance(focus === 'transit' ? 70 : 25)) {
    draw.some(zones, 1, zones.length).forEach((zone) => drawSubnet(draw, sheet, vpc, 'transit', zone));
  }
  drawNats(draw, sheet, vpc, focus, zones);
  return vpc;
}

function drawNats(draw: Draw, sheet: Sheet, vpc: VpcPlan, focus: Focus, zones: readonly string[]): void {
  for (const zone of draw.chance(focus === 'translation' ? 95 : 55) ? draw.some(zones, 1, 2) : []) {
    const isOwn = draw.chance(60);
    const subnet = isOwn
      ? drawSubnet(draw, sheet, vpc, 'nat', zone)
      : draw.pick(vpc.subnets.filter(({ kind }) => kind === 'servers'));
    const isPublic = vpc.internet !== undefined && draw.chance(80);
    const id = sheet.name(`${vpc.id}Nat`);
    if (isPublic) {
      sheet.add(`${id}Address`, 'AWS::EC2::EIP', { Domain: 'vpc' });
    }
    sheet.add(id, 'AWS::EC2::NatGateway', {
      SubnetId: ref(subnet.id),
      PrivateIpAddress: takeAddress(subnet),
      ...(isPublic ? { AllocationId: att(`${id}Address`, 'AllocationId') } : { ConnectivityType: 'private' }),
    });
    vpc.nats.push({ id, subnet });
  }
}

function drawSubnet(draw: Draw, sheet: Sheet, vpc: VpcPlan, kind: SubnetPlan['kind'], zone: string): SubnetPlan {
  const number = vpc.subnets.length;
  const prefix = `10.${vpc.index + 1}.${number}`;
  const hasV6 = vpc.v6 !== undefined && kind === 'servers' && draw.chance(80);
  const subnet: SubnetPlan = {
    id: `${vpc.id}Subnet${number}`,
    vpc,
    zone,
    cidr: `${prefix}.0/24`,
    v6: hasV6 ? `2600:1f14:${(vpc.index + 1).toString(16)}00:${number}::/64` : undefined,
    assignsV6: hasV6 && draw.chance(50),
    kind,
    hosts: [`${prefix}.20/32`, `${prefix}.16/28`, `${prefix}.0/25`],
    table: undefined,
    free: 0,
  };
  vpc.subnets.push(subnet);
  sheet.add(subnet.id, 'AWS::EC2::Subnet', {
    VpcId: ref(vpc.id),
    CidrBlock: subnet.cidr,
    AvailabilityZone: zone,
    Ipv6CidrBlock: subnet.v6,
    AssignIpv6AddressOnCreation: subnet.assignsV6 ? true : undefined,
    MapPublicIpOnLaunch: draw.chance(30) ? true : undefined,
  });
  return subnet;
}
