import { compare, resourceKey, type TemplateResource } from '../../template';
import type {
  Detector,
  FailureModel,
  FateElement,
  FateGroup,
  FateKind,
  ManualReaction,
  Part,
  Pool,
  Service,
} from '../model/types';
import { blindToOwnFates } from './own-fates';
import type { ReadFinding } from './findings';

/** Kinds of parts for which somebody looks. */
export type ElementKind =
  'certificate' | 'endpoint' | 'firewall endpoint' | 'interface endpoint' | 'mount target' | 'NAT gateway';

/** A part before it is known what it shares with others. */
export interface PartSpec {
  readonly id: string;
  readonly label: string;
  /** Zone in which it stands, with the Region of the zone. */
  readonly zone?: string;
  /** Resource of which it is one. */
  readonly tier?: TemplateResource;
  /** Region with which it fails, of a part that stands in no zone. */
  readonly region?: string | undefined;
  /** Kind of its own group. @default 'part'; 'none': it has no group of its own */
  readonly kind?: FateKind | 'none';
  /** Other groups that take it along. */
  readonly fate?: readonly string[];
  /** What its own group is of a tier or a database. */
  readonly element?: FateElement;
  /** What it is, for those who look for all of a kind. */
  readonly what?: ElementKind;
  /** Resources with which it stands and falls: shared with another zone, they are groups. */
  readonly standsOn?: readonly TemplateResource[];
}

/** What a pool is to a resource: targets of a target group or of a group of servers, nodes of a load balancer, … */
export type PoolRole =
  'targets' | 'servers' | 'server' | 'nodes' | 'entry' | 'origin' | 'writer' | 'readers' | 'tunnels' | 'regions';

/** A failure model while it is read. */
export class Draft {
  readonly services: Service[] = [];
  readonly manual: ManualReaction[] = [];
  readonly detectors: Detector[] = [];
  readonly findings: ReadFinding[] = [];
  /** Resources that are in the model, as parts or as what parts stand on. */
  readonly touched = new Set<TemplateResource>();
  private readonly groups = new Map<string, FateGroup>();
  private readonly included = new Map<string, Set<string>>();
  private readonly parts = new Map<string, PartSpec>();
  private readonly pools = new Map<string, Pool>();
  private readonly roles = new Map<TemplateResource, Map<PoolRole, Set<string>>>();

  /** The id of a Region, whose group is made when it is asked for. */
  region(region: string | undefined): string {
    const id = region ?? 'the Region';
    this.addGroup({ id, kind: 'region', label: region === undefined ? 'the Region of the site' : `Region ${region}` });
    return id;
  }

  zone(zone: string, region: string | undefined): string {
    this.addGroup({ id: zone, kind: 'zone', label: `zone ${zone}` });
    this.include(this.region(region), zone);
    return zone;
  }

  /** The control plane of a service of AWS in a Region. */
  plane(region: string | undefined, service: string): string {
    const own = this.region(region);
    const id = `${own}#${service}`;
    this.addGroup({ id, kind: 'control-plane', label: `control plane of ${service} in ${own}` });
    this.include(own, id);
    return id;
  }

  addGroup(group: FateGroup): string {
    if (!this.groups.has(group.id)) {
      this.groups.set(group.id, group);
    }
    return group.id;
  }

  /** A group of a resource that fails as a whole. */
  groupOf(resource: TemplateResource, kind: FateKind): string {
    this.touched.add(resource);
    return this.addGroup({ id: resourceKey(resource), kind, label: labelOf(resource) });
  }

  findPart(id: string): PartSpec | undefined {
    return this.parts.get(id);
  }

  labelOfPart(id: string): string {
    return this.parts.get(id)?.label ?? id;
  }

  /** A part, made when it is named first. */
  part(spec: PartSpec): string {
    if (!this.parts.has(spec.id)) {
      this.parts.set(spec.id, spec);
      if (spec.kind !== 'none') {
        this.addGroup({
          id: spec.id,
          kind: spec.kind ?? 'part',
          label: spec.label,
          ...(spec.element === undefined ? {} : { element: spec.element }),
        });
      }
      spec.standsOn?.forEach((resource) => this.touched.add(resource));
    }
    return spec.id;
  }

