import { ZONES } from './fake-cluster';
import { xmlItems, type Reply } from './fake-transport';

/** Id of a zone of the fake Region: names differ from account to account, ids do not. */
export function zoneId(zone: string): string {
  return `apne1-az${String(ZONES.findIndex((name) => name === zone) + 1)}`;
}

/** Answer of `DescribeAvailabilityZones`. */
export function describedZones(zones: readonly string[] = ZONES): Reply {
  const items = zones.map((zone) => `<zoneName>${zone}</zoneName><zoneId>${zoneId(zone)}</zoneId>`);
  return {
    body: `<DescribeAvailabilityZonesResponse><requestId>r</requestId><availabilityZoneInfo>${xmlItems('item', items)}</availabilityZoneInfo></DescribeAvailabilityZonesResponse>`,
  };
}

/** Answer of `GetManagedResource` about a resource whose traffic goes everywhere, unless told otherwise. */
export function managedResourceReply(arn: string, changes: object = {}): Reply {
  return {
    body: JSON.stringify({
      arn,
      name: 'entry',
      appliedWeights: Object.fromEntries(ZONES.map((zone) => [zoneId(zone), 1])),
      zonalShifts: [],
      autoshifts: [],
      zonalAutoshiftStatus: 'ENABLED',
      ...changes,
    }),
    headers: { 'content-type': 'application/json' },
  };
}

/** A zonal shift that is in effect for another hour. */
export function zonalShift(zone: string, changes: object = {}): object {
  return {
    appliedStatus: 'APPLIED',
    awayFrom: zoneId(zone),
    comment: 'one disk is slow',
    expiryTime: Date.UTC(2026, 10, 25, 13) / 1000,
    resourceIdentifier: 'arn',
    startTime: Date.UTC(2026, 10, 25, 11) / 1000,
    zonalShiftId: 'shift-1',
    ...changes,
  };
}
