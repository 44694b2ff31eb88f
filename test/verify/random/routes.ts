import type { JsonObject } from '../../../lib/template';
import type { Draw } from './draw';
import { firewallEndpoint, NAT64, OUTSIDE, OUTSIDE_V6, refs } from './pools';
import { ref, type Plan, type Sheet, type SubnetPlan, type VpcPlan } from './sheet';

/** Route tables: what each subnet needs, and routes that overlap with it. */
export function drawRoutes(draw: Draw, sheet: Sheet, plan: Plan): void {
  for (const vpc of plan.vpcs) {
    const [public_, private_] = [draw.chance(40), draw.chance(30)];
    const shared = new Map<string, string>();
    for (const subnet of vpc.subnets) {
      const isPublic = subnet.kind === 'nat' || draw.chance(35);
      const key = isPublic && public_ ? 'public' : !isPublic && private_ ? 'private' : subnet.id;
      const kind = subnet.kind === 'servers' ? key : subnet.id;
      const known = shared.get(kind);
      if (known === undefined && subnet.kind === 'servers' && draw.chance(6)) {
        continue;
      }
      const table = known ?? drawTable(draw, sheet, plan, vpc, subnet, isPublic);
      shared.set(kind, table);
      subnet.table = table;
      sheet.add(`${subnet.id}TableAssociation`, 'AWS::EC2::SubnetRouteTableAssociation', {
        SubnetId: ref(subnet.id),
        RouteTableId: ref(table),
      });
    }
    drawLearning(draw, sheet, plan, vpc);
    drawEdgeTable(draw, sheet, vpc);
    drawGatewayEndpoint(draw, sheet, plan, vpc);
  }
}

function drawTable(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan, subnet: SubnetPlan, isPublic: boolean): string {
  const table = sheet.add(`${subnet.id}Table`, 'AWS::EC2::RouteTable', { VpcId: ref(vpc.id) });
  const taken = new Set<string>();
  const add = (destination: string, target: JsonObject | undefined) => {
    if (target === undefined || taken.has(destination)) {
      return;
    }
    taken.add(destination);
    const property = plan.lists.includes(destination)
      ? { DestinationPrefixListId: ref(destination) }
      : destination.includes(':')
        ? { DestinationIpv6CidrBlock: destination }
        : { DestinationCidrBlock: destination };
    sheet.add(sheet.name(`${table}Route`), 'AWS::EC2::Route', { RouteTableId: ref(table), ...property, ...target });
  };
  const targets = targetsOf(draw, plan, vpc, subnet);
  const internet = vpc.internet === undefined ? undefined : { GatewayId: ref(vpc.internet) };
  const outward = subnet.kind === 'firewall' || subnet.kind === 'nat' ? draw.chance(85) : isPublic;
  const { focus } = plan;
  const isSpoke = focus === 'transit' && plan.transit !== undefined && vpc !== plan.transit.vpcs[0];
  const endpoints = focus === 'firewall' && subnet.kind !== 'firewall' ? middleboxes(draw, vpc, subnet.zone) : [];
  const preferred = isSpoke && draw.chance(75) ? { TransitGatewayId: ref(plan.transit?.id ?? '') } : endpoints[0];
  add(
    '0.0.0.0/0',
    preferred !== undefined && draw.chance(80)
      ? preferred
      : outward && internet !== undefined && draw.chance(85)
        ? internet
        : draw.pick([undefined, ...targets]),
  );
  if (vpc.v6 !== undefined) {
    const egress = vpc.egressOnly === undefined ? undefined : { EgressOnlyInternetGatewayId: ref(vpc.egressOnly) };
    const nat = vpc.nats.filter((each) => each.subnet !== subnet)[0];
    const translator: JsonObject | undefined = nat === undefined ? undefined : { NatGatewayId: ref(nat.id) };
    const transit = plan.transit?.carriesV6 === true && plan.transit.vpcs.includes(vpc);
    // What a hub takes from elsewhere its gateway has no address for.
    const isHub = focus === 'transit' && !isSpoke && (subnet.kind === 'transit' || draw.chance(30));
    const joint: JsonObject | undefined = transit ? { TransitGatewayId: ref(plan.transit?.id ?? '') } : undefined;
    if (draw.chance(75)) {
      add(NAT64, translator);
    }
    add(
      '::/0',
      draw.weighed([
        [joint === undefined ? 0 : isSpoke ? 25 : focus === 'transit' ? 0 : 4, joint],
        [translator === undefined ? 0 : focus === 'translation' ? 8 : 2, translator],
        [isHub && internet !== undefined ? 15 : 0, internet],
        [10, draw.pick([internet, egress, isPublic ? internet : egress])],
      ]),
    );
    if (draw.chance(20)) {
      add(draw.pick(OUTSIDE_V6), draw.pick([internet, egress, translator]));
    }
    for (const other of transit ? plan.vpcs : []) {
      if (other !== vpc && other.v6 !== undefined && draw.chance(60)) {
        add(other.v6, joint);
      }
    }
  }
  for (const { id, between } of plan.peerings.filter((peering) => peering.between.includes(vpc))) {
    const other = between[0] === vpc ? between[1] : between[0];
    if (draw.chance(75)) {
      add(draw.pick([other.cidr, draw.pick(other.subnets).cidr] as const), { VpcPeeringConnectionId: ref(id) });
    }
  }
  if (plan.transit?.vpcs.includes(vpc) === true && draw.chance(75)) {
    const others = plan.transit.vpcs.filter((other) => other !== vpc).map(({ cidr }) => cidr);
    const sites = Object.values(plan.sites).flat();
    for (const block of draw.some([...others, ...sites, '10.0.0.0/8'], 1, 4)) {
      add(block, { TransitGatewayId: ref(plan.transit.id) });
    }
  }
  if (vpc.vpn !== undefined && draw.chance(50)) {
    Object.values(plan.sites)
      .flat()
      .forEach((block) => {
        if (draw.chance(60)) {
          add(block, { GatewayId: ref(vpc.vpn ?? '') });
        }
      });
  }
  drawOverlaps(draw, plan, vpc, subnet, targets, add);
  return table;
}

