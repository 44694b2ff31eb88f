import { knownBoolean, knownNumber, knownText, resourceKey, type TemplateResource } from '../../template';
import type { DelayPart, Member, Need, Pool } from '../model/types';
import { SOURCES } from '../register';
import type { ReadContext } from './context';
import { clientRecovery, delayOf, knownOr } from './delays';
import { labelOf } from './draft';
import { unreadAt } from './findings';
import { sizeOf } from './instance-class';
import { saidOf } from './said-of';
import { needOf, sharedValue } from './shared-parts';
import { standsIn, standsOn } from './structure';
import { DATABASE_TYPES, declaredTier, instancesOf } from './tiers';
import { volumeOf } from './volumes';
import type { Walk } from './walk';

/** An instance of a database, in the order in which it serves. */
interface Instance {
  readonly id: string;
  readonly part: string;
  readonly isReader: boolean;
}

/**
 * What a request needs of a database: its writer, or its reader endpoint where that is declared.
 *
 * @throws UnreadError for databases that are not modelled
 */
export function databaseNeed(walk: Walk, database: TemplateResource): Need {
  const { ctx, service } = walk;
  const isWritten = service.method === 'POST';
  const instances = instancesIn(ctx, database);
  const members = membersOf(walk, database, instances, isWritten);
  const writer = ctx.draft.pool(`${resourceKey(database)}#writer`, service.id, {
    label: `${labelOf(database)} writer`,
    choice: 'prefer',
    members: members.map((member) => ({ ...member, start: [clientRecovery(ctx)] })),
    ...moveOf(ctx, database),
  });
  ctx.draft.know('writer', database, writer);
  if (isWritten || service.reads !== 'reader' || isStandby(ctx, database)) {
    return { kind: 'pool', pool: writer };
  }
  const leave = {
    rule: 'FM-08',
    delay: [
      { name: 'TTL of the reader endpoint', seconds: 5, basis: 'typical' as const, source: SOURCES.endpointTtl },
      clientRecovery(ctx),
    ],
  };
  const pool = ctx.draft.pool(`${resourceKey(database)}#readers`, service.id, {
    label: `${labelOf(database)} readers`,
    choice: 'spread',
    members,
    leave,
    comeBack: leave,
    without: writer,
  });
  ctx.draft.know('readers', database, pool);
  return { kind: 'pool', pool };
}

function membersOf(
  walk: Walk,
  database: TemplateResource,
  instances: readonly Instance[],
  isWritten: boolean,
): readonly Member[] {
  const { ctx } = walk;
  const zones = zonesOf(ctx, database);
  const key = ctx.property(database, 'KmsKeyId');
  const keys = key.kind === 'absent' ? [] : (sharedValue(ctx, key, database.stack.region) ?? []);
  const needs: readonly Need[] = [
    ...(isAurora(ctx, database) ? [volumeOf(ctx, database, zones, isWritten)] : []),
    ...[keys].flat().map(needOf),
  ];
  const perSecond = capacityOf(ctx, database);
  return instances.map(({ id, part }) => ({ id, part, needs, ...(perSecond === undefined ? {} : { perSecond }) }));
}

/** FM-07, FM-10, FM-11: what takes over by itself when the writer is lost. */
function moveOf(ctx: ReadContext, database: TemplateResource): Pick<Pool, 'move'> {
  const planes = [ctx.draft.plane(database.stack.region, 'rds')];
  const part = (name: string, seconds: number, source: string): readonly DelayPart[] =>
    delayOf(name, seconds, 'typical', source);
  if (isAurora(ctx, database)) {
    return { move: { rule: 'FM-07', delay: part('promotion of a reader', 60, SOURCES.auroraFailover), planes } };
  }
  if (database.type === 'AWS::RDS::DBCluster') {
    return { move: { rule: 'FM-11', delay: part('failover of the cluster', 35, SOURCES.multiAzCluster), planes } };
  }
  return isStandby(ctx, database)
    ? { move: { rule: 'FM-10', delay: part('failover to the standby', 120, SOURCES.multiAz), planes } }
    : {};
}

function instancesIn(ctx: ReadContext, database: TemplateResource): readonly Instance[] {
  if (database.type === 'AWS::RDS::DBInstance') {
    return implicitInstances(ctx, database, isStandby(ctx, database) ? 2 : 1);
  }
  const instances = instancesOf(ctx, database);
  if (instances.length === 0) {
    if (ctx.property(database, 'DBClusterInstanceClass').kind === 'absent') {
      throw unreadAt(database, resourceKey(database), 'which instances it has is not in the templates');
    }
    return implicitInstances(ctx, database, 3);
  }
  const zones = zonesOf(ctx, database);
  return inOrder(ctx, instances).map((instance, index) => {
    const named = knownText(ctx.property(instance, 'AvailabilityZone'));
    if (named === undefined) {
      ctx.draft.noteOn(instance, 'ASSUMED', 'its zone is open: zones are taken in turn');
    }
    const zone = ctx.draft.zone(named ?? zones[index % zones.length] ?? '', database.stack.region);
    return {
      id: instance.logicalId,
      isReader: index > 0,
      part: ctx.draft.part({
        id: resourceKey(instance),
        label: labelOf(instance),
        zone,
        tier: database,
        element: index === 0 ? 'writer' : 'reader',
        standsOn: [...standsOn(ctx, instance, database), ...subnetsIn(ctx, database, zone)],
      }),
    };
  });
}

