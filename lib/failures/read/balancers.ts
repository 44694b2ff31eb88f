import { resourceKey, type TemplateResource } from '../../template';
import { entry, type Proxy, type Subnet } from '../../verify';
import type { Member, Need, Pool } from '../model/types';
import type { ReadContext } from './context';
import { leavesDns } from './delays';
import { labelOf } from './draft';
import { unreadAt } from './findings';
import { saidOf } from './said-of';
import { needOf, sharedValue } from './shared-parts';
import { standsIn, standsOn } from './structure';
import { isShiftable, targetsBehind } from './targets';
import { BALANCER_TYPES } from './tiers';
import type { Walk } from './walk';

/**
 * Nodes of a load balancer, among which clients choose by DNS (FM-04, FM-28).
 *
 * @throws UnreadError at targets that are not modelled
 */
export function nodesOf(walk: Walk, balancer: TemplateResource): Need {
  return { kind: 'pool', pool: nodePool(walk, balancer, 'every-zone') };
}

/** A way to the node of one zone, by which those come who do not choose among nodes. */
export interface ZonalWay {
  readonly zone: string;
  readonly subnet: Subnet;
  readonly needs: readonly Need[];
  /** Needs whose loss takes the node out of DNS, and with it the way. */
  readonly checks: readonly number[];
}

/** Ways to the nodes of a load balancer, one in each zone. */
export function waysByZone(walk: Walk, balancer: TemplateResource): readonly ZonalWay[] {
  const pool = nodePool(walk, balancer, 'own-zone');
  return nodes(walk, balancer).map(({ zone, subnet, member, vital }) => ({
    zone,
    subnet,
    needs: [{ kind: 'pool', pool }, needOf(member.part), ...vital],
    checks: Array.from({ length: vital.length + 1 }, (_, at) => at + 1),
  }));
}

/** A node of a load balancer. */
interface Node {
  readonly zone: string;
  readonly subnet: Subnet;
  readonly member: Member;
  /** What must live for it to stay in DNS, besides itself. */
  readonly vital: readonly Need[];
}

function nodePool(walk: Walk, balancer: TemplateResource, reach: NonNullable<Pool['reach']>): string {
  const { ctx } = walk;
  const id = resourceKey(balancer);
  const reaction = leavesDns(ctx, 'FM-04');
  const pool = ctx.draft.pool(reach === 'every-zone' ? id : `${id}#by zone`, walk.service.id, {
    label: labelOf(balancer),
    choice: 'spread',
    members: nodes(walk, balancer).map(({ member }) => member),
    ...(reach === 'own-zone' ? { reach } : {}),
    leave: reaction,
    comeBack: reaction,
    failOpenBelow: 1,
    isShiftable: isShiftable(ctx, balancer),
  });
  ctx.draft.know('nodes', balancer, pool);
  return pool;
}

/** Nodes of a load balancer: AWS makes one in each of its zones. */
function nodes(walk: Walk, balancer: TemplateResource): readonly Node[] {
  const { ctx } = walk;
  const proxy = requireProxy(ctx, balancer);
  const shared = [...certificatesOf(ctx, balancer), ...webAclsOf(ctx, balancer)];
  const perSecond = saidOf(ctx, 'balancers', balancer, BALANCER_TYPES).requestsPerSecond;
  if (perSecond === undefined) {
    ctx.draft.noteOn(balancer, 'NO_CAPACITY', 'how many requests it can pass on in one zone is not declared');
  }
  return subnetsByZone(ctx, proxy).flatMap(({ zone, subnet }): readonly Node[] => {
    const part = ctx.draft.part({
      id: `${resourceKey(balancer)}#${zone}`,
      label: `${labelOf(balancer)} node in ${zone}`,
      zone,
      tier: balancer,
      standsOn: [...standsOn(ctx, balancer, ...listenersOf(ctx, balancer)), ...standsIn(ctx, subnet)],
    });
    const behind = walk.past(balancer, () => targetsBehind(walk, proxy, zone, part));
    if (behind === undefined) {
      return [];
    }
    const needs = [behind.need, ...shared, ...behind.vital];
    const checks = behind.vital.map((need) => needs.indexOf(need));
    const member: Member = {
      id: zone,
      part,
      needs,
      ...(checks.length === 0 ? {} : { checks }),
      ...(perSecond === undefined ? {} : { perSecond }),
    };
    return [{ zone, subnet, member, vital: behind.vital }];
  });
}

/** Zones of a load balancer, each with its subnet. */
function subnetsByZone(ctx: ReadContext, proxy: Proxy): readonly { readonly zone: string; readonly subnet: Subnet }[] {
  const zones = new Map(proxy.interfaces.map(({ subnet }) => [ctx.zoneOf(subnet), subnet]));
  return [...zones].map(([zone, subnet]) => ({ zone, subnet }));
}

export function requireProxy(ctx: ReadContext, resource: TemplateResource): Proxy {
  const proxy = ctx.proxyOf(resource);
  if (proxy === undefined || proxy.kind === 'classic') {
    throw unreadAt(resource, resourceKey(resource), `${resource.type} is not modelled as a way of requests`);
  }
  return proxy;
}

function listenersOf(ctx: ReadContext, balancer: TemplateResource): readonly TemplateResource[] {
  return ctx
    .resources('AWS::ElasticLoadBalancingV2::Listener')
    .filter((listener) => ctx.target(listener, 'LoadBalancerArn') === balancer);
}

/** Certificates without which its listeners serve nobody. */
function certificatesOf(ctx: ReadContext, balancer: TemplateResource): readonly Need[] {
  const values = listenersOf(ctx, balancer).flatMap((listener) =>
    ctx.items(listener, 'Certificates').map((value) => entry(value, 'CertificateArn')),
  );
  const parts = values.flatMap((value) => sharedValue(ctx, value, balancer.stack.region, 'certificate') ?? []);
  return [...new Set(parts)].map(needOf);
}

/** Web ACLs that must answer before a request passes (FM-20). */
function webAclsOf(ctx: ReadContext, balancer: TemplateResource): readonly Need[] {
  return ctx
    .resources('AWS::WAFv2::WebACLAssociation')
    .filter((association) => ctx.target(association, 'ResourceArn') === balancer)
    .flatMap((association) => {
      ctx.draft.touched.add(association);
      const part = sharedValue(ctx, ctx.property(association, 'WebACLArn'), balancer.stack.region);
      return part === undefined ? [] : [needOf(part)];
    });
}
