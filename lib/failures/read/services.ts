import { resourceKey, type TemplateResource } from '../../template';
import type { Need, Service } from '../model/types';
import { nodesOf } from './balancers';
import { databaseNeed } from './clusters';
import type { ReadContext } from './context';
import { DISTRIBUTION_TYPE, entriesOf, entryNeed, takes } from './entries';
import { unreadAt, UnreadError, type UnreadService } from './findings';
import { openSecondsOf } from './open-seconds';
import { failoverNeed, hasAliases, namesOf, zonesOfNames, type NamedEntry } from './records';
import { SERVER_TYPES } from './slots';
import { BALANCER_TYPES, DATABASE_TYPES } from './tiers';
import type { Walk, WantedService } from './walk';
import type { DeclaredService } from '../declared';

/** An entry, or some that one name leads to. */
interface Way {
  readonly entries: readonly TemplateResource[];
  readonly names: readonly NamedEntry[];
}

/** Reads the way of every service; those whose way cannot be read are returned with the reason. */
export function readServices(ctx: ReadContext): readonly UnreadService[] {
  const ways = waysOf(ctx);
  const wanted = ctx.declared.services ?? derivedServices(ctx, ways);
  return wanted.flatMap((service, index) => {
    try {
      ctx.draft.services.push(readService(ctx, service, ways, `services[${String(index)}]`));
      return [];
    } catch (error) {
      if (error instanceof UnreadError) {
        ctx.draft.note(error.finding);
        return [{ service: service.id, because: error.finding }];
      }
      throw error;
    }
  });
}

/** Entries, those of one failover name together. */
function waysOf(ctx: ReadContext): readonly Way[] {
  const entries = entriesOf(ctx);
  const names = namesOf(ctx, entries);
  const joined = names.filter((name) => name.entries.length > 1);
  const ofNames = joined.map((name): Way => ({ entries: name.entries, names: [name] }));
  const single = entries
    .filter((entry) => !joined.some((name) => name.entries.includes(entry)))
    .map((entry): Way => ({ entries: [entry], names: names.filter((name) => name.entries.includes(entry)) }));
  return [...ofNames, ...single];
}

/** A GET and a POST for each way, as far as its entries take them. */
function derivedServices(ctx: ReadContext, ways: readonly Way[]): readonly DeclaredService[] {
  const ids = ways.flatMap(({ entries }) => entries.map(({ logicalId }) => logicalId));
  return ways.flatMap(({ entries }) => {
    const name = ways.length === 1 ? '' : ` ${nameOf(entries[0], ids)}`;
    const methods = (['GET', 'POST'] as const).filter((method) => entries.every((entry) => takes(ctx, entry, method)));
    return methods.map((method): DeclaredService => ({
      id: `${method}${name}`,
      label: `${method} requests${name === '' ? '' : ` to${name}`}`,
      method,
      entry: entries.map((entry) => `id:${resourceKey(entry)}`),
    }));
  });
}

/** The id of an entry; with its stack when another one has the same. */
function nameOf(entry: TemplateResource | undefined, ids: readonly string[]): string {
  const isAlone = ids.filter((id) => id === entry?.logicalId).length === 1;
  return entry === undefined ? '' : isAlone ? entry.logicalId : resourceKey(entry);
}

function readService(ctx: ReadContext, declared: DeclaredService, ways: readonly Way[], path: string): Service {
  const way = wayOf(ctx, declared, ways, path);
  const chain = declared.chain?.map((selector, index) =>
    ctx.selection.require(selector, [...SERVER_TYPES, ...DATABASE_TYPES], `${path}.chain[${String(index)}]`),
  );
  const service: WantedService = {
    id: declared.id,
    label: declared.label ?? declared.id,
    method: declared.method,
    ...(declared.path === undefined ? {} : { path: declared.path }),
    ...(declared.reads === undefined ? {} : { reads: declared.reads }),
    ...(declared.egress === undefined ? {} : { egress: declared.egress }),
    ...(chain === undefined ? {} : { chain }),
  };
  const walk = new ServiceWalk(ctx, service);
  const needs = way.entries.map((entry) => entryNeed(walk, entry));
  const [name] = way.names;
  const [only] = needs;
  if (only === undefined) {
    throw unreadAt(undefined, declared.id, 'no entry was found');
  }
  noteNames(ctx, way);
  const openSeconds = declared.openSeconds ?? openSecondsOf(ctx, way.entries, declared.path);
  return {
    id: service.id,
    label: service.label,
    isRetried: service.method === 'GET',
    needs: [
      ...zonesOfNames(ctx, way.names),
      name !== undefined && needs.length > 1 ? failoverNeed(walk, name, needs) : only,
    ],
    ...(declared.peakPerSecond === undefined ? {} : { peakPerSecond: declared.peakPerSecond }),
    ...(declared.onSalePerSecond === undefined ? {} : { onSalePerSecond: declared.onSalePerSecond }),
    ...(openSeconds === undefined ? {} : { openSeconds }),
    ...(declared.availabilityPercent === undefined ? {} : { availability: declared.availabilityPercent / 100 }),
  };
}

function noteNames(ctx: ReadContext, { entries, names }: Way): void {
  const [entry] = entries;
  if (names.length === 0 && entry?.type === DISTRIBUTION_TYPE && hasAliases(ctx, entry)) {
    ctx.draft.noteOn(entry, 'ASSUMED', 'its names are not in the templates: that they are found is taken for granted');
  }
}

function wayOf(ctx: ReadContext, { id, entry }: DeclaredService, ways: readonly Way[], path: string): Way {
  if (entry !== undefined) {
    const named = ctx.selection.require(entry, [DISTRIBUTION_TYPE, ...BALANCER_TYPES], `${path}.entry`);
    const found = ways.find(({ entries }) => named.every((each) => entries.includes(each)));
    return found ?? { entries: named, names: [] };
  }
  const [only, ...others] = ways;
  if (only === undefined || others.length > 0) {
    throw unreadAt(
      undefined,
      id,
      only === undefined ? 'no entry was found' : 'there are several entries: declare which it is',
    );
  }
  return only;
}

/** The way of one service, with what it has come past. */
class ServiceWalk implements Walk {
  readonly ctx: ReadContext;
  readonly service: WantedService;
  private readonly open = new Set<TemplateResource>();
  private readonly known = new Map<TemplateResource, Need>();

  constructor(ctx: ReadContext, service: WantedService) {
    this.ctx = ctx;
    this.service = service;
  }

  need(resource: TemplateResource): Need {
    const known = this.known.get(resource);
    const need =
      known ?? (DATABASE_TYPES.includes(resource.type) ? databaseNeed(this, resource) : nodesOf(this, resource));
    this.known.set(resource, need);
    return need;
  }

  past<T>(resource: TemplateResource, read: () => T): T {
    this.open.add(resource);
    try {
      return read();
    } finally {
      this.open.delete(resource);
    }
  }

  isOpen(resource: TemplateResource): boolean {
    return this.open.has(resource);
  }
}
