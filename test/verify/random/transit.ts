import type { Draw } from './draw';
import { drawBlock, refs } from './pools';
import { att, ref, type Plan, type Sheet, type SubnetPlan, type VpcPlan } from './sheet';

/** What joins VPCs with each other and with sites: peering, a transit gateway, virtual private gateways and VPNs. */
export function drawJoints(draw: Draw, sheet: Sheet, plan: Plan): void {
  const names = draw.some(['SiteA', 'SiteB'], 0, 2);
  names.forEach((name, index) => {
    const site = 10 * (index + 1);
    plan.sites[name] = draw.chance(50) ? [`172.16.${site}.0/24`] : [`172.16.${site}.0/24`, `192.168.${site}.0/25`];
    sheet.add(name, 'AWS::EC2::CustomerGateway', {
      Type: 'ipsec.1',
      IpAddress: `192.0.2.${200 + index}`,
      BgpAsn: 65000 + index,
    });
  });
  for (const vpc of plan.vpcs) {
    if (draw.chance(30)) {
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
      if (draw.chance(70)) {
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
  const isStatic = draw.chance(60);
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
  const vpcs = draw.some(plan.vpcs, 0, plan.vpcs.length);
  if (vpcs.length === 0 || draw.chance(30)) {
    return;
  }
  const hasDefaults = draw.chance(45);
  const option = hasDefaults ? undefined : 'disable';
  const id = sheet.add('Tgw', 'AWS::EC2::TransitGateway', {
    DefaultRouteTableAssociation: option,
    DefaultRouteTablePropagation: option,
    SecurityGroupReferencingSupport: draw.chance(50) ? 'enable' : undefined,
  });
  const attachments = vpcs.map((vpc) => attach(draw, sheet, vpc));
  const vpns = sites.flatMap((site) =>
    draw.chance(60) ? [drawVpn(draw, sheet, plan, site, { TransitGatewayId: ref(id) })] : [],
  );
  plan.transit = { id, vpcs };
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
    for (const DestinationCidrBlock of blocks) {
      const target = draw.pick([...attachments, ...vpns]);
      const isHole = draw.chance(25);
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
    [3, () => draw.pick(vpcs).cidr],
    [3, () => draw.pick(draw.pick(vpcs).subnets).cidr],
    [2, () => drawBlock(draw, plan, draw.pick(vpcs))],
    [Object.keys(plan.sites).length === 0 ? 0 : 3, () => draw.pick(Object.values(plan.sites).flat())],
  ])();
}

function attach(draw: Draw, sheet: Sheet, vpc: VpcPlan): string {
  const own = vpc.subnets.filter(({ kind }) => kind === 'transit');
  const zones = new Map<string, SubnetPlan>();
  for (const subnet of [...own, ...(own.length === 0 || draw.chance(50) ? vpc.subnets : [])]) {
    if (!zones.has(subnet.zone) && subnet.kind !== 'firewall') {
      zones.set(subnet.zone, subnet);
    }
  }
  const subnets = draw.some([...zones.values()], Math.max(1, zones.size - 1), zones.size);
  const options = {
    ...(draw.chance(25) ? { ApplianceModeSupport: 'enable' } : {}),
    ...(draw.chance(25) ? { SecurityGroupReferencingSupport: draw.pick(['enable', 'disable'] as const) } : {}),
  };
  return sheet.add(`${vpc.id}Attachment`, 'AWS::EC2::TransitGatewayAttachment', {
    TransitGatewayId: ref('Tgw'),
    VpcId: ref(vpc.id),
    SubnetIds: refs(subnets.map(({ id }) => id)),
    Options: Object.keys(options).length === 0 ? undefined : options,
  });
}
