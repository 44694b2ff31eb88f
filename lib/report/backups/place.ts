import type { BackupProof } from '../../verify/backups';
import { whereaboutsOf, type PlaceOptions, type Whereabouts } from '../verify/explain';

/** Where a proof looked, for whoever is to change it. */
export function placeOf({ origin }: BackupProof, options: PlaceOptions): Whereabouts | undefined {
  return origin === undefined
    ? undefined
    : whereaboutsOf({ id: origin.resource.logicalId, label: origin.resource.logicalId, ...origin }, options);
}
