import {
  findWeaknesses,
  readFailureModel,
  type Declared,
  type Weakness,
  type WeaknessOptions,
} from '../../../lib/failures';
import { loadAssembly, resourceKey, type JsonValue, type TemplateResource } from '../../../lib/template';
import { createVerifier } from '../../../lib/verify';
import { editModel, type Edit, type PropertyPath } from '../../../lib/verify/flips';
import { assemblyDirectory } from '../../support/synth-sites';

export const SITE = loadAssembly(assemblyDirectory('ticket-agency'));

/** The resource of the site whose construct path ends so. */
export function resourceAt(end: string): TemplateResource {
  const found = SITE.resources.filter(({ constructPath }) => constructPath?.endsWith(end));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(`${String(found.length)} resources are at ${end}`);
  }
  return only;
}

/** Puts a value into a resource. */
export function put(end: string, path: PropertyPath, value: JsonValue): Edit {
  return { kind: 'set', resource: resourceKey(resourceAt(end)), path, value };
}

export function take(end: string, path: PropertyPath): Edit {
  return { kind: 'unset', resource: resourceKey(resourceAt(end)), path };
}

const known = new Map<string, readonly Weakness[]>();

/** Every weakness of the site after some edits; of the same edits and declarations those that were found before. */
export function weaknessesAfter(
  edits: readonly Edit[],
  declared: Declared = {},
  options: WeaknessOptions = {},
): readonly Weakness[] {
  const key = JSON.stringify([edits, declared, options]);
  const found = known.get(key) ?? find(edits, declared, options);
  known.set(key, found);
  return found;
}

function find(edits: readonly Edit[], declared: Declared, options: WeaknessOptions): readonly Weakness[] {
  const templates = editModel(SITE, edits);
  const verifier = createVerifier(templates);
  return findWeaknesses(templates, readFailureModel(templates, declared, { verifier }), { ...options, verifier });
}
