import { knownText, type TemplateResource } from '../../template';
import type { Pool } from '../model/types';
import { sizeOf } from '../read/instance-class';
import { at, firstOf, some, type WeaknessContext } from './context';
import type { Weakness } from './types';

/** A cluster whose instances are in the templates. */
interface Cluster {
  readonly resource: TemplateResource;
  readonly pool: Pool;
  readonly writer: Instance;
  readonly readers: readonly Instance[];
}

interface Instance {
  readonly id: string;
  readonly part: string;
  readonly resource: TemplateResource;
  /** Its zone, where the templates say it. */
  readonly zone: string | undefined;
}

function clustersOf(context: WeaknessContext): readonly Cluster[] {
  const pools = context.model.pools.filter(({ id }) => /#writer(#|$)/.test(id));
  const clusters = pools.flatMap((pool): readonly Cluster[] => {
    const resource = context.resourceOf(pool.id);
    const [writer, ...readers] = pool.members.flatMap(({ id, part }) => {
      const instance = context.resourceOf(part);
      const isNamed =
        instance !== undefined && knownText(context.ctx.property(instance, 'AvailabilityZone')) !== undefined;
      return instance?.type === 'AWS::RDS::DBInstance' && instance !== resource
        ? [{ id, part, resource: instance, zone: isNamed ? context.zoneOf(part) : undefined }]
        : [];
    });
    return resource?.type === 'AWS::RDS::DBCluster' && writer !== undefined
      ? [{ resource, pool, writer, readers }]
      : [];
  });
  return firstOf(clusters, ({ resource }) => resource.logicalId);
}

/** Members to which a pool moves in a scenario. */
function movesOf(context: WeaknessContext, { pool }: Cluster, groups: readonly string[]): readonly string[] {
  const [first = '', ...then] = groups;
  const { events } = context.matrix.outcomeOf({
    first: [{ group: first, mode: 'lost' }],
    then: then.map((group) => ({ group, mode: 'lost' })),
  });
  return events.flatMap(({ kind, seat }) => (kind === 'move' && seat.pool.pool.id === pool.id ? [seat.member.id] : []));
}

/**
 * Clusters whose readers, two or more, one zone takes, so that nobody is left to take over from the writer; or one zone with
 * the writer, so that nobody takes over at once.
 */
export function readersInOneZone(context: WeaknessContext): readonly Weakness[] {
  return clustersOf(context).flatMap((cluster): readonly Weakness[] => {
    const { resource, writer, readers } = cluster;
    const zones = new Set(readers.map(({ zone }) => zone));
    const [zone] = zones;
    if (zone === undefined || zones.size > 1 || writer.zone === undefined) {
      return [];
    }
    const isWithWriter = zone === writer.zone;
    const faults = isWithWriter ? [zone] : [zone, writer.part];
    const isSingle = readers.length < 2 && !isWithWriter;
    if (isSingle || movesOf(context, cluster, faults).length > 0) {
      return [];
    }
    return [
      {
        code: 'READERS_IN_ONE_ZONE',
        ...at(resource, cluster.pool.id),
        means: isWithWriter
          ? `${zone} takes the writer and every reader, so nobody takes over`
          : `${zone} takes all ${String(readers.length)} readers, and nobody is left to take over from the writer`,
        change: isWithWriter ? `put a reader in another zone than ${zone}` : `put one of the readers in another zone`,
        severity: 'error',
        scenario: isWithWriter ? zone : `${zone}, then ${writer.part}`,
      },
    ];
  });
}

/**
 * Readers that may be promoted and are smaller than the writer: every reader may. What a single fault promotes is an error, what
 * only more of them promote a warning. Classes of which the size is not told by their name are not compared.
 */
export function smallerReaders(context: WeaknessContext): readonly Weakness[] {
  const classOf = (resource: TemplateResource): string | undefined =>
    knownText(context.ctx.property(resource, 'DBInstanceClass'));
  return clustersOf(context).flatMap((cluster) => {
    const wanted = classOf(cluster.writer.resource);
    return cluster.readers.flatMap(({ id, resource, part }): readonly Weakness[] => {
      const own = classOf(resource);
      if (sizeOf(own) < 0 || sizeOf(own) >= sizeOf(wanted)) {
        return [];
      }
      const promoting = context.faults.filter((fault) =>
        context
          .outcomeOf(fault)
          .events.some(
            ({ kind, seat }) => kind === 'move' && seat.pool.pool.id === cluster.pool.id && seat.member.id === id,
          ),
      );
      const [first] = promoting;
      const when =
        first === undefined
          ? 'once others are lost as well'
          : `on the loss of ${some(promoting.map((each) => each.id))}`;
      return [
        {
          code: 'SMALLER_PROMOTABLE_READER',
          ...at(resource, part),
          means: `it is promoted ${when}, and is ${own ?? ''} where the writer is ${wanted ?? ''}`,
          change: `make it ${wanted ?? ''}, as the writer is`,
          severity: first === undefined ? 'warning' : 'error',
          ...(first === undefined ? {} : { scenario: first.id }),
        },
      ];
    });
  });
}
