import { knownNumber, knownText, type TemplateResource, type Value } from '../../template';
import { entry, listed } from '../../verify';
import { behaviorOf } from './behaviors';
import type { ReadContext } from './context';
import { DISTRIBUTION_TYPE } from './entries';

/** Seconds that CloudFront waits for an answer unless the template says otherwise. */
const DEFAULT_READ_SECONDS = 30;

/**
 * Longest time, in seconds, that a request is open: what a distribution waits for an answer that comes in one piece.
 * `undefined` where the entry is none, or only the deployment tells it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html "Response timeout",
 * "Response completion timeout", read 2026-11-26
 */
export function openSecondsOf(
  ctx: ReadContext,
  entries: readonly TemplateResource[],
  path: string | undefined,
): number | undefined {
  const each = entries.map((resource) =>
    resource.type === DISTRIBUTION_TYPE ? secondsAt(ctx, resource, path) : undefined,
  );
  const known = each.filter((seconds) => seconds !== undefined);
  return known.length === entries.length && known.length > 0 ? Math.max(...known) : undefined;
}

function secondsAt(ctx: ReadContext, distribution: TemplateResource, path: string | undefined): number | undefined {
  const config = ctx.property(distribution, 'DistributionConfig');
  const target = knownText(entry(behaviorOf(ctx, distribution, path).value, 'TargetOriginId'));
  const group = byId(entry(config, 'OriginGroups', 'Items'), target);
  // What may not be sent again goes to the first origin of a group, and to no other.
  const first = group === undefined ? undefined : listed(entry(group, 'Members', 'Items')).items[0]?.value;
  const name = first === undefined ? target : knownText(entry(first, 'OriginId'));
  const origin = byId(entry(config, 'Origins'), name);
  if (name === undefined || origin === undefined) {
    return undefined;
  }
  const whole = entry(origin, 'ResponseCompletionTimeout');
  if (whole.kind !== 'absent') {
    return knownNumber(whole);
  }
  const read = readTimeoutOf(origin);
  const seconds = read === undefined ? DEFAULT_READ_SECONDS : knownNumber(read);
  if (seconds !== undefined) {
    const name = `the response timeout of its origin ${target}`;
    ctx.draft.noteOn(
      distribution,
      'ASSUMED',
      `that an answer comes in one piece, within ${name}, is taken for granted`,
    );
  }
  return seconds;
}

function byId(list: Value, id: string | undefined): Value | undefined {
  return listed(list).items.find(({ value }) => id !== undefined && knownText(entry(value, 'Id')) === id)?.value;
}

function readTimeoutOf(origin: Value): Value | undefined {
  return ['VpcOriginConfig', 'CustomOriginConfig', 'S3OriginConfig']
    .map((name) => entry(origin, name, 'OriginReadTimeout'))
    .find(({ kind }) => kind !== 'absent');
}
