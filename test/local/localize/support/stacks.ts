import { TREATMENTS, type LocalAssemblyOptions } from '../../../../lib/local/localize';
import type { JsonObject, StackSource } from '../../../../lib/template';

/** How everything is localized here. */
export const OPTIONS: LocalAssemblyOptions = {
  account: '111122223333',
  functionEndpoint: 'http://127.0.0.1:4599',
  treatments: TREATMENTS,
};

/** A stack in Tokyo whose resources have the construct path `Site/<logical id>/Resource`. */
export function stackOf(template: JsonObject, overrides: Partial<StackSource> = {}): StackSource {
  const ids = Object.keys((template['Resources'] ?? {}) as JsonObject);
  return {
    name: 'Site-Network',
    constructPath: 'Site-Network',
    region: 'ap-northeast-1',
    account: undefined,
    templateFile: 'Site-Network.template.json',
    template,
    tags: {},
    constructPaths: Object.fromEntries(ids.map((id) => [id, `Site/${id}/Resource`])),
    ...overrides,
  };
}

/** The same value, of which nothing can be changed. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
