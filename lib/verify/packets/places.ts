import { HonmaruError } from '../../errors';
import { knownText, type TemplateResource } from '../../template';
import { parseAddress, type Address } from './net/address';
import type { Interface } from './net/network';
import type { Site } from './net/transit';
import type { World } from './world';

/** What a place string means. */
export type Place =
  | { readonly kind: 'internet'; readonly addresses: readonly Address[]; readonly any: boolean }
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'interfaces'; readonly interfaces: readonly Interface[]; readonly doubt: string | undefined }
  | { readonly kind: 'service'; readonly address: Address; readonly endpoint: TemplateResource }
  | { readonly kind: 'distribution'; readonly distribution: TemplateResource }
  | { readonly kind: 'unknown'; readonly because: string };

/**
 * Finds a place: `internet`, `internet:<address>`, `site:<customer gateway>`, a logical id (of a stack, when several
 * stacks have it: `<stack>/<logical id>`), each with `@<zone>` or `@<subnet>` to take a part of it.
 */
export function findPlace(world: World, place: string): Place {
  if (place === 'internet') {
    return { kind: 'internet', addresses: [world.hosts[4], world.hosts[6]], any: true };
  }
  if (place.startsWith('internet:')) {
    const address = parseAddress(place.slice('internet:'.length));
    return address === undefined
      ? refuse(place, 'an address after internet:')
      : { kind: 'internet', addresses: [{ ...address, isOutside: true }], any: false };
  }
  const isSite = place.startsWith('site:');
  const [name = '', part] = (isSite ? place.slice('site:'.length) : place).split('@');
  const resource = requireResource(world, name, place);
  if (isSite) {
    const site = world.sites.get(resource);
    return site === undefined ? refuse(place, 'a customer gateway after site:') : { kind: 'site', site };
  }
  return placeOf(world, resource, part);
}

function placeOf(world: World, resource: TemplateResource, part: string | undefined): Place {
  if (resource.type === 'AWS::CloudFront::Distribution') {
    return { kind: 'distribution', distribution: resource };
  }
  if (
    resource.type === 'AWS::EC2::VPCEndpoint' &&
    world.reader.word(resource, ['VpcEndpointType'], 'Gateway') === 'Gateway'
  ) {
    const value = world.reader.value(resource, 'ServiceName');
    return { kind: 'service', endpoint: resource, address: serviceAddress(knownText(value) ?? resource.logicalId) };
  }
  const found = (world.interfaces.get(resource) ?? []).filter((at) => part === undefined || isIn(at, part));
  const doubt = world.resourceDoubts.get(resource);
  if (found.length > 0) {
    return { kind: 'interfaces', interfaces: found, doubt };
  }
  return {
    kind: 'unknown',
    because:
      doubt ??
      `${resource.logicalId} (${resource.type}) has no interface that is known${part === undefined ? '' : ` in ${part}`}`,
  };
}

/** An address of an AWS service: public, and otherwise known by the name of the service only. */
export function serviceAddress(service: string): Address {
  return { family: 4, value: (52n << 24n) | (216n << 16n) | 1n, pickedIn: [], publicOnly: true, service };
}

function isIn(at: Interface, part: string): boolean {
  const { zone, name } = at.subnet;
  return name === part || knownText(zone.value) === part || zone.key === part;
}

function requireResource(world: World, name: string, place: string): TemplateResource {
  const found = world.named.get(name) ?? [];
  const [only] = found;
  return only !== undefined && found.length === 1
    ? only
    : refuse(
        place,
        found.length === 0
          ? 'the logical id of a resource'
          : 'the stack before the logical id, which several stacks have',
      );
}

function refuse(place: string, must: string): never {
  throw new HonmaruError([
    {
      path: 'place',
      must: `must be ${must}`,
      got: place,
      hint: 'name a resource of the templates',
      code: 'PlaceNotFound',
    },
  ]);
}
