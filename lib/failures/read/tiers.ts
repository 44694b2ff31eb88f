import { knownText, type TemplateResource } from '../../template';
import type { Proxy } from '../../verify';
import type { DeclaredTier } from '../declared';
import type { Member } from '../model/types';
import type { ReadContext } from './context';
import { labelOf } from './draft';
import { needsOfEgress } from './egress';
import { saidOf } from './said-of';
import { databaseParties, databasePort, sessionTo } from './sessions';
import { needsOfRole } from './shared-parts';
import { roleOf, SERVER_TYPES, slotsOf } from './slots';
import type { NeededResource, Walk } from './walk';

export const DATABASE_TYPES = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];
export const BALANCER_TYPES = ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer'];

/**
 * Servers of a tier, with what a request needs at each.
 *
 * @throws UnreadError at what is not modelled
 */
export function serversOf(walk: Walk, owner: TemplateResource): readonly Member[] {
  const { ctx } = walk;
  const declared = declaredTier(ctx, owner);
  const next = nextOf(walk, owner);
  const role = roleOf(ctx, owner);
  const others = role === undefined ? [] : needsOfRole(ctx, role, owner);
  const checks = next.flatMap(({ resource }, index) => (isChecked(ctx, declared, resource) ? [index] : []));
  const perSecond = declared.requestsPerSecond;
  if (perSecond === undefined) {
    ctx.draft.noteOn(owner, 'NO_CAPACITY', 'how many requests one of its servers can serve is not declared');
  }
  return slotsOf(ctx, owner).map(({ id, part, subnet }) => ({
    id,
    part,
    needs: [...next.map(({ need }) => need), ...others, ...needsOfEgress(walk, owner, subnet)],
    ...(checks.length === 0 ? {} : { checks }),
    ...(perSecond === undefined ? {} : { perSecond }),
  }));
}

export function declaredTier(ctx: ReadContext, owner: TemplateResource): Partial<DeclaredTier> {
  return saidOf(ctx, 'tiers', owner, SERVER_TYPES);
}

function isChecked(ctx: ReadContext, declared: Partial<DeclaredTier>, resource: TemplateResource): boolean {
  const selectors = declared.healthCheck ?? [];
  return selectors.some((selector) => ctx.selection.find(selector, [resource.type]).includes(resource));
}

/** What a request needs behind a tier: the next step of a declared chain, or whatever the network lets the tier reach. */
function nextOf(walk: Walk, owner: TemplateResource): readonly NeededResource[] {
  const at = walk.service.chain?.findIndex((step) => step.includes(owner)) ?? -1;
  const resources =
    walk.service.chain === undefined || at < 0
      ? reachedBy(walk, owner)
      : chained(walk, owner, walk.service.chain[at + 1] ?? []);
  return resources.map((resource) => ({ resource, need: walk.need(resource) }));
}

/** Internal load balancers and databases to which a tier has a proved session. */
function reachedBy(walk: Walk, owner: TemplateResource): readonly TemplateResource[] {
  const { ctx } = walk;
  return [...internalBalancers(ctx), ...databasesOf(ctx)].filter((resource) => {
    const reach = reachOf(ctx, owner, resource);
    if (reach === 'perhaps') {
      ctx.draft.noteOn(
        resource,
        'NOT_PROVED',
        `whether ${labelOf(owner)} gets to it is open: requests are taken not to need it`,
      );
    }
    if (reach === 'some') {
      ctx.draft.noteOn(resource, 'NOT_PROVED', `not every server of ${labelOf(owner)} gets to it`);
    }
    if ((reach === 'all' || reach === 'some') && walk.isOpen(resource)) {
      ctx.draft.noteOn(resource, 'CIRCULAR', `${labelOf(owner)} gets to it although its requests come from there`);
      return false;
    }
    return reach === 'all' || reach === 'some';
  });
}

/** How the next step of a declared chain is reached: itself if it is a database, else by a load balancer in front of it. */
function chained(walk: Walk, owner: TemplateResource, step: readonly TemplateResource[]): readonly TemplateResource[] {
  const { ctx } = walk;
  const databases = step.filter(({ type }) => DATABASE_TYPES.includes(type));
  const tiers = step.filter((resource) => !databases.includes(resource));
  const balancers = internalBalancers(ctx).filter((balancer) => {
    const proxy = ctx.proxyOf(balancer);
    return proxy !== undefined && tiers.some((tier) => leadsTo(proxy, tier));
  });
  const found = [...balancers, ...databases];
  for (const resource of found) {
    if (reachOf(ctx, owner, resource) !== 'all') {
      ctx.draft.noteOn(
        resource,
        'NOT_PROVED',
        `the declared chain goes there from ${labelOf(owner)}, which is not proved`,
      );
    }
  }
  return found;
}

function reachOf(ctx: ReadContext, owner: TemplateResource, resource: TemplateResource): ReturnType<typeof sessionTo> {
  if (!DATABASE_TYPES.includes(resource.type)) {
    return sessionTo(ctx, owner, ctx.verifier.partiesOf(resource));
  }
  const instances = instancesOf(ctx, resource);
  const parties = instances.length === 0 ? ctx.verifier.partiesOf(resource) : databaseParties(ctx, instances);
  return sessionTo(ctx, owner, parties, databasePort(ctx, resource));
}

function internalBalancers(ctx: ReadContext): readonly TemplateResource[] {
  return ctx
    .resources(...BALANCER_TYPES)
    .filter((balancer) => knownText(ctx.property(balancer, 'Scheme')) === 'internal');
}

/** Clusters, and instances that belong to none. */
export function databasesOf(ctx: ReadContext): readonly TemplateResource[] {
  return [
    ...ctx.resources('AWS::RDS::DBCluster'),
    ...ctx
      .resources('AWS::RDS::DBInstance')
      .filter((instance) => ctx.target(instance, 'DBClusterIdentifier') === undefined),
  ];
}

/** Instances of a cluster; an instance itself. */
export function instancesOf(ctx: ReadContext, database: TemplateResource): readonly TemplateResource[] {
  return database.type === 'AWS::RDS::DBInstance'
    ? [database]
    : ctx
        .resources('AWS::RDS::DBInstance')
        .filter((instance) => ctx.target(instance, 'DBClusterIdentifier') === database);
}

/** Whether a load balancer has a tier among its targets. */
export function leadsTo(proxy: Proxy, tier: TemplateResource): boolean {
  return proxy.nextHops.some(
    ({ to }) => to.kind === 'interfaces' && to.interfaces.some(({ origin }) => origin.resource === tier),
  );
}
