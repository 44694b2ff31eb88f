import { neededCalls } from './compare';
import { NEEDS } from './needs';
import type { Place } from './need';

/** Any site will do: which operations a function sends does not depend on where it stands. */
const ANYWHERE: Place = {
  path: 'Checks/X/Resource/Resource',
  region: 'ap-northeast-1',
  site: 'site',
  primaryRegion: 'ap-northeast-1',
  recoveryRegions: [],
  watchRegion: 'us-east-1',
  availabilityZones: ['ap-northeast-1a'],
  certificates: [],
  drills: false,
};

/**
 * How what the tests of the functions called differs from what the functions are said to need; empty when both are the
 * same. A call that is never tested counts like one that nobody has written down.
 */
export function findCallFaults(recorded: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  return Object.entries(NEEDS).flatMap(([name, needs]) => {
    const called = recorded.get(name) ?? new Set();
    const needed = new Set(neededCalls(needs(ANYWHERE)));
    return [
      ...[...called]
        .filter((call) => !needed.has(call))
        .map((call) => `${name} calls ${call}, and needs no grant for it`),
      ...[...needed].filter((call) => !called.has(call)).map((call) => `${name} needs ${call}, and no test calls it`),
    ].sort();
  });
}
