import { z } from 'zod';
import { parseJson, renderJson } from './json-file';
import type { DeepReadonly, LocalReport } from './report-shape';
import { censusEntrySchema, faultSchema, stackSchema } from './schema';

/** Version of the census' shape, raised when a reader would have to change. */
export const LOCAL_CENSUS_VERSION = 1;

const drilledSchema = faultSchema.pick({
  id: true,
  title: true,
  references: true,
  applied: true,
  check: true,
  expected: true,
  noticed: true,
  recovered: true,
});

const siteSchema = z.strictObject({
  site: z.string().min(1).describe('Name of the site.'),
  stacks: z.array(stackSchema.omit({ seconds: true })).describe('Every stack, sorted by name.'),
  census: z.array(censusEntrySchema).describe('Every resource type of the site, sorted.'),
  faults: z.array(drilledSchema).describe('Every fault of the drill, in the order in which they were played.'),
});

const censusSchema = z.strictObject({
  version: z.literal(LOCAL_CENSUS_VERSION).describe('Version of this shape.'),
  sites: z.array(siteSchema).describe('Every site that was deployed, sorted by name.'),
});

/** What runs of the local site found, without times: the same for the same templates. */
export type LocalCensus = DeepReadonly<z.infer<typeof censusSchema>>;

/**
 * The part of reports that is the same for the same templates, to be kept under version control.
 *
 * @param reports at most one per site, in any order
 * @throws RangeError when a site has two reports
 */
export function censusOf(reports: readonly LocalReport[]): LocalCensus {
  const names = reports.map(({ site }) => site);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new RangeError(`site ${twice} has more than one report`);
  }
  const sites = reports.map(({ site, stacks, census, faults }) => ({
    site,
    stacks: stacks
      .map(({ name, region, resources, native, translated, recorded }) => ({
        name,
        region,
        resources,
        native,
        translated,
        recorded,
      }))
      .sort((a, b) => byText(a.name, b.name)),
    census: census
      .map((entry) => ({ ...entry, stacks: [...entry.stacks].sort(byText) }))
      .sort((a, b) => byText(`${a.type} ${a.treatment}`, `${b.type} ${b.treatment}`)),
    faults: faults.map(({ id, title, references, applied, check, expected, noticed, recovered }) => ({
      id,
      title,
      references,
      applied,
      check,
      expected,
      noticed,
      recovered,
    })),
  }));
  return { version: LOCAL_CENSUS_VERSION, sites: sites.sort((a, b) => byText(a.site, b.site)) };
}

/** A census as JSON, the same text for the same census. */
export function renderCensus(census: LocalCensus): string {
  return renderJson(censusSchema, census);
}

/**
 * Reads what `renderCensus` wrote.
 *
 * @param source what the text was read from, for errors
 * @throws HonmaruError `CensusUnreadable`, `CensusVersionUnknown` or `CensusInvalid`
 */
export function parseCensus(text: string, source: string): LocalCensus {
  const hint = 'deploy every site locally and write it again';
  return parseJson(censusSchema, LOCAL_CENSUS_VERSION, text, { source, hint, subject: 'Census' });
}

/** JSON Schema (draft 2020-12) of a census. */
export function localCensusJsonSchema(): object {
  return z.toJSONSchema(censusSchema, { target: 'draft-2020-12' });
}

/** By code unit, the same on every machine whatever its locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
