import { resourceKey, type TemplateResource } from '../../template';
import type { Need } from '../model/types';
import type { ReadContext } from './context';
import { labelOf } from './draft';

const ZONES_OF_VOLUME = 3;
const COPIES_IN_ZONE = 2;
const COPIES_TO_WRITE = 4;
const COPIES_TO_READ = 3;

/**
 * Copies of the volume of an Aurora cluster that a request needs (FM-09): two in each of three zones, whether the site uses
 * the third or not.
 *
 * @param zones of the cluster's subnets
 */
export function volumeOf(
  ctx: ReadContext,
  cluster: TemplateResource,
  zones: readonly string[],
  isWritten: boolean,
): Need {
  const { region } = cluster.stack;
  const missing = Array.from({ length: Math.max(0, ZONES_OF_VOLUME - zones.length) }, (_, index) =>
    ctx.draft.zone(
      `another zone of ${ctx.draft.region(region)}${index === 0 ? '' : ` (${String(index + 1)})`}`,
      region,
    ),
  );
  if (zones.length > ZONES_OF_VOLUME) {
    ctx.draft.noteOn(cluster, 'ASSUMED', `its volume is taken to lie in ${zones.slice(0, ZONES_OF_VOLUME).join(', ')}`);
  }
  const parts = [...zones, ...missing].slice(0, ZONES_OF_VOLUME).flatMap((zone) =>
    Array.from({ length: COPIES_IN_ZONE }, (_, index) =>
      ctx.draft.part({
        id: `${resourceKey(cluster)}#copy ${zone}/${String(index + 1)}`,
        label: `${labelOf(cluster)} copy ${String(index + 1)} in ${zone}`,
        zone,
      }),
    ),
  );
  return { kind: 'parts', parts, atLeast: isWritten ? COPIES_TO_WRITE : COPIES_TO_READ };
}
