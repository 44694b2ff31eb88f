import type { Report } from '../input/fault-collector';
import type { FieldPath } from '../input/show';
import { pascalCase } from '../names';
import type { Sections } from '../schema/sections';

/** Checks fields against each other. A rule says nothing about a part that has faults already. */
export type Rule = (sections: Sections, report: Report) => void;

/**
 * Reports names that are twins: equal, or equal as construct IDs (`tour-1` and `tour1`).
 *
 * @param path list the names stand in
 */
export function reportTwins(names: readonly string[], path: FieldPath, report: Report): void {
  names.forEach((name, index) => {
    const first = names.findIndex((other) => pascalCase(other) === pascalCase(name));
    if (first < index) {
      report([...path, index, 'name'], {
        must: `must differ from the name of entry ${first}, '${names[first] ?? ''}', by more than hyphens`,
        got: `'${name}'`,
        hint: 'give each entry a name of its own',
        code: 'NameDuplicate',
      });
    }
  });
}

/** Reports values that stand in a list twice. */
export function reportDuplicates(values: readonly string[], path: FieldPath, code: string, report: Report): void {
  const seen = new Set<string>();
  values.forEach((value, index) => {
    if (seen.has(value)) {
      report([...path, index], { must: 'must be listed once', got: `'${value}'`, hint: 'remove it', code });
    }
    seen.add(value);
  });
}
