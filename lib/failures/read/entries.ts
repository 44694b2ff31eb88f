import { knownText, resourceKey, type TemplateResource } from '../../template';
import { entry } from '../../verify';
import type { Need } from '../model/types';
import { behaviorOf } from './behaviors';
import { nodesOf } from './balancers';
import type { ReadContext } from './context';
import { labelOf } from './draft';
import { unreadAt } from './findings';
import { originNeed } from './origins';
import { withRestore } from './restores';
import { saidOf } from './said-of';
import { needOf, sharedValue } from './shared-parts';
import { standsOn } from './structure';
import { BALANCER_TYPES } from './tiers';
import type { Walk } from './walk';

export const DISTRIBUTION_TYPE = 'AWS::CloudFront::Distribution';

/** CloudFront's data plane, everywhere at once. */
const CLOUDFRONT = 'CloudFront';

/**
 * Where requests of the internet come in: distributions, and load balancers that face the internet and stand behind none.
 */
export function entriesOf(ctx: ReadContext): readonly TemplateResource[] {
  const distributions = ctx.resources(DISTRIBUTION_TYPE);
  const behind = distributions.flatMap((distribution) =>
    (ctx.proxyOf(distribution)?.nextHops ?? []).flatMap(({ to }) =>
      to.kind === 'interfaces' ? to.interfaces.map(({ origin }) => origin.resource) : [],
    ),
  );
  const balancers = ctx
    .resources(...BALANCER_TYPES)
    .filter((balancer) => knownText(ctx.property(balancer, 'Scheme')) !== 'internal' && !behind.includes(balancer));
  return [...distributions, ...balancers];
}

/** Whether an entry takes requests of a method. */
export function takes(ctx: ReadContext, resource: TemplateResource, method: string, path?: string): boolean {
  return resource.type !== DISTRIBUTION_TYPE || behaviorOf(ctx, resource, path).methods.includes(method);
}

/**
 * What a request needs at the entry.
 *
 * @throws UnreadError at what is not modelled
 */
export function entryNeed(walk: Walk, resource: TemplateResource): Need {
  return resource.type === DISTRIBUTION_TYPE
    ? distribution(walk, resource)
    : withRestore(walk, resource, nodesOf(walk, resource));
}

function distribution(walk: Walk, resource: TemplateResource): Need {
  const { ctx, service } = walk;
  const behavior = behaviorOf(ctx, resource, service.path);
  if (!behavior.methods.includes(service.method)) {
    throw unreadAt(resource, resourceKey(resource), `it takes no ${service.method} of this path`);
  }
  const origin = knownText(entry(behavior.value, 'TargetOriginId'));
  if (origin === undefined) {
    throw unreadAt(resource, resourceKey(resource), 'to which origin it sends requests is not known');
  }
  const config = ctx.property(resource, 'DistributionConfig');
  const webAcl = sharedValue(ctx, entry(config, 'WebACLId'));
  const certificate = sharedValue(
    ctx,
    entry(config, 'ViewerCertificate', 'AcmCertificateArn'),
    undefined,
    'certificate',
  );
  const part = ctx.draft.part({
    id: resourceKey(resource),
    label: labelOf(resource),
    kind: 'shared',
    tier: resource,
    fate: [ctx.draft.addGroup({ id: CLOUDFRONT, kind: 'shared', label: CLOUDFRONT })],
    standsOn: standsOn(ctx, resource),
  });
  const perSecond = saidOf(ctx, 'balancers', resource, [DISTRIBUTION_TYPE]).requestsPerSecond;
  if (perSecond === undefined) {
    ctx.draft.noteOn(resource, 'NO_CAPACITY', 'how many requests it can pass on is not declared');
  }
  const pool = ctx.draft.pool(resourceKey(resource), service.id, {
    label: labelOf(resource),
    choice: 'spread',
    members: [
      {
        id: resource.logicalId,
        part,
        needs: [
          withRestore(walk, resource, originNeed(walk, resource, origin)),
          ...[webAcl ?? [], certificate ?? []].flat().map(needOf),
        ],
        ...(perSecond === undefined ? {} : { perSecond }),
      },
    ],
  });
  ctx.draft.know('entry', resource, pool);
  return { kind: 'pool', pool };
}
