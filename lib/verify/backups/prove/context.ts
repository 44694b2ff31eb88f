import { HonmaruError, type Fault } from '../../../errors';
import type { Evaluator } from '../../../template';
import type { BackupObjectives, Protection } from '../objectives/objectives';
import { isOfPattern, readPattern } from '../objectives/resource-pattern';
import { meant, quoted } from '../objectives/show';
import { faultPath, type ObjectivesSource } from '../objectives/source';
import type { Backups } from '../read/read-backups';
import type { Store } from '../read/stores';
import type { Calendar } from './calendar';

/** Everything that a proof reads. */
export interface Context {
  readonly backups: Backups;
  readonly evaluator: Evaluator;
  readonly objectives: BackupObjectives;
  readonly calendar: Calendar;
  /** Stores that are protected, by their subject. */
  readonly subjects: readonly Subject[];
  /** Stores that are left out, with their entry. */
  readonly leftOut: ReadonlyMap<Store, NonNullable<BackupObjectives['leftOut']>[number]>;
}

/** What is protected under one name. */
export interface Subject {
  readonly name: string;
  readonly protection: Protection;
  readonly stores: readonly Store[];
}

/** Resources that objectives name, as far as they are there. */
export function findStores(
  objectives: BackupObjectives,
  stores: readonly Store[],
): Pick<Context, 'subjects' | 'leftOut'> {
  const find = (texts: readonly string[]) => [...new Set(texts.flatMap((text) => storesOf(text, stores)))];
  const leftOut = (objectives.leftOut ?? []).flatMap((entry) =>
    find(entry.resources).map((store) => [store, entry] as const),
  );
  return {
    subjects: Object.entries(objectives.protects).map(([name, protection]) => ({
      name,
      protection,
      stores: find(protection.resources),
    })),
    // The first entry that names it counts.
    leftOut: new Map(leftOut.toReversed()),
  };
}

/**
 * Requires that objectives name what is there, and nothing twice.
 *
 * @throws HonmaruError when a pattern fits nothing, or a resource is protected and left out
 */
export function requireStores(objectives: BackupObjectives, stores: readonly Store[], source: ObjectivesSource): void {
  const faults: Fault[] = [];
  const { subjects } = findStores(objectives, stores);
  const protectedStores = new Set(subjects.flatMap((subject) => subject.stores));
  for (const { name, protection } of subjects) {
    protection.resources.forEach((text, index) => {
      faults.push(...nothingFits(text, stores, faultPath(source, ['protects', name, 'resources', index])));
    });
  }
  (objectives.leftOut ?? []).forEach(({ resources }, index) => {
    resources.forEach((text, at) => {
      const path = faultPath(source, ['leftOut', index, 'resources', at]);
      faults.push(...nothingFits(text, stores, path));
      for (const { key } of storesOf(text, stores).filter((store) => protectedStores.has(store))) {
        faults.push({
          path,
          must: 'must not name what is protected',
          got: quoted(key),
          hint: 'name it in one of both',
          code: 'BackupObjectivesContradict',
        });
      }
    });
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}

function storesOf(text: string, stores: readonly Store[]): readonly Store[] {
  const pattern = readPattern(text);
  return pattern === undefined ? [] : stores.filter(({ resource }) => isOfPattern(pattern, resource));
}

function nothingFits(text: string, stores: readonly Store[], path: string): readonly Fault[] {
  if (storesOf(text, stores).length > 0) {
    return [];
  }
  const [by = '', glob = ''] = text.split(/:(.*)/s);
  const known = stores.flatMap(({ resource }) =>
    by === 'type'
      ? [resource.type]
      : by === 'id'
        ? [resource.logicalId]
        : [resource.constructPath ?? resource.logicalId],
  );
  const near = meant(glob, known);
  const listed = [...new Set(stores.map(({ resource }) => `id:${resource.logicalId}`))].slice(0, 8).join(', ');
  const hint =
    near !== undefined
      ? `did you mean '${by}:${near}'?`
      : listed === ''
        ? 'the templates hold nothing that keeps data'
        : `the templates hold ${listed}`;
  const must = 'must fit a resource that keeps data';
  return [{ path, must, got: quoted(text), hint, code: 'BackupObjectivesResourceUnknown' }];
}
