import { resourceKey, type TemplateModel, type TemplateResource } from '../../template';
import type { Verifier } from '../../verify';
import type { BackupObjectives, BackupReport } from '../../verify/backups';
import type { Outcome } from '../engine/outcome';
import { Matrix } from '../matrix/matrix';
import { singleFaults, type NamedScenario } from '../matrix/scenarios';
import type { FailureModel, Pool } from '../model/types';
import { deadParts, HarmFinder } from '../monotone';
import { ReadContext } from '../read/context';
import { labelOf } from '../read/draft';
import type { ReadFailures } from '../read/read-failure-model';
import type { Weakness } from './types';

/** What is given beside templates and what was read of them. */
export interface WeaknessOptions {
  /** The same templates read for an on-sale window. @default - nothing is said about the peak of one */
  readonly onSale?: ReadFailures;
  /** What backups have to achieve. @default - nothing is said about how many recovery points are kept */
  readonly backupObjectives?: BackupObjectives;
  /** What was proved about backups with these objectives, for those who have proved it. */
  readonly backups?: BackupReport;
  /** Outcomes of the same failure model, for those who have evaluated it. */
  readonly matrix?: Matrix;
  /** Verifier of the same templates, for those who have made one. */
  readonly verifier?: Verifier;
}

/** Everything that finding weaknesses needs. */
export class WeaknessContext {
  readonly templates: TemplateModel;
  readonly read: ReadFailures;
  readonly options: WeaknessOptions;
  readonly model: FailureModel;
  readonly matrix: Matrix;
  readonly harms: HarmFinder;
  /** Every single fault: those that kill few parts before those that kill many. */
  readonly faults: readonly NamedScenario[];
  /** Values of the templates, and their network. */
  readonly ctx: ReadContext;
  private readonly byKey: ReadonlyMap<string, TemplateResource>;
  private readonly zones: ReadonlyMap<string, string | undefined>;

  constructor(templates: TemplateModel, read: ReadFailures, options: WeaknessOptions) {
    this.templates = templates;
    this.read = read;
    this.options = options;
    this.model = read.model;
    this.matrix = options.matrix ?? new Matrix(read.model);
    this.harms = new HarmFinder(read.model, this.matrix);
    this.faults = bySize(read.model);
    const { verifier } = options;
    this.ctx = new ReadContext(templates, read.declared, verifier === undefined ? {} : { verifier });
    this.byKey = new Map(templates.resources.map((resource) => [resourceKey(resource), resource]));
    this.zones = new Map(read.model.parts.map(({ id, zone }) => [id, zone]));
  }

  outcomeOf({ scenario }: NamedScenario): Outcome {
    return this.matrix.outcomeOf(scenario);
  }

  /** The loss of each zone in which something stands that requests are sent to. */
  get lostZones(): readonly (NamedScenario & { readonly zone: string })[] {
    const used = new Set(
      this.model.pools.flatMap(({ members }) => members.flatMap(({ part }) => this.zoneOf(part) ?? [])),
    );
    const zones = this.model.groups.filter(({ id, kind }) => kind === 'zone' && used.has(id)).map(({ id }) => id);
    return zones.map((zone) => ({ id: zone, zone, scenario: { first: [{ group: zone, mode: 'lost' }] } }));
  }

  zoneOf(part: string): string | undefined {
    return this.zones.get(part);
  }

  /** The resource of which a part, a pool, a group or a detector is, or is one of several. */
  resourceOf(id: string): TemplateResource | undefined {
    return this.byKey.get(id.replace(/#.*$/, ''));
  }

  /** The target group whose targets the members of a pool are. */
  targetGroupOf({ members }: Pool): TemplateResource | undefined {
    return this.ctx.resources('AWS::ElasticLoadBalancingV2::TargetGroup').find((group) => {
      const own = this.model.pools.find(({ id }) => id === resourceKey(group));
      return own !== undefined && members.every(({ part }) => own.members.some((member) => member.part === part));
    });
  }
}

/** Single faults: those of one part first, then others by how many parts they kill or cut off. */
function bySize(model: FailureModel): readonly NamedScenario[] {
  const parts = new Set(model.parts.map(({ id }) => id));
  const sizeOf = ({ scenario: { first } }: NamedScenario): readonly [number, number] => {
    const whole = first.map(({ group }) => ({ group, mode: 'lost' as const }));
    return [deadParts(model, whole).size, first.every(({ group }) => parts.has(group)) ? 0 : 1];
  };
  return [...singleFaults(model)]
    .map((fault) => ({ fault, size: sizeOf(fault) }))
    .sort((a, b) => a.size[0] - b.size[0] || a.size[1] - b.size[1])
    .map(({ fault }) => fault);
}

/** Where a weakness is: a resource, or the name of what it is about. */
export function at(
  resource: TemplateResource | undefined,
  otherwise: string,
): Pick<Weakness, 'where'> & Partial<Pick<Weakness, 'resource'>> {
  return resource === undefined ? { where: otherwise } : { where: labelOf(resource), resource };
}

/** Those of a list that are the first of their kind. */
export function firstOf<T>(items: readonly T[], kind: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const own = kind(item);
    const isNew = !seen.has(own);
    seen.add(own);
    return isNew;
  });
}

/** A list as people read it: two at most, then how many more. */
export function some(items: readonly string[]): string {
  const [first = '', second, ...more] = items;
  return second === undefined
    ? first
    : more.length === 0
      ? `${first} and ${second}`
      : `${first}, ${second} and ${String(more.length)} more`;
}
