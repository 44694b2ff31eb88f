import type { FailureModel, Fault, Reaction, Scenario } from '../model/types';

/**
 * Tells which faults are the same to every service: those that kill the same parts of what any request needs, any
 * check looks at or any detector watches, take away the same planes, and make operators do the same.
 */
export class Relevance {
  private readonly model: FailureModel;
  private readonly byFault = new Map<string, readonly string[]>();
  private readonly parts: ReadonlySet<string>;
  private readonly planes: ReadonlySet<string>;
  private readonly cut: ReadonlySet<string>;
  private readonly unseen: ReadonlyMap<string, string>;
  private readonly unseenByFault = new Map<string, readonly string[]>();

  constructor(model: FailureModel) {
    this.model = model;
    this.parts = relevantParts(model);
    this.planes = new Set([
      ...model.pools.flatMap(({ leave, comeBack, move, replace }) =>
        [leave, comeBack, move, replace?.after, replace?.relaunch].flatMap(planesOf),
      ),
      ...model.manual.flatMap(({ planes }) => planes ?? []),
      ...model.detectors.flatMap(({ planes }) => planes),
    ]);
    this.unseen = unseenGroups(model);
    this.cut = new Set(model.parts.flatMap(({ id, zone }) => (zone !== undefined && this.parts.has(id) ? [zone] : [])));
  }

  /** Whether nothing that anybody promises or watches depends on a fault. */
  isIrrelevant(fault: Fault): boolean {
    return this.effectsOf(fault).length === 0;
  }

  /** Equal for scenarios whose outcomes are equal. */
  keyOf({ first, then, evacuated = [], out = [] }: Scenario): string {
    const all = (fault: Fault) => [...this.effectsOf(fault), ...this.unseenOf(fault)];
    const now = new Set(first.flatMap(all));
    // What the first faults did already, further ones do not do again.
    const later = then?.flatMap(all).filter((effect) => !now.has(effect));
    return JSON.stringify([[...now].sort(), later === undefined ? null : [...new Set(later)].sort(), evacuated, out]);
  }

  private effectsOf(fault: Fault): readonly string[] {
    const key = `${fault.group} ${fault.mode}`;
    const known = this.byFault.get(key) ?? this.sign(fault);
    this.byFault.set(key, known);
    return known;
  }

  /** What nobody sees any more with a fault: that matters beside other faults also where it does nothing itself. */
  private unseenOf({ group, mode }: Fault): readonly string[] {
    if (mode === 'cut-off') {
      return [];
    }
    const known =
      this.unseenByFault.get(group) ?? [...withIncluded(this.model, group)].flatMap((id) => this.unseen.get(id) ?? []);
    this.unseenByFault.set(group, known);
    return known;
  }

  private sign(fault: Fault): readonly string[] {
    const manual = this.model.manual
      .filter(({ on }) => on.some(({ group, mode }) => group === fault.group && (mode ?? fault.mode) === fault.mode))
      .map(({ id }) => `by hand ${id}`);
    if (fault.mode === 'cut-off') {
      return [...(this.cut.has(fault.group) ? [`cut ${fault.group}`] : []), ...manual];
    }
    const failed = withIncluded(this.model, fault.group);
    const dead = this.model.parts.filter(
      ({ id, fate }) => this.parts.has(id) && fate.some((group) => failed.has(group)),
    );
    return [
      ...dead.map(({ id }) => `part ${id}`),
      ...[...failed].filter((id) => this.planes.has(id)).map((id) => `plane ${id}`),
      ...manual,
    ];
  }
}

/** By group: a name for what nobody sees of it, the same for groups to which the same are blind. */
function unseenGroups({ detectors }: FailureModel): ReadonlyMap<string, string> {
  const blind = new Map<string, string[]>();
  detectors.forEach(({ id, sees }) => {
    sees.forEach(({ blindTo = [] }, index) => {
      blindTo.forEach((group) => {
        blind.set(group, [...(blind.get(group) ?? []), `${id} ${String(index)}`]);
      });
    });
  });
  const kinds = [...new Set([...blind.values()].map(String))];
  return new Map([...blind].map(([group, sights]) => [group, `unseen ${String(kinds.indexOf(String(sights)))}`]));
}

function planesOf(reaction: Reaction | undefined): readonly string[] {
  return reaction?.planes ?? [];
}

/**
 * Parts on which anything depends: members of pools, what their requests and those of services need, and what is watched. Pools
 * that no request gets to count as well: while they do not come to rest, nothing does.
 */
function relevantParts({ pools, services, detectors }: FailureModel): ReadonlySet<string> {
  const members = pools.flatMap((pool) => pool.members);
  const needs = [...services, ...members].flatMap((each) => each.needs);
  const sights = detectors.flatMap(({ sees }) => sees);
  return new Set([
    ...members.map(({ part }) => part),
    ...needs.flatMap((need) => (need.kind === 'parts' ? need.parts : [])),
    ...sights.flatMap((sight) => (sight.kind === 'part' ? sight.parts : [])),
  ]);
}

function withIncluded({ groups }: FailureModel, id: string): ReadonlySet<string> {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const failed = new Set<string>();
  const visit = (each: string): void => {
    if (!failed.has(each)) {
      failed.add(each);
      byId.get(each)?.includes?.forEach(visit);
    }
  };
  visit(id);
  return failed;
}
