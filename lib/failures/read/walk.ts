import type { TemplateResource } from '../../template';
import type { DeclaredService } from '../declared';
import type { Need } from '../model/types';
import type { ReadContext } from './context';

/** A service whose way is read. */
export interface WantedService extends Pick<DeclaredService, 'id' | 'method' | 'path' | 'reads' | 'egress'> {
  readonly label: string;
  /** Tiers and databases in their order, when they are declared. */
  readonly chain?: readonly (readonly TemplateResource[])[];
}

/** Something that a request needs, and what of it. */
export interface NeededResource {
  readonly resource: TemplateResource;
  readonly need: Need;
}

/** Follows the way of one service. */
export interface Walk {
  readonly ctx: ReadContext;
  readonly service: WantedService;
  /**
   * What a request needs of a load balancer, a distribution or a database.
   *
   * @throws UnreadError at what is not modelled
   */
  need(resource: TemplateResource): Need;
  /** Reads what lies behind a resource. */
  past<T>(resource: TemplateResource, read: () => T): T;
  /** Whether the way has come past a resource, so that going there again would be a ring. */
  isOpen(resource: TemplateResource): boolean;
}
