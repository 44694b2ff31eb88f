import type { Draw } from './draw';
import { drawBlock, refs } from './pools';
import { att, ref, type Plan, type Sheet, type SubnetPlan, type VpcPlan } from './sheet';

/** What joins VPCs with each other and with sites: peering, a transit gateway, virtual private gateways and VPNs. */
export function drawJoints(draw: Draw, sheet: Sheet, plan: Plan): void {
  const isLined = plan.focus === 'vpn';
  const names = draw.some(['SiteA', 'SiteB'], isLined ? 2 : 0, 2);
  const isOneSystem = draw.chance(25);
  names.forEach((name, index) => {
    const site = 10 * (index + 1);
    const own = draw.chance(50) ? [`172.16.${site}.0/24`] : [`172.16.${site}.0/24`, `192.168.${site}.0/25`];
    // What a VPC has as well stays in the VPC.
    plan.sites[name] = draw.chance(isLined ? 60 : 20)
      ? [...own, `10.${draw.int(1, plan.vpcs.length)}.2${index}0.0/24`]
      : own;
    sheet.add(name, 'AWS::EC2::CustomerGateway', {
      Type: 'ipsec.1',
      IpAddress: `192.0.2.${200 + index}`,
      BgpAsn: isOneSystem ? 65000 : 65000 + index,
    });
  });
  for (const vpc of plan.vpcs) {
    if (draw.chance(isLined ? 80 : 30)) {
      const id = sheet.add(`${vpc.id}Vgw`, 'AWS::EC2::VPNGateway', { Type: 'ipsec.1' });
      sheet.add(`${vpc.id}VgwAttachment`, 'AWS::EC2::VPCGatewayAttachment', {
        VpcId: ref(vpc.id),
        VpnGatewayId: ref(id),
      });
      vpc.vpn = id;
    }
  }
  drawPeerings(draw, sheet, plan);
  drawTransit(draw, sheet, plan, names);
  for (const name of names) {
    for (const vpc of plan.vpcs.filter(({ vpn }) => vpn !== undefined)) {
      if (draw.chance(isLined ? 90 : 70)) {
        drawVpn(draw, sheet, plan, name, { VpnGatewayId: ref(vpc.vpn ?? '') });
      }
    }
  }
}

function drawPeerings(draw: Draw, sheet: Sheet, plan: Plan): void {
  plan.vpcs.forEach((vpc, index) => {
    for (const other of plan.vpcs.slice(index + 1)) {
      if (draw.chance(40)) {
        const id = sheet.add(`Peering${vpc.id}${other.id}`, 'AWS::EC2::VPCPeeringConnection', {
          VpcId: ref(vpc.id),
          PeerVpcId: ref(other.id),
        });
        plan.peerings.push({ id, between: [vpc, other] });
      }
    }
  });
}

function drawVpn(
  draw: Draw,
  sheet: Sheet,
  plan: Plan,
  site: string,
  end: Readonly<Record<string, ReturnType<typeof ref>>>,
): string {
  const isStatic = draw.chance(plan.focus === 'vpn' ? 35 : 55);
  const id = sheet.add(sheet.name(`${site}Vpn`), 'AWS::EC2::VPNConnection', {
    Type: 'ipsec.1',
    CustomerGatewayId: ref(site),
    StaticRoutesOnly: isStatic,
    ...end,
  });
  if (isStatic && 'VpnGatewayId' in end) {
    for (const prefix of plan.sites[site] ?? []) {
      if (draw.chance(85)) {
        sheet.add(sheet.name(`${id}Route`), 'AWS::EC2::VPNConnectionRoute', {
          VpnConnectionId: ref(id),
          DestinationCidrBlock: prefix,
        });
      }
    }
  }
  return id;
}

