/** Instances the survivors of one lost zone consist of, if every zone holds at least its even share. */
export function survivingInstances(minInstances: number, zones: number): number {
  return Math.floor(minInstances / zones) * (zones - 1);
}

/** Requests per second that still get through with one zone lost, before anything is launched. */
export function survivingRps(minInstances: number, zones: number, rpsPerInstance: number): number {
  return survivingInstances(minInstances, zones) * rpsPerInstance;
}

/**
 * Least number of instances that carries the peak with one zone lost and without a launch (static stability).
 *
 * Every zone gets the same number, because an uneven rest does not count when its zone is the one lost.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html
 */
export function requiredInstances(peakRps: number, zones: number, rpsPerInstance: number): number {
  let perZone = Math.max(1, Math.ceil(peakRps / ((zones - 1) * rpsPerInstance)));
  if (perZone > BEYOND_EVERY_GROUP) {
    return perZone * zones;
  }
  // The division rounds; the formula that is checked later decides.
  while (survivingRps(perZone * zones, zones, rpsPerInstance) < peakRps) {
    perZone += 1;
  }
  while (perZone > 1 && survivingRps((perZone - 1) * zones, zones, rpsPerInstance) >= peakRps) {
    perZone -= 1;
  }
  return perZone * zones;
}

/** Sizes no group reaches; above them adding one to a number may change nothing, and the exact size is of no use. */
const BEYOND_EVERY_GROUP = 1_000_000;
