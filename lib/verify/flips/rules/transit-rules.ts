import type { JsonValue, TemplateModel, TemplateResource } from '../../../template';
import type { FlipRule } from '../types';
import { makeRule, nameOf, removal, replacing, setting, without, type FlipSpec } from './make-rule';

const TABLE = 'TransitGatewayRouteTableId';
const ATTACHMENT = 'TransitGatewayAttachmentId';

/** Resources that name a table or an attachment of a transit gateway. */
const NAMING = [
  'AWS::EC2::TransitGatewayRouteTableAssociation',
  'AWS::EC2::TransitGatewayRouteTablePropagation',
  'AWS::EC2::TransitGatewayRoute',
];

/** Which table an attachment has, which tables know it, static routes, and what is done without being told. */
export function transitRules(model: TemplateModel, resource: TemplateResource): readonly FlipRule[] {
  switch (resource.type) {
    case 'AWS::EC2::TransitGatewayRouteTableAssociation':
      return [
        makeRule(resource, 'transit-association', undefined, [removal(resource), ...others(model, resource, TABLE)]),
      ];
    case 'AWS::EC2::TransitGatewayRouteTablePropagation':
      return [
        makeRule(resource, 'transit-propagation', undefined, [removal(resource), ...others(model, resource, TABLE)]),
      ];
    case 'AWS::EC2::TransitGatewayRoute':
      return [makeRule(resource, 'transit-route', undefined, [removal(resource), ...routeFlips(model, resource)])];
    case 'AWS::EC2::TransitGateway':
      return ['DefaultRouteTableAssociation', 'DefaultRouteTablePropagation'].map((property) => {
        // Both are on unless they are turned off.
        const value = resource.properties[property] === 'disable' ? 'enable' : 'disable';
        return makeRule(resource, 'transit-default', property, [setting('turn', resource, [property], value, value)]);
      });
    default:
      return [];
  }
}

/** Values that resources of the stack have for a property, but for the one of this resource. */
function others(model: TemplateModel, resource: TemplateResource, property: string): readonly FlipSpec[] {
  return valuesOf(model, resource, property).map((value) =>
    replacing('other-target', resource, [], { ...resource.properties, [property]: value }, nameOf(value)),
  );
}

function valuesOf(model: TemplateModel, resource: TemplateResource, property: string): readonly JsonValue[] {
  const all = NAMING.flatMap((type) => model.byType.get(type) ?? []).filter(({ stack }) => stack === resource.stack);
  const found = new Map(
    all.flatMap(({ properties: { [property]: value } }) =>
      value === undefined ? [] : [[JSON.stringify(value), value] as const],
    ),
  );
  found.delete(JSON.stringify(resource.properties[property]));
  return [...found.values()];
}

function routeFlips(model: TemplateModel, route: TemplateResource): readonly FlipSpec[] {
  const bare = without(route.properties, 'Blackhole', ATTACHMENT);
  const specs = valuesOf(model, route, ATTACHMENT).map((value) =>
    replacing('other-target', route, [], { ...bare, [ATTACHMENT]: value }, nameOf(value)),
  );
  if (route.properties['Blackhole'] !== true) {
    specs.push(replacing('allow-deny', route, [], { ...bare, Blackhole: true }, 'blackhole'));
  }
  const block = route.properties['DestinationCidrBlock'];
  if (block !== undefined && block !== '0.0.0.0/0') {
    specs.push(setting('destination-any', route, ['DestinationCidrBlock'], '0.0.0.0/0'));
  }
  return specs;
}
