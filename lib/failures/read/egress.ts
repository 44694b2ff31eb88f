import { resourceKey, type TemplateResource } from '../../template';
import type { Interface, Route, Subnet } from '../../verify';
import { anyBlock, blockKey } from '../../verify/address';
import type { Member, Need } from '../model/types';
import type { ReadContext } from './context';
import { labelOf, type ElementKind } from './draft';
import { unreadAt } from './findings';
import { needsOfPartner } from './lines';
import { saidOf } from './said-of';
import { SERVER_TYPES } from './slots';
import { standsIn, standsOn } from './structure';
import type { Walk } from './walk';

/** What stands in a zone on the way to somewhere outside. */
export const WAY_OUT_TYPES = ['AWS::EC2::NatGateway', 'AWS::EC2::VPCEndpoint', 'AWS::NetworkFirewall::Firewall'];

/**
 * What a server in a subnet needs outside of the chain, as far as it is declared.
 *
 * @throws UnreadError where no way leads there
 */
export function needsOfEgress(walk: Walk, owner: TemplateResource, subnet: Subnet): readonly Need[] {
  const { ctx, service } = walk;
  const wanted = service.egress?.filter(({ from }) => ctx.selection.find(from, SERVER_TYPES).includes(owner)) ?? [];
  return wanted.flatMap(({ to }) => {
    const [, kind = to, name = ''] = /^(\w+):(.+)$/.exec(to) ?? [];
    switch (kind) {
      case 'partner':
        return needsOfPartner(walk, name, subnet);
      case 'endpoint':
        return [endpointNeed(walk, name, subnet)];
      default:
        return wayOut(walk, subnet, new Set());
    }
  });
}

/** For whom a way is read. */
type For = Pick<Walk, 'ctx'> & { readonly service: Pick<Walk['service'], 'id'> };

/**
 * Firewall endpoints and NAT gateways on the way to the internet: each serves one zone, and nothing replaces it (FM-16).
 *
 * @throws UnreadError where no way leads there
 */
export function wayOut(walk: For, subnet: Subnet, passed: Set<Subnet>): readonly Need[] {
  const target = defaultRoute(subnet)?.target;
  passed.add(subnet);
  if (target?.kind === 'internet-gateway') {
    return [];
  }
  if (target?.kind === 'nat' && target.interfaces[0] !== undefined) {
    return [single(walk, target.interfaces[0], 'NAT gateway')];
  }
  if (target?.kind === 'firewall' && !passed.has(target.endpoint.interface.subnet)) {
    const endpoint = target.endpoint.interface;
    return [single(walk, endpoint, 'firewall endpoint'), ...wayOut(walk, endpoint.subnet, passed)];
  }
  throw unreadAt(
    subnet.origin.resource,
    subnet.id,
    'it is declared to need the internet, and no way out of it is modelled',
  );
}

function defaultRoute({ table }: Subnet): Route | undefined {
  const everything = blockKey(anyBlock(4));
  return table.options
    .flatMap(({ routes }) => routes)
    .find(({ match, exists }) => match.kind === 'block' && blockKey(match.block) === everything && exists !== 'no');
}

/** A pool of one member: an element that serves one zone. */
function single(walk: For, each: Interface, what: ElementKind): Need {
  const { ctx } = walk;
  const pool = ctx.draft.pool(zonalId(each), walk.service.id, {
    label: `${each.origin.label} in ${ctx.zoneOf(each.subnet)}`,
    choice: 'spread',
    members: [zonalMember(walk, each, what)],
  });
  return { kind: 'pool', pool };
}

/** What serves one zone, with what it can pass on there. */
function zonalMember({ ctx }: Pick<Walk, 'ctx'>, each: Interface, what: ElementKind): Member {
  const { resource } = each.origin;
  const { requestsPerSecond } = resource === undefined ? {} : saidOf(ctx, 'balancers', resource, WAY_OUT_TYPES);
  if (requestsPerSecond === undefined && resource !== undefined) {
    ctx.draft.noteOn(resource, 'NO_CAPACITY', 'how many requests it can pass on in one zone is not declared');
  }
  return {
    id: ctx.zoneOf(each.subnet),
    part: zonalPart(ctx, each, what),
    needs: [],
    ...(requestsPerSecond === undefined ? {} : { perSecond: requestsPerSecond }),
  };
}

/** The id of what stands in one zone. */
export function zonalId({ origin, subnet }: Interface): string {
  const { resource } = origin;
  const own = resource === undefined ? origin.id : resourceKey(resource);
  return resource?.type === 'AWS::EC2::NatGateway' ? own : `${own}#${subnet.zoneName ?? subnet.zone}`;
}

/** The part of something that AWS puts into a zone: a NAT gateway, an endpoint. */
export function zonalPart(ctx: ReadContext, each: Interface, what: ElementKind): string {
  const { resource } = each.origin;
  return ctx.draft.part({
    id: zonalId(each),
    label: `${resource === undefined ? each.origin.label : labelOf(resource)} (${what} in ${ctx.zoneOf(each.subnet)})`,
    zone: ctx.zoneOf(each.subnet),
    what,
    standsOn: [...(resource === undefined ? [] : standsOn(ctx, resource)), ...standsIn(ctx, each.subnet)],
  });
}

/** An interface endpoint, by whose interface in the own zone a service of AWS is reached; those of other zones serve zones without. */
function endpointNeed(walk: Walk, name: string, subnet: Subnet): Need {
  const { ctx } = walk;
  const found = ctx.network.interfaces.filter(
    ({ kind, origin, subnet: own }) =>
      kind === 'interface-endpoint' &&
      own.vpc === subnet.vpc &&
      origin.resource !== undefined &&
      serviceOf(ctx, origin.resource) === name,
  );
  const [first] = found;
  if (first?.origin.resource === undefined) {
    throw unreadAt(subnet.vpc.origin.resource, subnet.vpc.id, `it has no interface endpoint of ${name}`);
  }
  const isEverywhere = found.some((each) => ctx.zoneOf(each.subnet) === ctx.zoneOf(subnet));
  const pool = ctx.draft.pool(
    isEverywhere ? resourceKey(first.origin.resource) : `${resourceKey(first.origin.resource)}#elsewhere`,
    walk.service.id,
    {
      label: labelOf(first.origin.resource),
      choice: 'spread',
      members: found.map((each) => zonalMember(walk, each, 'interface endpoint')),
      ...(isEverywhere ? { reach: 'own-zone' as const } : {}),
    },
  );
  return { kind: 'pool', pool };
}

/** Short name of the service of an endpoint: `kms` of `com.amazonaws.eu-west-1.kms`. */
function serviceOf(ctx: ReadContext, endpoint: TemplateResource): string | undefined {
  const value = ctx.property(endpoint, 'ServiceName');
  const text = value.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
  return text?.replace(/^com\.amazonaws\.[^.]+\./, '');
}