/** Routes that are more or less specific than others, and some into nothing. */
function drawOverlaps(
  draw: Draw,
  plan: Plan,
  vpc: VpcPlan,
  subnet: SubnetPlan,
  targets: readonly JsonObject[],
  add: (destination: string, target: JsonObject | undefined) => void,
): void {
  const hole: JsonObject = { GatewayId: ref('LoneIgw') };
  const any = () =>
    draw.weighed([
      [3, draw.pick([undefined, ...targets])],
      [1, hole],
    ] as const);
  for (let count = draw.int(0, 2); count > 0; count -= 1) {
    const outside = draw.pick([...OUTSIDE, '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8'] as const);
    add(
      draw.pick([
        outside,
        ...plan.vpcs.filter((other) => other !== vpc).flatMap(({ subnets }) => subnets.map(({ cidr }) => cidr)),
      ]),
      any(),
    );
  }
  if (plan.lists.length > 0 && draw.chance(plan.focus === 'endpoints' ? 60 : 20)) {
    const list = draw.pick(plan.lists);
    // What a list holds as well goes where the route for it alone says.
    const outside = (plan.listed[list] ?? []).filter((block) => !block.startsWith(`10.${vpc.index + 1}.`));
    if (outside.length > 0 && draw.chance(60)) {
      add(draw.pick(outside), draw.chance(50) ? hole : any());
    }
    add(list, draw.pick([undefined, ...targets]));
  }
  if (plan.focus === 'vpn' && vpc.vpn !== undefined && draw.chance(50)) {
    add('10.0.0.0/8', { GatewayId: ref(vpc.vpn) });
  }
  // A route for another subnet of the own VPC may lead to a middlebox.
  const others = vpc.subnets.filter((other) => other !== subnet);
  if (draw.chance(15) && others.length > 0) {
    const middle = middleboxes(draw, vpc, subnet.zone);
    add(draw.pick(others).cidr, draw.pick([undefined, ...middle]));
  }
}

function targetsOf(draw: Draw, plan: Plan, vpc: VpcPlan, subnet: SubnetPlan): readonly JsonObject[] {
  const nats = vpc.nats.filter((nat) => nat.subnet !== subnet).map(({ id }): JsonObject => ({ NatGatewayId: ref(id) }));
  const peerings = plan.peerings.filter(({ between }) => between.includes(vpc));
  return [
    ...nats,
    ...nats,
    ...(peerings.length > 0 && draw.chance(50) ? [{ VpcPeeringConnectionId: ref(draw.pick(peerings).id) }] : []),
    ...(vpc.internet === undefined ? [] : [{ GatewayId: ref(vpc.internet) }]),
    ...(vpc.vpn === undefined ? [] : [{ GatewayId: ref(vpc.vpn) }]),
    ...(plan.transit?.vpcs.includes(vpc) === true ? [{ TransitGatewayId: ref(plan.transit.id) }] : []),
    ...middleboxes(draw, vpc, subnet.zone),
  ];
}

