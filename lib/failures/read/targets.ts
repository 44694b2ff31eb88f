import { asObject, knownBoolean, knownNumber, knownText, resourceKey, type TemplateResource } from '../../template';
import type { NextHop, Proxy } from '../../verify';
import type { Member, Need, Pool } from '../model/types';
import { SOURCES } from '../register';
import type { ReadContext } from './context';
import { attributeOf, delayOf, knownOr, targetCheck, written, type TargetCheck } from './delays';
import { labelOf } from './draft';
import { unreadAt } from './findings';
import { needOf } from './shared-parts';
import { serversOf } from './tiers';
import type { Walk } from './walk';

/** What stands behind a node of a load balancer. */
export interface Behind {
  readonly need: Need;
  /** What must live for the node to stay in DNS, besides itself: one of its targets, where it has none of other zones. */
  readonly vital: readonly Need[];
}

/**
 * Targets behind a node: those of every zone, or of its own where nodes do not cross zones. Each node checks its targets
 * itself (FM-27), so each has a rotation of its own. Nothing when its own zone has none: the node is not in DNS then.
 *
 * @throws UnreadError at targets that are not modelled
 */
export function targetsBehind(walk: Walk, proxy: Proxy, zone: string, node: string): Behind | undefined {
  const { ctx } = walk;
  const hops = servingHops(walk, proxy);
  const [first] = hops;
  const group = first?.origin.resource;
  const balancer = proxy.origin.resource;
  if (first === undefined || group === undefined || balancer === undefined) {
    throw unreadAt(balancer, proxy.id, 'it passes requests on to nobody');
  }
  const members = hops.flatMap((hop) => membersOf(walk, hop));
  addServers(walk, group, hops, members);
  const isOwnZone = first.crossesZones !== undefined && first.crossesZones !== 'yes';
  if (first.crossesZones === 'unknown') {
    ctx.draft.noteOn(group, 'ASSUMED', 'whether nodes pass requests on to other zones is open: they are taken not to');
  }
  const own = isOwnZone ? members.filter(({ part }) => zoneOfPart(ctx, part) === zone) : members;
  if (own.length === 0) {
    ctx.draft.noteOn(
      group,
      'ASSUMED',
      `no target is sure to be in ${zone}: the node there is taken to be in no rotation`,
    );
    return undefined;
  }
  const check = targetCheck(ctx, group);
  const pool = ctx.draft.pool(`${node}#targets`, walk.service.id, {
    label: `${labelOf(group)} from ${zone}`,
    choice: 'spread',
    members: own.map((member) => checkedFrom(walk, group, member, node)),
    leave: check.leave,
    comeBack: check.comeBack,
    failOpenBelow: Math.min(check.failOpenBelow(own.length), own.length),
    isShiftable: isShiftable(ctx, balancer),
  });
  ctx.draft.know('targets', group, pool);
  const parts = own.map(({ part }) => part);
  return { need: { kind: 'pool', pool }, vital: isOwnZone ? [{ kind: 'parts', parts, atLeast: 1 }] : [] };
}

/**
 * A target whose check, which a node makes, fails also when nothing passes between the two. What its check does not look at
 * is needed at the server, to which all nodes send.
 */
function checkedFrom(walk: Walk, group: TemplateResource, member: Member, node: string): Member {
  const { id, part, needs, checks = [], perSecond } = member;
  const checked = checks.flatMap((at) => needs[at] ?? []);
  const pool = walk.ctx.draft.pool(part, walk.service.id, {
    label: walk.ctx.draft.labelOfPart(part),
    choice: 'spread',
    members: [
      {
        id,
        part,
        needs: needs.filter((_, at) => !checks.includes(at)),
        ...(perSecond === undefined ? {} : { perSecond }),
      },
    ],
  });
  walk.ctx.draft.know('server', group, pool);
  return {
    id,
    part,
    needs: [{ kind: 'pool', pool }, ...checked, needOf(node)],
    checks: Array.from({ length: checked.length + 1 }, (_, at) => at + 1),
    perSecond: 'unlimited',
  };
}

/**
 * All targets of a group as the group of servers sees them: no request is sent here, but those that fail are ended and
 * replaced, and alarms count them. A deep check is taken as the first service needs what it looks at.
 */
function addServers(walk: Walk, group: TemplateResource, hops: readonly NextHop[], members: readonly Member[]): void {
  const { ctx } = walk;
  if (ctx.draft.poolsOf('servers', group).length > 0) {
    return;
  }
  const owners = [...new Set(hops.flatMap(ownersOf))];
  const [owner] = owners;
  const isEnded =
    owner?.type === 'AWS::AutoScaling::AutoScalingGroup' &&
    owners.length === 1 &&
    /ELB/.test(knownText(ctx.property(owner, 'HealthCheckType')) ?? '');
  const pool = ctx.draft.pool(resourceKey(group), walk.service.id, {
    label: labelOf(group),
    choice: 'spread',
    members: members.map(({ id, part, needs, checks = [] }) => ({
      id,
      part,
      needs: checks.flatMap((at) => needs[at] ?? []),
      ...(checks.length === 0 ? {} : { checks: checks.map((_, index) => index) }),
    })),
    ...(isEnded ? { replace: replacementOf(ctx, owner, targetCheck(ctx, group)) } : {}),
  });
  ctx.draft.know('servers', group, pool);
  owners.forEach((each) => {
    ctx.draft.know('servers', each, pool);
  });
}

