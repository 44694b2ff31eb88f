import type { TemplateResource, Value } from '../../../template';
import type { BuildContext } from './context';

/**
 * The VPC that the security groups of a resource tell: its interfaces are in the VPC of their groups.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html read 2026-11-26
 */
export function vpcOfItsGroups(ctx: BuildContext, resource: TemplateResource): Value | undefined {
  const [group] = groupsNamedIn(ctx.evaluator.value(resource.stack, resource.properties));
  return group === undefined ? undefined : ctx.property(group, 'VpcId');
}

function groupsNamedIn(value: Value): readonly TemplateResource[] {
  switch (value.kind) {
    case 'reference':
      return value.resource.type === 'AWS::EC2::SecurityGroup' ? [value.resource] : [];
    case 'list':
      return value.items.flatMap(groupsNamedIn);
    case 'object':
      return Object.values(value.entries).flatMap(groupsNamedIn);
    case 'known':
    case 'text':
    case 'one-of':
    case 'symbol':
    case 'absent':
    case 'unknown':
      return [];
  }
}