function drawTransit(draw: Draw, sheet: Sheet, plan: Plan, sites: readonly string[]): void {
  const isHub = plan.focus === 'transit';
  const vpcs = draw.some(plan.vpcs, isHub ? plan.vpcs.length : 0, plan.vpcs.length);
  if (vpcs.length === 0 || (!isHub && draw.chance(30))) {
    return;
  }
  const hasDefaults = draw.chance(isHub ? 6 : 45);
  const option = hasDefaults ? undefined : 'disable';
  const [refersToGroups, carriesV6] = [draw.chance(55), draw.chance(isHub ? 75 : 45)];
  const id = sheet.add('Tgw', 'AWS::EC2::TransitGateway', {
    DefaultRouteTableAssociation: option,
    DefaultRouteTablePropagation: option,
    SecurityGroupReferencingSupport: refersToGroups ? 'enable' : undefined,
  });
  const attachments = vpcs.map((vpc) => attach(draw, sheet, vpc, carriesV6));
  const vpns = sites.flatMap((site) =>
    draw.chance(60) ? [drawVpn(draw, sheet, plan, site, { TransitGatewayId: ref(id) })] : [],
  );
  plan.transit = { id, vpcs, refersToGroups, carriesV6 };
  const tables = draw.chance(hasDefaults ? 70 : 4) ? [] : ['TgwTableA', 'TgwTableB'].slice(0, draw.int(1, 2));
  for (const table of tables) {
    sheet.add(table, 'AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref(id) });
  }
  for (const attachment of [...attachments, ...vpns]) {
    const name = att(attachment, vpns.includes(attachment) ? 'TransitGatewayAttachmentId' : 'Id');
    const target = vpns.includes(attachment) ? ref(attachment) : name;
    if (tables.length > 0 && draw.chance(95)) {
      sheet.add(sheet.name('TgwAssociation'), 'AWS::EC2::TransitGatewayRouteTableAssociation', {
        TransitGatewayRouteTableId: ref(draw.pick(tables)),
        TransitGatewayAttachmentId: target,
      });
    }
    for (const table of tables) {
      if (draw.chance(70)) {
        sheet.add(sheet.name('TgwPropagation'), 'AWS::EC2::TransitGatewayRouteTablePropagation', {
          TransitGatewayRouteTableId: ref(table),
          TransitGatewayAttachmentId: target,
        });
      }
    }
  }
  for (const table of tables) {
    const blocks = new Set(Array.from({ length: draw.int(0, 3) }, () => transitBlock(draw, plan, vpcs)));
    if (isHub) {
      ['0.0.0.0/0', ...(carriesV6 ? ['::/0'] : [])].forEach((block) => (draw.chance(85) ? blocks.add(block) : blocks));
    }
    for (const DestinationCidrBlock of blocks) {
      // Everything that is nowhere else goes to the hub.
      const isDefault = isHub && /\/0$/.test(DestinationCidrBlock) && draw.chance(85);
      const target = isDefault ? (attachments[0] ?? '') : draw.pick([...attachments, ...vpns]);
      const isHole = !isDefault && draw.chance(25);
      sheet.add(sheet.name('TgwRoute'), 'AWS::EC2::TransitGatewayRoute', {
        TransitGatewayRouteTableId: ref(table),
        DestinationCidrBlock,
        TransitGatewayAttachmentId: isHole ? undefined : vpns.includes(target) ? ref(target) : att(target, 'Id'),
        Blackhole: isHole ? true : undefined,
      });
    }
  }
}

function transitBlock(draw: Draw, plan: Plan, vpcs: readonly VpcPlan[]): string {
  return draw.weighed<() => string>([
    [3, () => '0.0.0.0/0'],
    [vpcs.some(({ v6 }) => v6 !== undefined) ? 3 : 0, () => draw.pick(['::/0', ...vpcs.flatMap(({ v6 }) => v6 ?? [])])],
    [3, () => draw.pick(vpcs).cidr],
    [3, () => draw.pick(draw.pick(vpcs).subnets).cidr],
    [2, () => drawBlock(draw, plan, draw.pick(vpcs))],
    [Object.keys(plan.sites).length === 0 ? 0 : 3, () => draw.pick(Object.values(plan.sites).flat())],
  ])();
}

function attach(draw: Draw, sheet: Sheet, vpc: VpcPlan, carriesV6: boolean): string {
  const own = vpc.subnets.filter(({ kind }) => kind === 'transit');
  const zones = new Map<string, SubnetPlan>();
  for (const subnet of [...own, ...(own.length === 0 || draw.chance(50) ? vpc.subnets : [])]) {
    if (!zones.has(subnet.zone) && subnet.kind !== 'firewall') {
      zones.set(subnet.zone, subnet);
    }
  }
  const subnets = draw.some([...zones.values()], Math.max(1, carriesV6 ? zones.size : zones.size - 1), zones.size);
  const options = {
    ...(draw.chance(25) ? { ApplianceModeSupport: 'enable' } : {}),
    ...(carriesV6 && vpc.v6 !== undefined && draw.chance(90) ? { Ipv6Support: 'enable' } : {}),
    ...(draw.chance(25) ? { SecurityGroupReferencingSupport: draw.pick(['enable', 'disable'] as const) } : {}),
  };
  return sheet.add(`${vpc.id}Attachment`, 'AWS::EC2::TransitGatewayAttachment', {
    TransitGatewayId: ref('Tgw'),
    VpcId: ref(vpc.id),
    SubnetIds: refs(subnets.map(({ id }) => id)),
    Options: Object.keys(options).length === 0 ? undefined : options,
  });
}
