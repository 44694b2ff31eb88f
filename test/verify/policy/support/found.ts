import type { JsonObject } from '../../../../lib/template';
import { findFindings, verifierFor } from '../../../../lib/verify/policy';
import { modelOf, type Resources } from '../../engine/templates';

/** Findings of some codes as `code severity id`. */
export function found(resources: readonly Resources[], codes: RegExp, more: JsonObject = {}): readonly string[] {
  return findFindings(verifierFor(modelOf(resources, more)))
    .filter(({ code }) => codes.test(code))
    .map(({ code, severity, origin }) => `${code} ${severity} ${origin?.id ?? '-'}`);
}
