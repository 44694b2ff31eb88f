import { asList, asObject, at } from '../json';
import { nameless, pick, present, resource, textAt, type Converter } from './snapshot-resource';

/** `describe-transit-gateways`. */
export const transitGateway: Converter = (record) => [
  resource(
    textAt(record, 'TransitGatewayId'),
    'AWS::EC2::TransitGateway',
    present({
      ...pick(record, 'Description', 'Tags'),
      ...pick(
        asObject(record['Options']),
        'AmazonSideAsn',
        'AutoAcceptSharedAttachments',
        'DefaultRouteTableAssociation',
        'DefaultRouteTablePropagation',
        'AssociationDefaultRouteTableId',
        'PropagationDefaultRouteTableId',
        'SecurityGroupReferencingSupport',
        'VpnEcmpSupport',
        'DnsSupport',
        'MulticastSupport',
      ),
    }),
  ),
];

/** `describe-transit-gateway-vpc-attachments`. */
export const transitVpcAttachment: Converter = (record) => [
  resource(
    textAt(record, 'TransitGatewayAttachmentId'),
    'AWS::EC2::TransitGatewayAttachment',
    pick(record, 'TransitGatewayId', 'VpcId', 'SubnetIds', 'Options', 'Tags'),
  ),
];

/** `describe-transit-gateway-attachments`: the table each attachment is associated with. */
export const transitAttachment: Converter = (record) => {
  const id = textAt(record, 'TransitGatewayAttachmentId');
  const table = at(record, 'Association', 'TransitGatewayRouteTableId');
  const of = pick(record, 'ResourceType', 'ResourceId');
  return table === undefined
    ? []
    : [
        nameless(
          `${id}-association`,
          'AWS::EC2::TransitGatewayRouteTableAssociation',
          { TransitGatewayAttachmentId: id, TransitGatewayRouteTableId: table },
          of,
        ),
      ];
};

/** `describe-transit-gateway-route-tables`. */
export const transitRouteTable: Converter = (record) => [
  resource(
    textAt(record, 'TransitGatewayRouteTableId'),
    'AWS::EC2::TransitGatewayRouteTable',
    pick(record, 'TransitGatewayId', 'Tags'),
    { metadata: pick(record, 'DefaultAssociationRouteTable', 'DefaultPropagationRouteTable') },
  ),
];

/** `get-transit-gateway-route-table-propagations`, with the table beside it as Batfish keeps it. */
export const transitPropagations: Converter = (record) => {
  const table = textAt(record, 'TransitGatewayRouteTableId');
  return asList(record['TransitGatewayRouteTablePropagations'])
    .filter((entry) => at(entry, 'State') === 'enabled')
    .map((entry, index) =>
      nameless(
        `${table}-propagation-${index}`,
        'AWS::EC2::TransitGatewayRouteTablePropagation',
        present({
          TransitGatewayAttachmentId: at(entry, 'TransitGatewayAttachmentId'),
          TransitGatewayRouteTableId: table,
        }),
      ),
    );
};

/** `search-transit-gateway-routes` for static routes, with the table beside it as Batfish keeps it. */
export const transitStaticRoutes: Converter = (record) => {
  const table = textAt(record, 'TransitGatewayRouteTableId');
  return asList(record['Routes']).map((entry, index) =>
    nameless(
      `${table}-route-${index}`,
      'AWS::EC2::TransitGatewayRoute',
      present({
        TransitGatewayRouteTableId: table,
        DestinationCidrBlock: at(entry, 'DestinationCidrBlock'),
        TransitGatewayAttachmentId: at(asList(at(entry, 'TransitGatewayAttachments'))[0], 'TransitGatewayAttachmentId'),
        ...(at(entry, 'State') === 'blackhole' ? { Blackhole: true } : {}),
      }),
    ),
  );
};
