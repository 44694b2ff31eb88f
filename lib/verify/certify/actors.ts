import type { TemplateResource } from '../../template';
import { literalBlock } from '../address';
import type { Party } from '../engine/types';
import { formatAddress, type Interface, type Site, type World } from '../packets';

/** Someone who sends or receives, as both implementations see him. */
export type Actor = InterfaceActor | SiteActor | ServiceActor | EdgeActor | InternetActor;

export interface InterfaceActor {
  readonly kind: 'interface';
  readonly id: string;
  /** With the address that it has in this world. */
  readonly party: InterfaceParty;
  /** With every address that it may have. */
  readonly whole: InterfaceParty;
  readonly at: Interface;
}

export interface SiteActor {
  readonly kind: 'site';
  readonly id: string;
  readonly party: Extract<Party, { kind: 'site' }>;
  readonly resource: TemplateResource;
  readonly at: Site;
}

export interface ServiceActor {
  readonly kind: 'service';
  readonly id: string;
  readonly party: Extract<Party, { kind: 'service' }>;
  readonly resource: TemplateResource;
}

/** A distribution: viewers ask it, and it asks its origins. */
export interface EdgeActor {
  readonly kind: 'edge';
  readonly id: string;
  readonly party: Extract<Party, { kind: 'edge' }>;
  readonly resource: TemplateResource;
}

export interface InternetActor {
  readonly kind: 'internet';
  readonly id: string;
  readonly address: string;
}

type InterfaceParty = Extract<Party, { kind: 'interface' }>;

/** Finds each party of the engine in the other implementation. */
export function matchActors(
  parties: readonly Party[],
  world: World,
): { readonly actors: readonly Actor[]; readonly uncovered: readonly string[] } {
  const left = new Map<string, Interface[]>();
  for (const at of world.byId.values()) {
    const key = placeOf(at.owner, at.subnet.resource);
    left.set(key, [...(left.get(key) ?? []), at]);
  }
  const actors: Actor[] = [];
  const uncovered: string[] = [];
  for (const party of parties) {
    const found = actorOf(party, world, left);
    if (found === undefined) {
      uncovered.push(party.id);
    } else {
      actors.push(found);
    }
  }
  return { actors, uncovered };
}

function placeOf(owner: TemplateResource, subnet: TemplateResource): string {
  return `${owner.stack.constructPath}/${owner.logicalId} ${subnet.stack.constructPath}/${subnet.logicalId}`;
}

function actorOf(party: Party, world: World, left: ReadonlyMap<string, Interface[]>): Actor | undefined {
  switch (party.kind) {
    case 'interface': {
      const [owner, subnet] = [party.interface.origin.resource, party.interface.subnet.origin.resource];
      const at = owner === undefined || subnet === undefined ? undefined : left.get(placeOf(owner, subnet))?.shift();
      return at === undefined
        ? undefined
        : { kind: 'interface', id: at.id, party: narrow(party, at), whole: party, at };
    }
    case 'site': {
      const { resource } = party.site.origin;
      const at = resource === undefined ? undefined : world.sites.get(resource);
      return resource === undefined || at === undefined
        ? undefined
        : { kind: 'site', id: party.id, party, resource, at };
    }
    case 'service': {
      const { resource } = party.service.origin;
      return resource === undefined ? undefined : { kind: 'service', id: party.id, party, resource };
    }
    case 'edge': {
      const { resource } = party.origin;
      return resource === undefined ? undefined : { kind: 'edge', id: party.id, party, resource };
    }
    case 'internet':
      return undefined;
  }
}

/** A party with the address that was chosen for it, instead of every one of its subnet. */
function narrow(party: InterfaceParty, at: Interface): InterfaceParty {
  const written = writtenAddresses(at).flatMap((text) => literalBlock(text) ?? []);
  const addresses = party.interface.addresses.map(({ block, has }) => {
    const own = written.find(
      ({ interval }) =>
        block.kind === 'literal' &&
        interval.family === block.interval.family &&
        block.interval.first <= interval.first &&
        interval.last <= block.interval.last,
    );
    return { block: own ?? block, has };
  });
  return { ...party, interface: { ...party.interface, addresses } };
}

/** Addresses of an interface that are known as numbers. */
export function writtenAddresses({ v4, v6, subnet }: Interface): readonly string[] {
  return [
    ...(v4 === undefined || subnet.v4?.symbol !== undefined ? [] : [formatAddress(v4)]),
    ...(v6 === undefined || subnet.v6?.symbol !== undefined ? [] : [formatAddress(v6)]),
  ];
}

/** An address of a block that is no address of the block itself. */
export function hostOf(prefix: string): string {
  const block = literalBlock(prefix);
  if (block === undefined) {
    return prefix;
  }
  const { family, first, last } = block.interval;
  return formatAddress({ family, value: first + 9n <= last ? first + 9n : last });
}
