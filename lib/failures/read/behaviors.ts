import { knownText, type TemplateResource, type Value } from '../../template';
import { entry, listed } from '../../verify';
import type { ReadContext } from './context';

/** What a distribution does with requests of a path. */
export interface Behavior {
  readonly value: Value;
  /** Methods that it takes. */
  readonly methods: readonly string[];
}

/** The behavior that takes a path: the first whose pattern fits, else the default one. */
export function behaviorOf(ctx: ReadContext, distribution: TemplateResource, path: string | undefined): Behavior {
  const config = ctx.property(distribution, 'DistributionConfig');
  const ordered = listed(entry(config, 'CacheBehaviors')).items.map(({ value }) => value);
  const found =
    path === undefined ? undefined : ordered.find((value) => fits(knownText(entry(value, 'PathPattern')) ?? '', path));
  const value = found ?? entry(config, 'DefaultCacheBehavior');
  const methods = listed(entry(value, 'AllowedMethods')).items.flatMap((item) => knownText(item.value) ?? []);
  return { value, methods: methods.length === 0 ? ['GET', 'HEAD'] : methods };
}

/**
 * Whether a path fits a pattern, in which `*` is any characters and `?` is one.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html read
 * 2026-11-26
 */
function fits(written: string, path: string): boolean {
  const parts = [...written].map((each) =>
    each === '*' ? '.*' : each === '?' ? '.' : each.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
  );
  const leading = written.startsWith('/') ? '' : '/?';
  return new RegExp(`^${leading}${parts.join('')}$`, 's').test(path);
}
