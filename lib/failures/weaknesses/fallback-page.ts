import { knownNumber, knownText, resourceKey, targetOf, type TemplateResource, type Value } from '../../template';
import { entry, listed } from '../../verify';
import type { NamedScenario } from '../matrix/scenarios';
import type { Service } from '../model/types';
import { deadParts, failedGroups } from '../monotone';
import { behaviorOf } from '../read/behaviors';
import { DISTRIBUTION_TYPE } from '../read/entries';
import { labelOf } from '../read/draft';
import { at, some, type WeaknessContext } from './context';
import type { Weakness } from './types';

/** What CloudFront says when an origin cannot be reached, refuses, or is too late. */
const UNANSWERED = [502, 503, 504];

/** A page for viewers, at the origin that holds it. */
interface Page {
  readonly path: string;
  readonly codes: readonly number[];
  readonly origin: string | undefined;
  /** The bucket that holds it, where it is in the templates. */
  readonly bucket: TemplateResource | undefined;
}

/**
 * Distributions behind which a fault leaves nothing that answers a GET, although the distribution itself works, and which then
 * have no page for viewers: none at all, one that the dead origin holds, or one that the same fault takes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 */
export function missingPages(context: WeaknessContext): readonly Weakness[] {
  return context.ctx.resources(DISTRIBUTION_TYPE).flatMap((distribution): readonly Weakness[] => {
    const services = context.model.services
      .map((service, index) => ({ service, index }))
      .filter(({ service }) => service.isRetried && entersAt(service, distribution));
    const down = context.faults.filter(
      (fault) =>
        !takesEntry(context, distribution, fault) &&
        services.some(({ index }) => context.outcomeOf(fault).services[index]?.t1.state === 'DOWN'),
    );
    const [first] = down;
    if (first === undefined) {
      return [];
    }
    const weakness = (means: string, change: string, scenario: string): readonly Weakness[] => [
      {
        code: 'FALLBACK_PAGE_MISSING',
        ...at(distribution, resourceKey(distribution)),
        means,
        change,
        severity: 'error',
        scenario,
      },
    ];
    const pages = pagesOf(context, distribution);
    const main = originOf(context, distribution, undefined);
    const covered = pages.filter(({ origin }) => origin !== undefined && origin !== main);
    const missing = UNANSWERED.filter((code) => !covered.some(({ codes }) => codes.includes(code)));
    if (missing.length > 0) {
      const held = pages.find(({ origin, codes }) => origin === main && codes.some((code) => missing.includes(code)));
      return weakness(
        held === undefined
          ? `nothing answers a GET on the loss of ${some(down.map(({ id }) => id))}, and viewers get no page on ${missing.join(', ')}`
          : `nothing answers a GET on the loss of ${some(down.map(({ id }) => id))}, and the page ${held.path} comes from the origin that does not answer`,
        `answer ${missing.join(', ')} with a page from an origin of its own, such as a bucket in another Region`,
        first.id,
      );
    }
    const taken = down.find((fault) => covered.every((page) => isTaken(context, page, fault)));
    return taken === undefined
      ? []
      : weakness(
          `the loss of ${taken.id} takes the page along, which lies in ${some(covered.flatMap(({ bucket }) => (bucket === undefined ? [] : [labelOf(bucket)])))}`,
          'keep the page in another Region than the site',
          taken.id,
        );
  });
}

function entersAt({ needs }: Service, distribution: TemplateResource): boolean {
  const key = resourceKey(distribution);
  return needs.some((need) => need.kind === 'pool' && (need.pool === key || need.pool.startsWith(`${key}#`)));
}

/** Whether a fault takes what CloudFront itself needs to answer: the distribution, its web ACL, its certificate. */
function takesEntry({ model }: WeaknessContext, distribution: TemplateResource, { scenario }: NamedScenario): boolean {
  const dead = deadParts(model, scenario.first);
  const key = resourceKey(distribution);
  const own = model.pools
    .filter(({ id }) => id === key || id.startsWith(`${key}#`))
    .flatMap(({ members }) => members)
    .filter(({ part }) => part === key)
    // What it needs first is its origin; the rest it needs itself.
    .flatMap(({ part, needs: [, ...needs] }) => [
      part,
      ...needs.flatMap((need) => (need.kind === 'parts' ? need.parts : [])),
    ]);
  return own.some((part) => dead.has(part));
}

function pagesOf({ ctx }: WeaknessContext, distribution: TemplateResource): readonly Page[] {
  const responses = listed(ctx.property(distribution, 'DistributionConfig', 'CustomErrorResponses')).items;
  return responses.flatMap(({ value }): readonly Page[] => {
    const [path, code] = [knownText(entry(value, 'ResponsePagePath')), knownNumber(entry(value, 'ErrorCode'))];
    if (path === undefined || code === undefined) {
      return [];
    }
    const origin = knownText(entry(behaviorOf(ctx, distribution, path).value, 'TargetOriginId'));
    return [
      { path, codes: [code], origin, bucket: bucketOf(ctx.property(distribution, 'DistributionConfig'), origin) },
    ];
  });
}

function originOf(
  { ctx }: WeaknessContext,
  distribution: TemplateResource,
  path: string | undefined,
): string | undefined {
  return knownText(entry(behaviorOf(ctx, distribution, path).value, 'TargetOriginId'));
}

function bucketOf(config: Value, origin: string | undefined): TemplateResource | undefined {
  const found = listed(entry(config, 'Origins')).items.find(({ value }) => knownText(entry(value, 'Id')) === origin);
  return found === undefined ? undefined : targetOf(entry(found.value, 'DomainName'));
}

/** Whether a fault takes the Region in which the page lies. */
function isTaken({ model }: WeaknessContext, { bucket }: Page, { scenario }: NamedScenario): boolean {
  const region = bucket?.stack.region;
  return region !== undefined && failedGroups(model, scenario.first).has(region);
}
