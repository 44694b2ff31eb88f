import {
  describeValue,
  knownNumber,
  knownText,
  resourceKey,
  targetOf,
  type TemplateResource,
  type Value,
} from '../../template';
import { entry, listed } from '../../verify';
import type { Member, Need, Reaction } from '../model/types';
import { SOURCES } from '../register';
import type { ReadContext } from './context';
import { clientRecovery } from './delays';
import { labelOf } from './draft';
import { resourcesIn } from './structure';
import type { Walk } from './walk';

/** Route 53's data plane, everywhere at once. */
const ROUTE_53 = 'Route 53';
const ALIAS_TTL = 60;
const CHECK_INTERVAL = 30;
const CHECK_THRESHOLD = 3;

/** A name with the entries to which it leads, the first one first. */
export interface NamedEntry {
  readonly name: string;
  readonly records: readonly TemplateResource[];
  readonly entries: readonly TemplateResource[];
}

/** Names that lead to entries: those of failover records to two of them. */
export function namesOf(ctx: ReadContext, entries: readonly TemplateResource[]): readonly NamedEntry[] {
  const byName = new Map<string, NamedEntry>();
  const failover = (record: TemplateResource): number =>
    knownText(ctx.property(record, 'Failover')) === 'SECONDARY' ? 1 : 0;
  const records = [...ctx.resources('AWS::Route53::RecordSet')].sort((a, b) => failover(a) - failover(b));
  for (const record of records) {
    const target = targetOfRecord(ctx, record).find((resource) => entries.includes(resource));
    const name = describeValue(ctx.property(record, 'Name'));
    if (target !== undefined) {
      const known = byName.get(name) ?? { name, records: [], entries: [] };
      byName.set(name, {
        name,
        records: [...known.records, record],
        entries: [...new Set([...known.entries, target])],
      });
    }
  }
  return [...byName.values()];
}

function targetOfRecord(ctx: ReadContext, record: TemplateResource): readonly TemplateResource[] {
  return [
    ...resourcesIn(ctx.property(record, 'AliasTarget', 'DNSName')),
    ...resourcesIn(ctx.property(record, 'ResourceRecords')),
  ];
}

/** Hosted zones that must answer before clients find an entry. */
export function zonesOfNames(ctx: ReadContext, names: readonly NamedEntry[]): readonly Need[] {
  const parts = names.flatMap(({ records }) =>
    records.map((record) => {
      ctx.draft.touched.add(record);
      return hostedZone(ctx, ctx.property(record, 'HostedZoneId'));
    }),
  );
  const distinct = [...new Set(parts)];
  return distinct.length === 0 ? [] : [{ kind: 'parts', parts: distinct, atLeast: distinct.length }];
}

function hostedZone(ctx: ReadContext, value: Value): string {
  const target = targetOf(value);
  const id = target === undefined ? `hosted zone ${describeValue(value)}` : resourceKey(target);
  return ctx.draft.part({
    id,
    label: target === undefined ? id : labelOf(target),
    kind: 'shared',
    fate: [ctx.draft.addGroup({ id: ROUTE_53, kind: 'shared', label: ROUTE_53 })],
    ...(target === undefined ? {} : { standsOn: [target] }),
  });
}

/** What a request needs of a name that leads to several entries: the first one, and the next when its check fails (FM-15). */
export function failoverNeed(walk: Walk, { name, records, entries }: NamedEntry, needs: readonly Need[]): Need {
  const { ctx } = walk;
  const primary = records.find((record) => knownText(ctx.property(record, 'Failover')) === 'PRIMARY') ?? records[0];
  const members = entries.map((resource, index): Member => {
    const part = ctx.draft.part({
      id: `${name}#${resource.logicalId}`,
      label: `${name} to ${labelOf(resource)}`,
      kind: 'none',
      fate: [ctx.draft.addGroup({ id: ROUTE_53, kind: 'shared', label: ROUTE_53 })],
    });
    return { id: resource.logicalId, part, needs: needs.slice(index, index + 1), checks: [0], perSecond: 'unlimited' };
  });
  const pool = ctx.draft.pool(`name ${name}`, walk.service.id, {
    label: name,
    choice: 'prefer',
    members,
    ...(primary === undefined ? {} : { move: failover(ctx, primary) }),
  });
  return { kind: 'pool', pool };
}

function failover(ctx: ReadContext, record: TemplateResource): Reaction {
  const check = ctx.target(record, 'HealthCheckId');
  const setting = (name: string, otherwise: number): number =>
    (check === undefined ? undefined : knownNumber(ctx.property(check, 'HealthCheckConfig', name))) ?? otherwise;
  if (check !== undefined) {
    ctx.draft.touched.add(check);
    ctx.draft.noteOn(check, 'ASSUMED', 'it is taken to fail when requests get no answer at all, whatever it asks for');
  }
  const interval = setting('RequestInterval', CHECK_INTERVAL);
  const threshold = setting('FailureThreshold', CHECK_THRESHOLD);
  return {
    rule: 'FM-15',
    delay: [
      {
        name: `${String(threshold)} failed checks, ${String(interval)} s apart`,
        seconds: interval * threshold,
        basis: check === undefined ? 'unverified' : 'bound',
        source: SOURCES.route53Failover,
      },
      {
        name: 'TTL of the record',
        seconds: knownNumber(ctx.property(record, 'TTL')) ?? ALIAS_TTL,
        basis: 'bound',
        source: labelOf(record),
      },
      clientRecovery(ctx),
    ],
  };
}

/** Whether names of a distribution are nowhere in the templates. */
export function hasAliases(ctx: ReadContext, distribution: TemplateResource): boolean {
  return listed(entry(ctx.property(distribution, 'DistributionConfig'), 'Aliases')).items.length > 0;
}
