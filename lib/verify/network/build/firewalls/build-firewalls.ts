import { targetOf, type TemplateResource } from '../../../../template';
import type { Firewall, FirewallEndpoint } from '../../types';
import { originOf, type BuildContext, type Draft } from '../context';
import { UNFILTERED } from '../groups';
import { makeInterface } from '../interfaces/make-interface';
import { both, entry, listed } from '../read-values';
import { subnetOf } from '../subnets';
import { vpcOf } from '../vpcs';
import { firewallPolicy } from './policies';

/** Network Firewalls with an endpoint in each of their subnets, in the order of their mappings. */
export function buildFirewalls(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::NetworkFirewall::Firewall')) {
    const value = ctx.property(resource, 'VpcId');
    const vpc = value.kind === 'absent' ? undefined : vpcOf(ctx, value, resource);
    const target = targetOf(ctx.property(resource, 'FirewallPolicyArn'));
    const policy =
      target?.type === 'AWS::NetworkFirewall::FirewallPolicy'
        ? { options: [firewallPolicy(ctx, target, vpc)] }
        : { options: [], open: 'its policy is not in the templates' };
    const firewall: Draft<Firewall> = {
      id: originOf(resource).id,
      origin: originOf(resource),
      vpc,
      policy,
      endpoints: [],
    };
    const mappings = listed(ctx.property(resource, 'SubnetMappings'));
    if (mappings.open !== undefined || vpc === undefined) {
      ctx.cloud(resource, `its subnets: ${mappings.open ?? 'it stands on a transit gateway'}`);
    }
    for (const { value: mapping, exists, index } of mappings.items) {
      firewall.endpoints.push(
        endpoint(ctx, resource, firewall, entry(mapping, 'SubnetId'), both(exists, ctx.exists(resource)), index),
      );
    }
    ctx.firewalls.set(resource, firewall);
  }
  for (const resource of ctx.resources('AWS::NetworkFirewall::VpcEndpointAssociation')) {
    const target = targetOf(ctx.property(resource, 'FirewallArn'));
    const of = target === undefined ? undefined : ctx.firewalls.get(target);
    const policy = of?.policy ?? { options: [], open: 'its firewall is not in the templates' };
    const firewall: Draft<Firewall> = {
      id: of?.id ?? originOf(resource).id,
      origin: originOf(resource),
      vpc: of?.vpc,
      policy,
      endpoints: [],
    };
    firewall.endpoints.push(
      endpoint(ctx, resource, firewall, ctx.property(resource, 'SubnetMapping', 'SubnetId'), ctx.exists(resource), 0),
    );
    ctx.firewalls.set(resource, firewall);
  }
}

function endpoint(
  ctx: BuildContext,
  resource: TemplateResource,
  firewall: Firewall,
  subnet: ReturnType<BuildContext['property']>,
  exists: 'yes' | 'no' | 'unknown',
  index: number,
): FirewallEndpoint {
  const origin = originOf(resource, `SubnetMappings[${index}]`);
  const added = makeInterface(ctx, resource, {
    kind: 'firewall-endpoint',
    origin: originOf(resource),
    subnet: subnetOf(ctx, subnet, resource),
    groups: UNFILTERED,
    sends: false,
    receives: 'none',
    exists,
  });
  return { id: origin.id, origin, firewall, interface: added };
}
