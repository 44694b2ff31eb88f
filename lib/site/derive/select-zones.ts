import { PROFILES } from '../profiles';
import type { PrimaryRegionConfig, Profile } from '../site-config';
import { defaultZones, findRegion } from '../tables/regions';

/** Fewest zones that survive the loss of one. */
const LEAST_ZONES = 2;

/** Zones of the primary Region: as written, or the first ones of the built-in table. */
export function selectZones(primary: PrimaryRegionConfig, profile: Profile): readonly string[] {
  if (primary.availabilityZones !== undefined) {
    return primary.availabilityZones;
  }
  const region = findRegion(primary.region);
  const count = primary.fewerZones === undefined ? PROFILES[profile].zones : LEAST_ZONES;
  return region === undefined ? [] : defaultZones(region, count);
}
