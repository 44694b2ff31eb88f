import type { TemplateResource } from '../../template';

/**
 * - `NOT_REACHED`: part of the network, but no service, check or quorum reaches it;
 * - `NOT_MODELLED`: on the way of requests, but the model does not know what it does when something fails;
 * - `NOT_FOLLOWED`: what is in the model refers to it, in a way that no request needs;
 * - `ASSUMED`: the templates leave it open, and the model takes one of the possibilities;
 * - `NOT_PROVED`: a connection that something rests on is not proved;
 * - `CIRCULAR`: a way that comes back to where it began is not followed;
 * - `NO_CAPACITY`: what it can carry is not declared;
 * - `DETECTOR_SEES_NOTHING`: nothing that the model can lose makes it speak;
 * - `DETECTOR_TELLS_NOBODY`: it speaks to nobody;
 * - `WITHOUT_EFFECT`: what is declared, or deployed, changes nothing in the model.
 */
export type ReadFindingCode =
  | 'ASSUMED'
  | 'CIRCULAR'
  | 'DETECTOR_SEES_NOTHING'
  | 'DETECTOR_TELLS_NOBODY'
  | 'NO_CAPACITY'
  | 'NOT_FOLLOWED'
  | 'NOT_MODELLED'
  | 'NOT_PROVED'
  | 'NOT_REACHED'
  | 'WITHOUT_EFFECT';

/** Something that the model leaves out, or takes for granted. */
export interface ReadFinding {
  readonly code: ReadFindingCode;
  /** Construct path or name of what it is about. */
  readonly where: string;
  readonly resource?: TemplateResource;
  /** What is the case, and what follows from it. */
  readonly means: string;
}

/** A service of which the way cannot be read: it is not determined, whatever fails. */
export interface UnreadService {
  readonly service: string;
  readonly because: ReadFinding;
}

/** Ends the reading of one service. */
export class UnreadError extends Error {
  readonly finding: ReadFinding;

  constructor(finding: ReadFinding) {
    super(finding.means);
    this.name = 'UnreadError';
    this.finding = finding;
  }
}

/** Ends the reading of a service at something that is not modelled. */
export function unreadAt(resource: TemplateResource | undefined, where: string, means: string): UnreadError {
  return new UnreadError({
    code: 'NOT_MODELLED',
    where: resource?.constructPath ?? where,
    ...(resource === undefined ? {} : { resource }),
    means,
  });
}
