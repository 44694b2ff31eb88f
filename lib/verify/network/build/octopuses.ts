import type { TemplateResource, Value } from '../../../template';
import { isInert } from '../review/inert-types';
import { MODELLED_TYPES, NOT_MODELLED } from '../review/modelled-types';
import { PARTS, PARTS_NOT_MODELLED } from '../review/server-properties';
import type { Coverage, Interface, Octopus, Subnet } from '../types';
import { originOf, type BuildContext } from './context';
import { makeInterface } from './interfaces/make-interface';
import { entry, keysOf, listed } from './read-values';
import { blurInterfaces, collect, touch, usersOf } from './touched';

/**
 * Whatever is not understood joins the internet to every network that it names, and may change every rule that it
 * names.
 */
export function buildOctopuses(ctx: BuildContext): {
  readonly octopuses: readonly Octopus[];
  readonly coverage: Coverage;
} {
  const counts = new Map<string, { treated: 'exact' | 'approximated' | 'inert'; count: number; why?: string }>();
  const octopuses: Octopus[] = [];
  for (const resource of ctx.model.resources) {
    if (ctx.exists(resource) === 'no') {
      continue;
    }
    const reason = ctx.clouded.get(resource) ?? reasonOf(ctx, resource);
    const treated = reason !== undefined ? 'approximated' : isInert(resource.type) ? 'inert' : 'exact';
    const known = counts.get(resource.type);
    const why = known?.why ?? reason;
    counts.set(resource.type, {
      treated: known?.treated === 'approximated' ? 'approximated' : treated,
      count: (known?.count ?? 0) + 1,
      ...(why === undefined ? {} : { why }),
    });
    if (reason !== undefined) {
      octopuses.push(makeOctopus(ctx, resource, reason));
    }
  }
  for (const stack of ctx.model.stacks) {
    if (stack.tainted.length > 0) {
      octopuses.push(taintedStack(ctx, stack));
    }
  }
  const total = (treated: string) =>
    [...counts.values()].filter((each) => each.treated === treated).reduce((sum, { count }) => sum + count, 0);
  const types = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    octopuses,
    coverage: { exact: total('exact'), approximated: total('approximated'), inert: total('inert'), types },
  };
}

function reasonOf(ctx: BuildContext, resource: TemplateResource): string | undefined {
  if (isInert(resource.type)) {
    return undefined;
  }
  const properties = MODELLED_TYPES.get(resource.type);
  if (!MODELLED_TYPES.has(resource.type)) {
    return `${resource.type} is not modelled`;
  }
  const names = Object.keys(resource.properties);
  const odd =
    (properties === undefined ? undefined : names.find((name) => !properties.has(name))) ??
    NOT_MODELLED[resource.type]?.find((name) => ctx.property(resource, name).kind !== 'absent') ??
    oddPart(ctx, resource);
  return odd === undefined ? undefined : `property ${odd} of ${resource.type} is not modelled`;
}

/** The first property of a part of a resource that is not modelled. */
function oddPart(ctx: BuildContext, resource: TemplateResource): string | undefined {
  for (const { path, known } of PARTS.get(resource.type) ?? []) {
    const odd = partsAt(ctx.property(resource), path)
      .flatMap((part) => keysOf(part) ?? [])
      .find((name) => !known.has(name));
    if (odd !== undefined) {
      return [...path, odd].join('.');
    }
  }
  return PARTS_NOT_MODELLED[resource.type]
    ?.find((path) => partsAt(ctx.property(resource), path).some(({ kind }) => kind !== 'absent'))
    ?.join('.');
}

function partsAt(value: Value, [key, ...rest]: readonly string[]): readonly Value[] {
  if (key === undefined) {
    return [value];
  }
  const inside = key === '*' ? listed(value).items.map((item) => item.value) : [entry(value, key)];
  return inside.filter(({ kind }) => kind !== 'absent').flatMap((each) => partsAt(each, rest));
}

function makeOctopus(ctx: BuildContext, resource: TemplateResource, reason: string): Octopus {
  const label = `${originOf(resource).label}: ${reason}`;
  const named = new Set<TemplateResource>([resource, ...usersOf(ctx, resource)]);
  for (const each of named) {
    blurInterfaces(ctx, each, label);
  }
  collect(ctx.property(resource), named);
  const subnets = new Set<Subnet>();
  for (const each of named) {
    for (const subnet of touch(ctx, each, label)) {
      subnets.add(subnet);
    }
  }
  const reaches = [...subnets].map((subnet) => tentacle(ctx, resource, subnet, reason));
  return { id: originOf(resource).id, origin: originOf(resource), reason, reaches };
}

function taintedStack(ctx: BuildContext, stack: TemplateResource['stack']): Octopus {
  const [reason = ''] = stack.tainted;
  const origin = { id: stack.constructPath, label: stack.constructPath };
  const label = `${stack.constructPath}: ${reason}`;
  const subnets = new Set(stack.resources.flatMap((resource) => touch(ctx, resource, label)));
  const reaches = [...subnets].map((subnet) => makeInterface(ctx, undefined, tentacleSpec(subnet, origin, label)));
  return { id: origin.id, origin, reason, reaches };
}

function tentacle(ctx: BuildContext, resource: TemplateResource, subnet: Subnet, reason: string): Interface {
  return makeInterface(
    ctx,
    undefined,
    tentacleSpec(subnet, originOf(resource), `${originOf(resource).label}: ${reason}`),
  );
}

function tentacleSpec(subnet: Subnet, origin: Interface['origin'], reason: string) {
  return {
    kind: 'octopus' as const,
    // What it is in the network beside may be an interface of the same origin.
    origin: { ...origin, id: `octopus:${origin.id}` },
    subnet,
    groups: { surely: [], perhaps: [], any: reason, isUnfiltered: 'unknown' as const },
    isPublic: 'unknown' as const,
    hasIpv6: 'unknown' as const,
    forwards: 'unknown' as const,
    exists: 'unknown' as const,
  };
}
