import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { assemblyDirectory, type ReferenceSite } from '../support/synth-sites';

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/** A synthesized template. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

/** Templates of a reference site by stack name. */
export function templatesOf(site: ReferenceSite): ReadonlyMap<string, Template> {
  const directory = assemblyDirectory(site);
  return new Map(
    readdirSync(directory)
      .filter((file) => file.endsWith('.template.json'))
      .sort()
      .map((file) => [
        file.replace('.template.json', ''),
        JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as Template,
      ]),
  );
}

/** Every resource of a reference site as `[stack, logical id, resource]`. */
export function resourcesOf(site: ReferenceSite): readonly (readonly [string, string, TemplateResource])[] {
  return [...templatesOf(site)].flatMap(([stack, template]) =>
    Object.entries(template.Resources).map(([id, resource]) => [stack, id, resource] as const),
  );
}
