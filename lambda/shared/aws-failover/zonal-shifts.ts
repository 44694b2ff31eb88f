import { DescribeAvailabilityZonesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type * as z from 'zod/mini';
import type { EvacuatedZone } from '../failover/ports';
import { known, unknown, type Observed } from '../observed';
import { read } from '../read';
import { getManagedResource } from './managed-resource';
import { managedResource, zonesAnswer } from './zonal-shift-replies';

/** Client whose credentials and connections the questions are asked with. */
export interface EvacuationClients {
  readonly ec2: EC2Client;
}

/**
 * Asks from which zones traffic of these load balancers or groups is moved away: by an operator, by AWS, or to practise it.
 *
 * A zone counts as evacuated when one of them is. Shifts that are begun and not in effect, because another one is, do not
 * count: their zone carries traffic.
 *
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-autoshift.how-it-works.html read 2026-11-25
 */
export async function readEvacuations(
  resourceArns: readonly string[],
  { ec2 }: EvacuationClients,
  abortSignal: AbortSignal,
): Promise<Observed<readonly EvacuatedZone[]>> {
  // First, because its answer also tells the client what time it is.
  const zones = await read({
    ask: () => ec2.send(new DescribeAvailabilityZonesCommand({}), { abortSignal }),
    schema: zonesAnswer,
  });
  if (zones.kind === 'unknown') {
    return zones;
  }
  const resources = await Promise.all(
    resourceArns.map((arn) => read({ ask: () => getManagedResource(arn, ec2, abortSignal), schema: managedResource })),
  );
  const evacuated: EvacuatedZone[] = [];
  for (const [index, resource] of resources.entries()) {
    const asked = resourceArns[index];
    if (resource.kind === 'unknown') {
      return resource;
    }
    if (resource.value.arn !== asked) {
      return unknown('Contradictory', `asked about ${asked ?? ''}, the API answered about ${resource.value.arn}`);
    }
    for (const { zoneId, ...shift } of shiftsOf(resource.value)) {
      const availabilityZone = zones.value.get(zoneId);
      if (availabilityZone === undefined) {
        return unknown('Contradictory', `traffic is moved away from ${zoneId}, which is no zone of the Region`);
      }
      evacuated.push({ availabilityZone, ...shift });
    }
  }
  return known(evacuated);
}

type Shift = Omit<EvacuatedZone, 'availabilityZone'> & { readonly zoneId: string };

function shiftsOf(resource: z.infer<typeof managedResource>): readonly Shift[] {
  const { zonalShifts, autoshifts, appliedWeights } = resource;
  const shifts = [
    ...zonalShifts.filter(isApplied).map((shift) => ({
      zoneId: shift.awayFrom,
      expiresAt: shift.expiryTime,
      reason: describe(shift),
    })),
    ...autoshifts
      .filter(isApplied)
      .map(({ awayFrom }) => ({ zoneId: awayFrom, expiresAt: undefined, reason: 'autoshift of AWS' })),
  ];
  const withoutTraffic = Object.entries(appliedWeights)
    .filter(([zoneId, weight]) => weight === 0 && !shifts.some((shift) => shift.zoneId === zoneId))
    .map(([zoneId]) => ({ zoneId, expiresAt: undefined, reason: 'no traffic is sent there' }));
  return [...shifts, ...withoutTraffic];
}

function isApplied({ appliedStatus }: { readonly appliedStatus: 'APPLIED' | 'NOT_APPLIED' }): boolean {
  return appliedStatus === 'APPLIED';
}

/** A practice run has an outcome; shifts of the first years of the API have no type. */
function describe(shift: {
  readonly practiceRunOutcome?: string | undefined;
  readonly shiftType?: string | undefined;
}) {
  if (shift.shiftType === 'PRACTICE_RUN' || shift.practiceRunOutcome !== undefined) {
    return 'practice run';
  }
  return shift.shiftType === 'FIS_EXPERIMENT' ? 'experiment' : 'zonal shift';
}
