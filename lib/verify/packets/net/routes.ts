import type { TemplateResource } from '../../../template';
import type { Block } from './address';
import type { Interface, Vpc } from './network';
import type { TransitGateway, VpnGateway } from './transit';

/** Where a route leads. */
export type Target =
  | { readonly kind: 'local' }
  | { readonly kind: 'internet'; readonly gateway: TemplateResource }
  | { readonly kind: 'egress-only'; readonly vpc: Vpc | undefined }
  | { readonly kind: 'interface'; readonly to: Interface }
  | { readonly kind: 'one-of-interfaces'; readonly to: readonly Interface[] }
  | { readonly kind: 'transit'; readonly gateway: TransitGateway }
  | { readonly kind: 'peering'; readonly peering: Peering }
  | { readonly kind: 'vpn'; readonly gateway: VpnGateway }
  | { readonly kind: 'gateway-endpoint'; readonly endpoint: TemplateResource }
  | { readonly kind: 'blackhole'; readonly because: string }
  | { readonly kind: 'unknown'; readonly because: string };

/** How a route came about, best first. */
export type Origin = 'static' | 'prefix-list' | 'vpn-static' | 'vpn-bgp';

/** One route. */
export interface Route {
  /** `undefined` when the template does not tell. */
  readonly block: Block | undefined;
  /** A service whose addresses are meant, instead of a block. */
  readonly service?: string;
  readonly origin: Origin;
  readonly target: Target;
  readonly name: string;
}

/** A route table of a VPC. */
export interface RouteTable {
  readonly name: string;
  readonly vpc: () => Vpc;
  readonly routes: Route[];
  /** Why it may hold other routes. */
  doubt?: string;
}

/** Two VPCs next to each other. */
export interface Peering {
  readonly name: string;
  readonly vpcs: readonly (Vpc | undefined)[];
  readonly sameRegion: boolean;
}
