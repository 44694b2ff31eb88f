import { attribute, join, ref, resource, type Resources } from './template';

/** A transit gateway `Tgw`; with `defaults: false` it has no default route table. */
export function transitGateway(
  options: { readonly defaults?: boolean; readonly groupReferences?: boolean } = {},
): Resources {
  const off = options.defaults === false ? 'disable' : undefined;
  return resource('Tgw', 'AWS::EC2::TransitGateway', {
    DefaultRouteTableAssociation: off,
    DefaultRouteTablePropagation: off,
    SecurityGroupReferencingSupport: options.groupReferences === true ? 'enable' : undefined,
  });
}

/** An attachment of a VPC, in the given subnets. */
export function attach(
  id: string,
  vpc: string,
  subnets: readonly string[],
  options: { readonly appliance?: boolean; readonly groupReferences?: boolean } = {},
): Resources {
  const given = {
    ...(options.appliance === true ? { ApplianceModeSupport: 'enable' } : {}),
    ...(options.groupReferences === true ? { SecurityGroupReferencingSupport: 'enable' } : {}),
  };
  return resource(id, 'AWS::EC2::TransitGatewayAttachment', {
    TransitGatewayId: ref('Tgw'),
    VpcId: ref(vpc),
    SubnetIds: subnets.map(ref),
    Options: Object.keys(given).length === 0 ? undefined : given,
  });
}

export function transitTable(id: string): Resources {
  return resource(id, 'AWS::EC2::TransitGatewayRouteTable', { TransitGatewayId: ref('Tgw') });
}

/** Which table decides on the packets of an attachment. */
export function associate(tableId: string, ...attachments: readonly string[]): Resources {
  return bind('Association', tableId, attachments);
}

/** Which tables learn the ranges of an attachment. */
export function propagate(tableId: string, ...attachments: readonly string[]): Resources {
  return bind('Propagation', tableId, attachments);
}

/** A static route of a transit gateway; without an attachment it is a blackhole. */
export function transitRoute(id: string, tableId: string, cidr: string, attachment?: string): Resources {
  return resource(id, 'AWS::EC2::TransitGatewayRoute', {
    TransitGatewayRouteTableId: ref(tableId),
    DestinationCidrBlock: cidr,
    TransitGatewayAttachmentId: attachment === undefined ? undefined : ref(attachment),
    Blackhole: attachment === undefined ? true : undefined,
  });
}

/** A customer gateway and its VPN connection; `<id>Vpn` ends on the transit gateway or on a virtual gateway. */
export function site(
  id: string,
  address: string,
  end: { readonly gateway: 'Tgw' | (string & {}); readonly prefix?: string; readonly asn?: number },
): Resources {
  return join(
    resource(id, 'AWS::EC2::CustomerGateway', { Type: 'ipsec.1', IpAddress: address, BgpAsn: end.asn ?? 65000 }),
    resource(`${id}Vpn`, 'AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref(id),
      StaticRoutesOnly: end.prefix !== undefined,
      ...(end.gateway === 'Tgw' ? { TransitGatewayId: ref('Tgw') } : { VpnGatewayId: ref(end.gateway) }),
    }),
    end.prefix === undefined || end.gateway === 'Tgw'
      ? {}
      : resource(`${id}Route`, 'AWS::EC2::VPNConnectionRoute', {
          VpnConnectionId: ref(`${id}Vpn`),
          DestinationCidrBlock: end.prefix,
        }),
  );
}

/** A virtual private gateway attached to a VPC. */
export function virtualGateway(id: string, vpc: string): Resources {
  return join(
    resource(id, 'AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
    resource(`${id}Attachment`, 'AWS::EC2::VPCGatewayAttachment', { VpcId: ref(vpc), VpnGatewayId: ref(id) }),
  );
}

/** Lets route tables learn the routes of a virtual private gateway. */
export function learn(gateway: string, ...tables: readonly string[]): Resources {
  return resource(`${gateway}Learning`, 'AWS::EC2::VPNGatewayRoutePropagation', {
    VpnGatewayId: ref(gateway),
    RouteTableIds: tables.map(ref),
  });
}

function bind(kind: 'Association' | 'Propagation', tableId: string, attachments: readonly string[]): Resources {
  return join(
    ...attachments.map((attachment) =>
      resource(`${tableId}${kind}Of${attachment}`, `AWS::EC2::TransitGatewayRouteTable${kind}`, {
        TransitGatewayRouteTableId: ref(tableId),
        TransitGatewayAttachmentId: attribute(attachment, 'Id'),
      }),
    ),
  );
}
