import type { TemplateResource } from '../../../template';
import type { Interface } from './network';
import type { Truth } from './truth';

/** A load balancer. */
export interface Balancer {
  readonly name: string;
  readonly resource: TemplateResource;
  readonly kind: 'application' | 'network' | 'gateway' | 'classic';
  readonly nodes: Interface[];
  readonly listeners: Listener[];
  readonly crossesZones: Truth;
  /** Whether groups filter what comes through PrivateLink. */
  readonly filtersPrivateLink: Truth;
  doubt?: string;
}

/** One port of a load balancer, with the groups of targets it may send to. */
export interface Listener {
  readonly name: string;
  readonly protocols: readonly number[];
  readonly port: number | undefined;
  readonly groups: readonly TargetGroup[];
  /** Whether it asks an identity provider, by HTTPS. */
  readonly authenticates: boolean;
  /** Why it may send elsewhere. */
  readonly doubt?: string;
}

/** A group of targets. */
export interface TargetGroup {
  readonly name: string;
  readonly port: number | undefined;
  /** Port of health checks, where it is another one. */
  readonly healthPort?: number;
  readonly protocol: string | undefined;
  readonly crossesZones: Truth | undefined;
  readonly keepsClient: Truth;
  readonly targets: Target[];
  /** Why it may hold other targets. */
  doubt?: string;
}

/** One target. */
export type Target =
  | { readonly kind: 'interface'; readonly to: Interface; readonly port: number | undefined }
  | { readonly kind: 'balancer'; readonly to: Balancer; readonly port: number | undefined }
  | { readonly kind: 'function'; readonly name: string };
