import { resourceKey } from '../../../template';
import type { ReadContext } from '../context';
import type { ElementKind } from '../draft';
import { linesTo } from '../lines';
import { siteRegion } from '../restores';
import { databasesOf } from '../tiers';
import { asTold } from './blind';
import { failingIn, unansweredIn } from './losses';
import { anyOf, counting, membersIn, ofPart, textOfDimension, type Metric, type Reading } from './reading';

/** Namespace of the metrics that check functions of honmaru send. */
export const CHECKS = 'Honmaru';

/** Services that run a function, and those that it asks, by its name. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'topology-check': ['ec2', 'elasticloadbalancing'],
  'database-check': ['rds'],
  'fail-over-writer': ['rds'],
  'certificate-check': ['acm'],
  'line-check': ['ec2'],
};
const RUNNING = ['lambda', 'scheduler'];

type Found = Reading | undefined;

/** What a metric of a function says, by the names of both. What it says of zones has the zone behind a slash. */
const CHECK_METRICS: Readonly<Record<string, (ctx: ReadContext, zone: string | undefined) => Found>> = {
  'topology-check RedundancyLost': (ctx) =>
    anyOf([...servers(ctx, 1), ...elements(ctx, ['NAT gateway', 'firewall endpoint', 'interface endpoint'])], 0),
  'topology-check ServiceDown': (ctx) => anyOf(servers(ctx, 'all'), 0),
  'topology-check NatGatewayAvailable': (ctx, zone) => zeroFor(anyOf(elements(ctx, ['NAT gateway'], zone), 0)),
  'topology-check FirewallEndpointFaults': (ctx) => anyOf(elements(ctx, ['firewall endpoint']), 0),
  'topology-check InterfaceEndpointFaults': (ctx) => anyOf(elements(ctx, ['interface endpoint']), 0),
  'database-check RedundancyLost': (ctx) => asTold(ctx, anyOf(instances(ctx), 0)),
  'database-check ServiceDown': (ctx) => asTold(ctx, anyOf(writers(ctx), 0)),
  'fail-over-writer ServiceDown': (ctx) => asTold(ctx, anyOf(writers(ctx), 0)),
  'certificate-check ServiceDown': (ctx) => anyOf(elements(ctx, ['certificate']), 0),
  'certificate-check CertificateFaults': (ctx) => anyOf(elements(ctx, ['certificate']), 0),
  'certificate-check CertificateDaysLeft': (ctx) => usualOr(anyOf(elements(ctx, ['certificate']), 0)),
  'line-check PartnersDegraded': (ctx) => anyOf(partners(ctx, 1), 0),
  'line-check RedundancyLost': (ctx) => anyOf(partners(ctx, 1), 0),
  'line-check PartnersDown': (ctx) => anyOf(partners(ctx, 'all'), 0),
  'line-check ServiceDown': (ctx) => anyOf(partners(ctx, 'all'), 0),
  'site-check MethodsFailing': (ctx) => anyOf([...entries(ctx), ...servers(ctx, 'all')], 0),
  'heartbeat-check HeartbeatsMissing': (ctx) => ofPart(ctx, functionsOf(ctx, siteRegion(ctx)), 1, 0),
};

/**
 * What a metric of a check function says about what the model can lose.
 *
 * It is told by the names of function and metric; what each function looks at is written down here, and shares nothing with
 * the functions.
 */
export function checkReading(ctx: ReadContext, metric: Metric): Found {
  const check = textOfDimension(metric, 'Check') ?? '';
  if (metric.name === 'CheckCompleted') {
    // The heartbeat: it is missing when functions do not run.
    const reading = ofPart(ctx, functionsOf(ctx, metric.region), 'missing', 1);
    return reading === undefined ? undefined : { ...reading, services: [] };
  }
  const [name = '', zone] = metric.name.split('/');
  const reading = CHECK_METRICS[`${check} ${name}`]?.(ctx, zone);
  return reading === undefined ? undefined : { ...reading, services: [...RUNNING, ...(ASKED[check] ?? [])] };
}

/** Functions of a Region as one part: they run, or they do not. */
function functionsOf(ctx: ReadContext, region: string | undefined): string {
  const own = ctx.draft.region(region);
  return ctx.draft.part({
    id: `${own}#functions`,
    label: `functions in ${own}`,
    kind: 'none',
    fate: [ctx.draft.plane(region, 'lambda')],
  });
}

function zeroFor(reading: Found): Found {
  return reading && { ...reading, measure: (losses) => (reading.measure(losses) === 0 ? 1 : 0) };
}

/** 0 for 1, and nothing unusual for 0. */
function usualOr(reading: Found): Found {
  return reading && { ...reading, measure: (losses) => (reading.measure(losses) === 0 ? 'usual' : 0) };
}

/** 1 when so many servers of a tier fail. */
function servers(ctx: ReadContext, least: number | 'all'): readonly Found[] {
  return ctx
    .resources('AWS::ElasticLoadBalancingV2::TargetGroup')
    .map((group) =>
      counting(ctx, ctx.draft.poolsOf('servers', group), undefined, (failing, all) =>
        Number(failing >= (least === 'all' ? all : least)),
      ),
    );
}

/** 1 when so many lines to a partner are down. */
function partners(ctx: ReadContext, least: number | 'all'): readonly Found[] {
  return (ctx.declared.partners ?? []).map(({ name }) =>
    counting(ctx, [linesTo(name)], undefined, (failing, all) => Number(failing >= (least === 'all' ? all : least))),
  );
}

/** 1 when one of the elements of some kinds is dead. */
function elements(ctx: ReadContext, kinds: readonly ElementKind[], zone?: string): readonly Found[] {
  return ctx.draft.allParts
    .filter(({ what }) => what !== undefined && kinds.includes(what))
    .filter((part) => zone === undefined || part.zone === zone)
    .map(({ id }) => asTold(ctx, ofPart(ctx, id, 1, 0)));
}

/** 1 when an instance of a database is dead. */
function instances(ctx: ReadContext): readonly Found[] {
  return databasesOf(ctx).map((database) => {
    const [pool] = ctx.draft.poolsOf('writer', database);
    const members = pool === undefined ? [] : membersIn(ctx, pool);
    return pool === undefined
      ? undefined
      : {
          variables: [{ kind: 'failing', pool, members }],
          measure: (losses) => Number(failingIn(losses, pool, members) > 0),
        };
  });
}

/** 1 when nobody writes. */
function writers(ctx: ReadContext): readonly Reading[] {
  return databasesOf(ctx).flatMap((database) =>
    ctx.draft.poolsOf('writer', database).map((pool): Reading => ({
      variables: [{ kind: 'unanswered', pool }],
      measure: (losses) => Number(unansweredIn(losses, pool) === 1),
    })),
  );
}

/** 1 when a distribution, what every request of it needs, or its name, is dead. */
function entries(ctx: ReadContext): readonly Found[] {
  const distributions = ctx.resources('AWS::CloudFront::Distribution');
  const members = distributions
    .flatMap((distribution) => ctx.draft.poolsOf('entry', distribution))
    .flatMap((pool) => ctx.draft.findPool(pool)?.members ?? []);
  const needed = [...members, ...ctx.draft.services].flatMap(({ needs }) =>
    needs.flatMap((need) => (need.kind === 'parts' ? need.parts : [])),
  );
  return [...distributions.map(resourceKey), ...new Set(needed)].map((part) => ofPart(ctx, part, 1, 0));
}