/** Instances that AWS makes for one resource, in as many of its zones. */
function implicitInstances(ctx: ReadContext, database: TemplateResource, count: number): readonly Instance[] {
  const named = knownText(ctx.property(database, 'AvailabilityZone'));
  const zones = named === undefined ? zonesOf(ctx, database) : [named];
  if (named === undefined) {
    ctx.draft.noteOn(
      database,
      'ASSUMED',
      `in which of its zones it stands is open: it is taken to be ${zones.slice(0, count).join(', ')}`,
    );
  }
  return Array.from({ length: count }, (_, index) => {
    const zone = ctx.draft.zone(zones[index % zones.length] ?? '', database.stack.region);
    const id = index === 0 ? 'primary' : count === 2 ? 'standby' : `reader ${String(index)}`;
    return {
      id,
      isReader: index > 0 && count > 2,
      part: ctx.draft.part({
        id: `${resourceKey(database)}#${id}`,
        label: `${labelOf(database)} ${id}`,
        zone,
        tier: database,
        element: index === 0 ? 'writer' : 'reader',
        standsOn: [...standsOn(ctx, database), ...subnetsIn(ctx, database, zone)],
      }),
    };
  });
}

/** The writer first, which is the one made first, then readers by promotion tier, size, and place in the template. */
function inOrder(ctx: ReadContext, instances: readonly TemplateResource[]): readonly TemplateResource[] {
  const ids = instances.map(({ logicalId }) => logicalId);
  const first = instances.filter(({ dependsOn }) => !dependsOn.some((id) => ids.includes(id)));
  const [writer = instances[0]] = first;
  if (first.length > 1 && writer !== undefined) {
    ctx.draft.noteOn(
      writer,
      'ASSUMED',
      'which instance is made first, and writes, is open: it is taken to be this one',
    );
  }
  const rank = (instance: TemplateResource): readonly [number, number] => [
    knownOr(ctx, instance, 'PromotionTier', 1),
    -sizeOf(knownText(ctx.property(instance, 'DBInstanceClass'))),
  ];
  const readers = instances
    .filter((instance) => instance !== writer)
    .map((instance) => ({ instance, rank: rank(instance) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
  return [...(writer === undefined ? [] : [writer]), ...readers.map(({ instance }) => instance)];
}

function capacityOf(ctx: ReadContext, database: TemplateResource): Member['perSecond'] {
  const connections = connectionsTo(ctx);
  const { requestsPerSecond, maxConnections } = saidOf(ctx, 'databases', database, DATABASE_TYPES);
  if (requestsPerSecond === undefined) {
    ctx.draft.noteOn(database, 'NO_CAPACITY', 'how many requests one of its instances can serve is not declared');
    return undefined;
  }
  if (connections > 0 && maxConnections === undefined) {
    ctx.draft.noteOn(
      database,
      'NO_CAPACITY',
      'servers declare their connections, and it does not declare how many it takes',
    );
    return undefined;
  }
  const share = maxConnections === undefined || connections === 0 ? 1 : Math.min(1, maxConnections / connections);
  if (share < 1) {
    ctx.draft.noteOn(
      database,
      'ASSUMED',
      `${String(connections)} connections at most do not fit in ${String(maxConnections)}: it is taken to serve the share that does`,
    );
  }
  return requestsPerSecond === 'unlimited' && share < 1
    ? undefined
    : requestsPerSecond === 'unlimited'
      ? requestsPerSecond
      : requestsPerSecond * share;
}

/** Connections that all servers together keep when groups are at their largest. */
function connectionsTo(ctx: ReadContext): number {
  return ctx.resources('AWS::AutoScaling::AutoScalingGroup').reduce((sum, group) => {
    const own = declaredTier(ctx, group).connections ?? 0;
    return sum + own * (knownNumber(ctx.property(group, 'MaxSize')) ?? 0);
  }, 0);
}

function zonesOf(ctx: ReadContext, database: TemplateResource): readonly string[] {
  return [...new Set(ctx.interfacesOf(database).map(({ subnet }) => ctx.zoneOf(subnet)))];
}

function subnetsIn(ctx: ReadContext, database: TemplateResource, zone: string): readonly TemplateResource[] {
  const subnets = new Set(ctx.interfacesOf(database).map(({ subnet }) => subnet));
  return [...subnets].filter((subnet) => ctx.zoneOf(subnet) === zone).flatMap((subnet) => standsIn(ctx, subnet));
}

function isAurora(ctx: ReadContext, database: TemplateResource): boolean {
  return /^aurora/.test(knownText(ctx.property(database, 'Engine')) ?? '');
}

function isStandby(ctx: ReadContext, database: TemplateResource): boolean {
  return database.type === 'AWS::RDS::DBInstance' && knownBoolean(ctx.property(database, 'MultiAZ')) === true;
}
