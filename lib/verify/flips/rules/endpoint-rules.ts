import type { TemplateModel, TemplateResource } from '../../../template';
import type { FlipRule } from '../types';
import { itemsAt } from './items';
import { makeRule, nameOf, setting, unsetting } from './make-rule';

/** Where VPC endpoints are: the tables that lead to them, or their subnets; and what guards them. */
export function endpointRules(model: TemplateModel, resource: TemplateResource): readonly FlipRule[] {
  if (resource.type !== 'AWS::EC2::VPCEndpoint') {
    return [];
  }
  const present = ['RouteTableIds', 'SubnetIds', 'SecurityGroupIds'].flatMap((property) =>
    itemsAt(resource, [property]).map(({ path, name }) =>
      makeRule(resource, 'endpoint-association', name, [unsetting(resource, path)]),
    ),
  );
  const tables = itemsAt(resource, ['RouteTableIds']);
  const named = new Set(tables.map(({ value }) => nameOf(value)));
  const missing = (model.byType.get('AWS::EC2::RouteTable') ?? []).filter(
    ({ stack, logicalId, properties }) =>
      stack === resource.stack &&
      !named.has(logicalId) &&
      JSON.stringify(properties['VpcId']) === JSON.stringify(resource.properties['VpcId']),
  );
  return tables.length === 0 || missing.length === 0
    ? present
    : [
        ...present,
        makeRule(
          resource,
          'endpoint-association',
          'RouteTableIds',
          missing.map(({ logicalId }) =>
            setting('add', resource, ['RouteTableIds', tables.length], { Ref: logicalId }, logicalId),
          ),
        ),
      ];
}
