import { HonmaruError } from '../../errors';
import type { TemplateModel } from '../../template';
import { parseDeclared } from './parse-declared';
import { readFile } from './read-file';
import type { Declared } from './types';

/** Key in the metadata of a template under which a site declares what its templates do not say. */
export const METADATA_KEY = 'Honmaru';

/**
 * Reads declarations from a YAML or JSON file.
 *
 * @throws HonmaruError with every fault, with file, line and column
 */
export function readDeclared(file: string): Declared {
  const { value, source } = readFile(file, { codes: 'Objectives', what: 'objectives' });
  return parseDeclared(value, source);
}

/**
 * What the stacks of an assembly declare in their metadata.
 *
 * @throws HonmaruError with every fault, or when two stacks say different things
 */
export function declaredIn(model: TemplateModel): Declared {
  const all = model.stacks.flatMap(({ metadata, constructPath }) => {
    const value = metadata[METADATA_KEY];
    const name = `${constructPath} Metadata.${METADATA_KEY}`;
    return value === undefined ? [] : [{ name, declared: parseDeclared(value, name) }];
  });
  return all.reduce<Declared>((sum, { name, declared }) => mergeDeclared(sum, declared, name), {});
}

/**
 * Puts two declarations together: lists one behind the other; what each may say once must be the same.
 *
 * @throws HonmaruError when it is not
 */
export function mergeDeclared(first: Declared, second: Declared, name: string): Declared {
  const merged: Record<string, unknown> = { ...first };
  for (const [field, value] of Object.entries(second)) {
    const other: unknown = merged[field];
    merged[field] = Array.isArray(other) ? [...(other as unknown[]), ...(value as unknown[])] : value;
    if (other !== undefined && !Array.isArray(other) && JSON.stringify(other) !== JSON.stringify(value)) {
      throw new HonmaruError([
        {
          path: `${name}: ${field}`,
          must: 'must be the same wherever it is declared',
          hint: 'declare it once',
          code: 'ObjectivesContradicting',
        },
      ]);
    }
  }
  return parseDeclared(merged, name);
}
