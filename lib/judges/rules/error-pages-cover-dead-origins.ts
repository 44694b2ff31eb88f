import {
  asList,
  asNumber,
  asString,
  at,
  resolve,
  textOf,
  type JsonObject,
  type JsonValue,
  type TemplateModel,
} from '../../template';
import { judge, type Rule, type RuleFault } from '../rule';
import { distributionsOf, type DistributionView } from '../support';

/** What CloudFront itself answers when an origin cannot be reached, refuses or is too late. */
const DEAD_ORIGIN = [502, 503, 504] as const;

/** A failure repeated longer than this outlives the failure. */
const LONGEST_TTL_SECONDS = 60;

/** Viewers see a page when every server is dead. */
export const errorPagesCoverDeadOrigins: Rule = {
  id: 'ErrorPagesCoverDeadOrigins',
  description:
    'A distribution answers 502, 503 and 504 with a page that another origin than the dead one holds, with a status of 500 or more, for at most 60 seconds.',
  check: (model) =>
    distributionsOf(model).map((distribution) =>
      judge(
        distribution.resource,
        DEAD_ORIGIN.flatMap((status) => statusFaults(model, distribution, status)),
      ),
    ),
};

function statusFaults(model: TemplateModel, distribution: DistributionView, status: number): readonly RuleFault[] {
  const property = 'Properties.DistributionConfig.CustomErrorResponses';
  const response = asList(distribution.config['CustomErrorResponses']).find(
    (candidate) => asNumber(at(candidate, 'ErrorCode')) === status,
  );
  const page = asString(at(response, 'ResponsePagePath'));
  if (page === undefined) {
    return [{ message: `answers ${String(status)} without a page of its own`, property }];
  }
  const code = asNumber(at(response, 'ResponseCode'));
  const ttl = asNumber(at(response, 'ErrorCachingMinTTL'));
  const faults: RuleFault[] = [];
  if (code === undefined || code < 500) {
    faults.push({
      message: `answers ${String(status)} with status ${String(code)}, as if nothing were wrong`,
      property,
    });
  }
  // Without a time CloudFront repeats an error for ten seconds.
  if (ttl !== undefined && ttl > LONGEST_TTL_SECONDS) {
    faults.push({ message: `repeats ${String(status)} for ${String(ttl)} seconds`, property });
  }
  if (!heldElsewhere(model, distribution, page)) {
    faults.push({ message: `the page ${page} comes from the origin that is dead; serve it from another`, property });
  }
  return faults;
}

/** Whether the behavior that answers the page's path has another origin than the default behavior. */
function heldElsewhere(model: TemplateModel, { resource, behaviors }: DistributionView, page: string): boolean {
  const originOf = (behavior: JsonObject | undefined) =>
    textOf(resolve(model, resource.stack, behavior?.['TargetOriginId']));
  const [defaultBehavior, ...others] = behaviors.map(({ behavior }) => behavior);
  const first = others.find((behavior) => matchesPattern(behavior['PathPattern'], page));
  return first !== undefined && originOf(first) !== originOf(defaultBehavior);
}

/** CloudFront matches a path with or without its leading slash. */
function matchesPattern(pattern: JsonValue | undefined, path: string): boolean {
  const source = (asString(pattern) ?? '')
    .replace(/^\//, '')
    .split('')
    .map((character) =>
      character === '*' ? '.*' : character === '?' ? '.' : character.replace(/[^A-Za-z0-9]/g, '\\$&'),
    )
    .join('');
  return pattern !== undefined && new RegExp(`^/?${source}$`).test(path);
}