  /**
   * A pool; services that need the same of it share one.
   *
   * @param service for which another pool of the same name is made when it differs
   */
  pool(id: string, service: string, content: Omit<Pool, 'id'>): string {
    for (const name of [id, `${id}#${service}`]) {
      const known = this.pools.get(name);
      const made = { id: name, ...content };
      if (known === undefined) {
        this.pools.set(name, made);
        return name;
      }
      if (JSON.stringify(known) === JSON.stringify(made)) {
        return name;
      }
    }
    throw new Error(`pool ${id} is two things for service ${service}`);
  }

  /** Remembers what a pool stands for, for those who look for it. */
  know(what: PoolRole, resource: TemplateResource, pool: string): void {
    const known = this.roles.get(resource) ?? new Map<PoolRole, Set<string>>();
    this.roles.set(resource, known.set(what, (known.get(what) ?? new Set()).add(pool)));
    this.touched.add(resource);
  }

  /** Pools that stand for something of a resource. */
  poolsOf(what: PoolRole, resource: TemplateResource): readonly string[] {
    return [...(this.roles.get(resource)?.get(what) ?? [])];
  }

  findPool(id: string): Pool | undefined {
    return this.pools.get(id);
  }

  get allParts(): readonly PartSpec[] {
    return [...this.parts.values()];
  }

  get allPools(): readonly Pool[] {
    return [...this.pools.values()];
  }

  note(finding: ReadFinding): void {
    const isKnown = this.findings.some(
      ({ code, where, means }) => code === finding.code && where === finding.where && means === finding.means,
    );
    if (!isKnown) {
      this.findings.push(finding);
    }
  }

  /** A finding about a resource. */
  noteOn(resource: TemplateResource, code: ReadFinding['code'], means: string): void {
    this.note({ code, where: labelOf(resource), resource, means });
  }

  finish(): FailureModel {
    const shared = this.sharedFates();
    const parts = [...this.parts.values()].map((spec): Part => ({
      id: spec.id,
      label: spec.label,
      ...(spec.zone === undefined ? {} : { zone: spec.zone }),
      ...(spec.tier === undefined ? {} : { tier: labelOf(spec.tier) }),
      fate: [
        ...new Set([
          ...(spec.kind === 'none' ? [] : [spec.id]),
          ...(spec.zone === undefined ? [] : [spec.zone]),
          ...(spec.region === undefined ? [] : [this.region(spec.region)]),
          ...(spec.fate ?? []),
          ...(shared.get(spec.id) ?? []),
        ]),
      ],
    }));
    const groups = [...this.groups.values()].map((group): FateGroup => {
      const included = [...(this.included.get(group.id) ?? [])].sort(compare);
      return included.length === 0 ? group : { ...group, includes: included };
    });
    return {
      groups: groups.sort((a, b) => compare(a.id, b.id)),
      parts: parts.sort((a, b) => compare(a.id, b.id)),
      pools: [...this.pools.values()],
      services: this.services,
      manual: this.manual,
      detectors: blindToOwnFates(this.detectors, parts, [...this.pools.values()]),
    };
  }

  /** Groups of what parts of several zones, or several parts of no zone, stand on, by part. */
  private sharedFates(): ReadonlyMap<string, readonly string[]> {
    const users = new Map<TemplateResource, PartSpec[]>();
    for (const spec of this.parts.values()) {
      for (const resource of new Set(spec.standsOn)) {
        users.set(resource, [...(users.get(resource) ?? []), spec]);
      }
    }
    const fates = new Map<string, string[]>();
    for (const [resource, specs] of users) {
      const places = new Set(specs.map(({ zone, id }) => zone ?? id));
      const own = resourceKey(resource);
      if (places.size > 1 || this.groups.has(own)) {
        this.groupOf(resource, 'shared');
        specs.forEach(({ id }) => fates.set(id, [...(fates.get(id) ?? []), own]));
      }
    }
    return fates;
  }

  private include(outer: string, inner: string): void {
    this.included.set(outer, (this.included.get(outer) ?? new Set()).add(inner));
  }
}

export function labelOf(resource: TemplateResource): string {
  return resource.constructPath ?? resourceKey(resource);
}