function middleboxes(draw: Draw, vpc: VpcPlan, zone: string): readonly JsonObject[] {
  const { firewall } = vpc;
  const server = vpc.forwarders.length > 0 && draw.chance(20) ? draw.pick(vpc.forwarders) : undefined;
  const zones = firewall?.zones ?? [];
  const here = zones.includes(zone) && draw.chance(85) ? zone : zones[0];
  const endpoint = firewall === undefined || here === undefined ? [] : [firewallEndpoint(firewall.id, here)];
  return [...endpoint, ...endpoint, ...(server === undefined ? [] : [server])];
}

function drawLearning(draw: Draw, sheet: Sheet, { focus }: Plan, vpc: VpcPlan): void {
  const tables = [...new Set(vpc.subnets.flatMap(({ table }) => table ?? []))];
  if (vpc.vpn !== undefined && tables.length > 0 && draw.chance(focus === 'vpn' ? 90 : 60)) {
    sheet.add(`${vpc.vpn}Learning`, 'AWS::EC2::VPNGatewayRoutePropagation', {
      VpnGatewayId: ref(vpc.vpn),
      RouteTableIds: refs(draw.some(tables, 1, focus === 'vpn' ? 5 : 3)),
    });
  }
}

/** Tables of the gateways that send what comes in through the firewall, or to a server. */
function drawEdgeTable(draw: Draw, sheet: Sheet, vpc: VpcPlan): void {
  const { firewall, internet, vpn } = vpc;
  if (internet !== undefined && draw.chance(firewall === undefined ? 15 : 80)) {
    drawEdgeTableOf(draw, sheet, vpc, internet, 'Edge');
  }
  if (vpn !== undefined && draw.chance(25)) {
    drawEdgeTableOf(draw, sheet, vpc, vpn, 'VpnEdge');
  }
}

function drawEdgeTableOf(draw: Draw, sheet: Sheet, vpc: VpcPlan, gateway: string, name: string): void {
  const { firewall, forwarders } = vpc;
  const table = sheet.add(`${vpc.id}${name}Table`, 'AWS::EC2::RouteTable', { VpcId: ref(vpc.id) });
  sheet.add(`${vpc.id}${name}Association`, 'AWS::EC2::GatewayRouteTableAssociation', {
    GatewayId: ref(gateway),
    RouteTableId: ref(table),
  });
  for (const subnet of vpc.subnets.filter(({ kind }) => kind !== 'firewall')) {
    const zone = firewall?.zones.includes(subnet.zone) === true ? subnet.zone : firewall?.zones[0];
    const endpoint = firewall !== undefined && zone !== undefined ? firewallEndpoint(firewall.id, zone) : undefined;
    const server = forwarders.length > 0 && draw.chance(30) ? draw.pick(forwarders) : undefined;
    const target = draw.chance(endpoint === undefined ? 100 : 70) ? (endpoint ?? server) : server;
    if (target !== undefined) {
      sheet.add(sheet.name(`${table}Route`), 'AWS::EC2::Route', {
        RouteTableId: ref(table),
        DestinationCidrBlock: subnet.cidr,
        ...target,
      });
    }
  }
}

function drawGatewayEndpoint(draw: Draw, sheet: Sheet, { focus, transit }: Plan, vpc: VpcPlan): void {
  const tables = [...new Set(vpc.subnets.flatMap(({ table }) => table ?? []))];
  const isHub = focus === 'transit' && transit?.vpcs[0] === vpc;
  if (tables.length > 0 && draw.chance(isHub || focus === 'endpoints' ? 85 : 35)) {
    sheet.add(`${vpc.id}Storage`, 'AWS::EC2::VPCEndpoint', {
      VpcId: ref(vpc.id),
      ServiceName: `com.amazonaws.us-east-1.${draw.pick(['s3', 'dynamodb'] as const)}`,
      RouteTableIds: refs(draw.some(tables, 1, isHub ? 9 : 3)),
    });
  }
}
