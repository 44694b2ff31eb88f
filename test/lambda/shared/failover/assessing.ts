import { assess, type Expectation } from '../../../../lambda/shared/failover/assess';
import type { ClusterView, EndpointReading, Vantage } from '../../../../lambda/shared/failover/ports';
import { known, unknown, type Observed } from '../../../../lambda/shared/observed';
import { EVENT, vantage, ZONES } from './stage';

export const EXPECTED: Expectation = {
  sighting: { instanceId: 'm-a', availabilityZone: 'a', at: 0 },
  availabilityZones: ZONES,
  limits: EVENT.limits,
};

export function see(
  view: ClusterView | Observed<ClusterView>,
  probes: readonly Vantage[],
  expected: Partial<Expectation> = {},
) {
  const assessment = assess(
    { cluster: 'kind' in view ? view : known(view), vantages: probes },
    { ...EXPECTED, ...expected },
  );
  return { ...assessment, told: assessment.reasons.map(({ code, subject }) => `${code} ${subject}`) };
}

/** The probes, one of which meets something else at the endpoint of the cluster. */
export function met(zone: string, reading: EndpointReading, writer: string | undefined): readonly Vantage[] {
  return ZONES.map((name) =>
    name === zone ? vantage(name, writer, { writerEndpoint: known(reading) }) : vantage(name, writer),
  );
}

/** The probes, of which these do not answer. */
export function mute(zones: readonly string[], writer: string | undefined): readonly Vantage[] {
  return ZONES.map((name) =>
    zones.includes(name)
      ? { availabilityZone: name, writerEndpoint: unknown('Timeout', 'no answer of the probe'), instances: {} }
      : vantage(name, writer),
  );
}

export const BUSY: EndpointReading = { kind: 'busy', reason: 'too many connections' };
export const REFUSED: EndpointReading = { kind: 'refused', reason: 'unknown user' };
export const READER: EndpointReading = { kind: 'reader' };
