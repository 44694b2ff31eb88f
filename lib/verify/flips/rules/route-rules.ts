import { type JsonObject, type JsonValue, type TemplateModel, type TemplateResource } from '../../../template';
import { ROUTE_TARGETS } from '../../network/build/routes';
import type { FlipRule } from '../types';
import { makeRule, nameOf, removal, replacing, setting, without, type FlipSpec } from './make-rule';

/** Routes of one stack that lead elsewhere are tried as targets of each other, as long as they are no more than this. */
const MOST_TARGETS = 8;

/** Routes, which table a subnet has, and what is propagated into tables. */
export function routeRules(model: TemplateModel, resource: TemplateResource): readonly FlipRule[] {
  switch (resource.type) {
    case 'AWS::EC2::Route':
      return [
        makeRule(resource, 'route', undefined, [
          removal(resource),
          ...retargetings(model, resource),
          ...widening(model, resource),
        ]),
      ];
    case 'AWS::EC2::SubnetRouteTableAssociation':
      return [makeRule(resource, 'table-association', undefined, [removal(resource), ...openTables(model, resource)])];
    case 'AWS::EC2::GatewayRouteTableAssociation':
    case 'AWS::EC2::VPNConnectionRoute':
      return [makeRule(resource, 'table-association', undefined, [removal(resource)])];
    case 'AWS::EC2::VPNGatewayRoutePropagation':
      return [makeRule(resource, 'propagation', undefined, [removal(resource)])];
    default:
      return [];
  }
}

interface Target {
  readonly key: string;
  readonly value: JsonValue;
}

function targetsOf({ properties }: TemplateResource): readonly Target[] {
  return ROUTE_TARGETS.flatMap((key) => {
    const value = properties[key];
    return value === undefined ? [] : [{ key, value }];
  });
}

function routesNear(model: TemplateModel, { stack }: TemplateResource): readonly TemplateResource[] {
  return (model.byType.get('AWS::EC2::Route') ?? []).filter((route) => route.stack === stack);
}

/** The same route to the internet gateway of its network, and to everywhere else where routes beside it lead. */
function retargetings(model: TemplateModel, route: TemplateResource): readonly FlipSpec[] {
  const own = JSON.stringify(targetsOf(route));
  const bare = without(route.properties, ...ROUTE_TARGETS);
  const gateway = internetGateway(model, route);
  const near = routesNear(model, route).flatMap(targetsOf);
  const found = new Map<string, Target>(
    [...(gateway === undefined ? [] : [gateway]), ...near].map((target) => [JSON.stringify([target]), target]),
  );
  found.delete(own);
  return [...found.values()].slice(0, MOST_TARGETS).map((target) => {
    const isInternet = gateway !== undefined && JSON.stringify(target) === JSON.stringify(gateway);
    const properties: JsonObject = { ...bare, [target.key]: target.value };
    return isInternet
      ? replacing('internet-gateway', route, [], properties)
      : replacing('other-target', route, [], properties, nameOf(target.value));
  });
}

/** The internet gateway that is attached to the network of a route's table, as far as the stack tells it. */
function internetGateway(model: TemplateModel, route: TemplateResource): Target | undefined {
  const { stack } = route;
  const table = stack.byLogicalId.get(nameOf(route.properties['RouteTableId']));
  const network = JSON.stringify(table?.properties['VpcId']);
  const attachments = (model.byType.get('AWS::EC2::VPCGatewayAttachment') ?? []).filter(
    (each) => each.stack === stack && each.properties['InternetGatewayId'] !== undefined,
  );
  const attached = attachments.find(({ properties }) => JSON.stringify(properties['VpcId']) === network);
  const value = attached?.properties['InternetGatewayId'];
  return value === undefined ? undefined : { key: 'GatewayId', value };
}

/** The route for every address, unless its table has one already. */
function widening(model: TemplateModel, route: TemplateResource): readonly FlipSpec[] {
  const block = route.properties['DestinationCidrBlock'];
  const table = JSON.stringify(route.properties['RouteTableId']);
  const hasDefault = routesNear(model, route).some(
    ({ properties }) =>
      properties['DestinationCidrBlock'] === '0.0.0.0/0' && JSON.stringify(properties['RouteTableId']) === table,
  );
  return block === undefined || hasDefault
    ? []
    : [setting('destination-any', route, ['DestinationCidrBlock'], '0.0.0.0/0')];
}

/** The first table of the stack that leads to an internet gateway, in the place of this one. */
function openTables(model: TemplateModel, association: TemplateResource): readonly FlipSpec[] {
  const own = JSON.stringify(association.properties['RouteTableId']);
  const open = routesNear(model, association)
    .filter(({ properties }) => properties['GatewayId'] !== undefined)
    .map(({ properties }) => properties['RouteTableId'])
    .find((table) => JSON.stringify(table) !== own);
  return open === undefined ? [] : [setting('other-target', association, ['RouteTableId'], open, nameOf(open))];
}
