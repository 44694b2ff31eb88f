import { HonmaruError, type Fault } from '../../lib/errors';
import { defineSite } from '../../lib/site';
import { standardConfig } from '../support/test-site';

/** Faults of a configuration; none when it is accepted. Anything but a typed error fails the test. */
export function faultsOf(config: unknown): readonly Fault[] {
  try {
    defineSite(config as never);
    return [];
  } catch (error) {
    if (error instanceof HonmaruError) {
      return error.faults;
    }
    throw error;
  }
}

/** The standard test configuration with one field set, by its path: `tiers.web.minInstances`, `edge.salesUrls[0].path`. */
export function withField(path: string, value: unknown, config: unknown = standardConfig): unknown {
  return withFields({ [path]: value }, config);
}

/** The same with several fields. */
export function withFields(fields: Readonly<Record<string, unknown>>, config: unknown = standardConfig): unknown {
  const copy = structuredClone(config) as Record<string, unknown>;
  for (const [path, value] of Object.entries(fields)) {
    setField(copy, path.split(/\.|(?=\[)/), value);
  }
  return copy;
}

function setField(target: Record<string, unknown>, steps: readonly string[], value: unknown): void {
  const [step = '', ...rest] = steps;
  const key = step.replace(/^\[(\d+)\]$/, '$1');
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = target[key];
  if (typeof inner !== 'object' || inner === null) {
    target[key] = rest[0]?.startsWith('[') === true ? [] : {};
  }
  setField(target[key] as Record<string, unknown>, rest, value);
}
