import { compare, type TemplateModel } from '../../template';
import type { ReadFailures } from '../read/read-failure-model';
import { alarmsInside } from './alarms-inside';
import { alarmsOnNothing } from './alarm-dimensions';
import { backupWeaknesses } from './backups';
import { lackingCapacity } from './capacity';
import { WeaknessContext, type WeaknessOptions } from './context';
import { failsOpen } from './fail-open';
import { missingPages } from './fallback-page';
import { harmfulRedundancy } from './harms';
import { deepChecks, shortIntervals } from './health-checks';
import { needingLostPlanes } from './lost-planes';
import { readersInOneZone, smallerReaders } from './readers';
import { sharedEgress } from './shared-egress';
import { WEAKNESS_CODES, type Weakness } from './types';

const FINDERS: readonly ((context: WeaknessContext) => readonly Weakness[])[] = [
  sharedEgress,
  readersInOneZone,
  smallerReaders,
  shortIntervals,
  deepChecks,
  failsOpen,
  backupWeaknesses,
  lackingCapacity,
  alarmsOnNothing,
  alarmsInside,
  needingLostPlanes,
  missingPages,
  harmfulRedundancy,
];

/**
 * Names ways in which a site breaks although it is redundant, on any templates. Where scenarios tell, their outcomes decide; what
 * only the deployment or somebody's declaration would tell is no weakness.
 *
 * @param read what `readFailureModel` read of the same templates
 */
export function findWeaknesses(
  templates: TemplateModel,
  read: ReadFailures,
  options: WeaknessOptions = {},
): readonly Weakness[] {
  const context = new WeaknessContext(templates, read, options);
  return FINDERS.flatMap((find) => find(context)).sort(
    (a, b) =>
      WEAKNESS_CODES.indexOf(a.code) - WEAKNESS_CODES.indexOf(b.code) ||
      compare(a.where, b.where) ||
      compare(a.means, b.means),
  );
}
