import type { Reply, SentRequest } from './fake-transport';

/** The operation of `arc-zonal-shift` that is used. */
export const GET_MANAGED_RESOURCE = 'GetManagedResource';

const PATH = '/managedresources/';

/** ARN of the resource a request of `GetManagedResource` is about; `undefined` for any other request. */
export function managedResourceOf({ hostname, path }: SentRequest): string | undefined {
  return hostname.startsWith('arc-zonal-shift.') && path.startsWith(PATH)
    ? decodeURIComponent(path.slice(PATH.length))
    : undefined;
}

/** A shift away from a zone that is in effect. */
export interface FakeShift {
  /** Id of the zone, which is not its name. */
  readonly awayFrom: string;
  /** Left out for an autoshift, which has no end. */
  readonly expiresAt?: Date;
}

/** Answers `GetManagedResource`. */
export function managedResourceReply(request: SentRequest, shifts: readonly FakeShift[] = []): Reply {
  const arn = managedResourceOf(request) ?? '';
  const body = {
    arn,
    name: arn.split('/').at(-1),
    appliedWeights: { 'apne1-az4': 1, 'apne1-az1': 1, 'apne1-az2': 1 },
    zonalShifts: shifts.flatMap(({ awayFrom, expiresAt }) =>
      expiresAt === undefined
        ? []
        : [
            {
              appliedStatus: 'APPLIED',
              zonalShiftId: '6f2e71f4-0d3b-4f2a-9c0e-1f6a5b0c9d10',
              resourceIdentifier: arn,
              awayFrom,
              expiryTime: expiresAt.getTime() / 1000,
              startTime: expiresAt.getTime() / 1000 - 3_600,
              comment: 'x',
            },
          ],
    ),
    autoshifts: shifts.flatMap(({ awayFrom, expiresAt }) =>
      expiresAt === undefined ? [{ appliedStatus: 'APPLIED', awayFrom, startTime: 1_795_600_000 }] : [],
    ),
    zonalAutoshiftStatus: 'ENABLED',
  };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
