import { HonmaruError } from '../errors';
import { deriveSite } from './derive/derive-site';
import { FaultCollector } from './input/fault-collector';
import { copyPlainData } from './input/plain-data';
import { ALL_RULES } from './rules/all-rules';
import { compareFields } from './schema/field-order';
import { checkSections } from './schema/sections';
import type { Site } from './site';
import type { SiteConfig } from './site-config';

/**
 * Checks a site and derives everything else from it: defaults, addresses, sizes, retention.
 *
 * The configuration is read once and never changed; the result is frozen. The same configuration gives the same site,
 * without a network, a clock or credentials.
 *
 * @throws HonmaruError with every fault found, in the order of the fields
 */
export function defineSite(config: SiteConfig): Site {
  const collector = new FaultCollector();
  const copy = copyPlainData(config, collector);
  const sections = checkSections(copy, collector);
  for (const rule of ALL_RULES) {
    rule(sections, collector.report);
  }
  const faults = collector.faults(compareFields);
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  // Every field was just checked against the schema of this type.
  return deepFreeze(deriveSite(copy as SiteConfig));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