/** FM-06: servers whose target fails are ended, and others take their place. */
function replacementOf(
  ctx: ReadContext,
  group: TemplateResource,
  { leave, comeBack }: TargetCheck,
): NonNullable<Pool['replace']> {
  const { region } = group.stack;
  const planes = [ctx.draft.plane(region, 'autoscaling'), ctx.draft.plane(region, 'ec2')];
  const warmUp = knownOr(ctx, group, 'DefaultInstanceWarmup', 0);
  return {
    after: { rule: 'FM-06', delay: leave.delay, planes },
    relaunch: {
      rule: 'FM-06',
      delay: [
        ...delayOf('launch and boot', 120, 'unverified', SOURCES.replacement),
        ...(warmUp > 0 ? [written('warm-up', warmUp, group, 'DefaultInstanceWarmup')] : []),
        ...comeBack.delay,
      ],
      planes,
    },
    ...(startsFirst(ctx, group) ? { startsFirst: true } : {}),
  };
}

/** FM-29: whether both what holds for every replacement and what a deployment says keep all servers healthy. */
function startsFirst(ctx: ReadContext, group: TemplateResource): boolean {
  const { AutoScalingInstanceRefresh: refresh, AutoScalingRollingUpdate: rolling } = group.updatePolicy;
  const preferences = asObject(asObject(refresh)['Preferences']);
  const own = preferences['MinHealthyPercentage'];
  return (
    knownNumber(ctx.property(group, 'InstanceMaintenancePolicy', 'MinHealthyPercentage')) === 100 &&
    (own === undefined || own === 100) &&
    rolling === undefined
  );
}

/** Whether a zonal shift moves the traffic of a load balancer. */
export function isShiftable(ctx: ReadContext, balancer: TemplateResource): boolean {
  return knownBoolean(attributeOf(ctx, balancer, 'LoadBalancerAttributes', 'zonal_shift.config.enabled')) === true;
}

/** Hops that carry requests, all to the same target group: health checks carry none, and rules besides the default are not followed. */
function servingHops(walk: Walk, proxy: Proxy): readonly NextHop[] {
  const { ctx } = walk;
  const serving = proxy.nextHops.filter(({ from, exists }) => from.may.length > 0 && exists !== 'no');
  const groups = [...new Set(serving.flatMap(({ origin }) => origin.resource ?? []))];
  const chosen = groups.length <= 1 ? groups[0] : defaultGroup(ctx, proxy, groups);
  groups
    .filter((group) => group !== chosen)
    .forEach((group) => {
      ctx.draft.noteOn(
        group,
        'NOT_REACHED',
        `requests of the services take the default action of ${proxy.origin.label}`,
      );
    });
  return serving.filter(({ origin }) => origin.resource === chosen);
}

/** The target group of the first listener's default action. */
function defaultGroup(
  ctx: ReadContext,
  proxy: Proxy,
  groups: readonly TemplateResource[],
): TemplateResource | undefined {
  const listeners = ctx
    .resources('AWS::ElasticLoadBalancingV2::Listener')
    .filter((listener) => ctx.target(listener, 'LoadBalancerArn') === proxy.origin.resource);
  const named = listeners.flatMap((listener) =>
    ctx.items(listener, 'DefaultActions').flatMap((_, index) => {
      const at = ['DefaultActions', String(index)];
      return (
        ctx.target(listener, ...at, 'TargetGroupArn') ??
        ctx.target(listener, ...at, 'ForwardConfig', 'TargetGroups', '0', 'TargetGroupArn') ??
        []
      );
    }),
  );
  return named.find((group) => groups.includes(group)) ?? groups[0];
}

function membersOf(walk: Walk, hop: NextHop): readonly Member[] {
  const { ctx } = walk;
  switch (hop.to.kind) {
    case 'interfaces':
      return ownersOf(hop).flatMap((owner) => serversOf(walk, owner));
    case 'function': {
      const { resource } = hop.to.function.origin;
      if (resource === undefined) {
        throw unreadAt(undefined, hop.origin.label, 'its function is not in the templates');
      }
      const part = ctx.draft.part({
        id: resourceKey(resource),
        label: labelOf(resource),
        region: resource.stack.region,
        standsOn: [resource],
      });
      return [{ id: resource.logicalId, part, needs: [] }];
    }
    case 'address':
    case 'internet':
    case 'service':
    case 'unknown':
      throw unreadAt(hop.origin.resource, hop.origin.label, `what its targets are is not modelled: ${hop.to.kind}`);
  }
}

function ownersOf({ to }: NextHop): readonly TemplateResource[] {
  return to.kind === 'interfaces' ? [...new Set(to.interfaces.flatMap(({ origin }) => origin.resource ?? []))] : [];
}

function zoneOfPart(ctx: ReadContext, part: string): string | undefined {
  return ctx.draft.findPart(part)?.zone;
}
