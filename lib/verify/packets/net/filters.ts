import type { TemplateResource } from '../../../template';
import type { Block } from './address';
import type { Vpc } from './network';

/** Who stands at the other end of a rule. */
export type Peer =
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] }
  | { readonly kind: 'group'; readonly group: SecurityGroup }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'unknown'; readonly because: string };

/** Part of a rule that a packet's protocol and ports are held against. */
export interface Match {
  /** IANA number, `-1` for all, `undefined` when the template does not tell. */
  readonly protocol: number | undefined;
  /** Ports of TCP and UDP; `undefined` when the template does not tell. */
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  /** Type and code of ICMP, `-1` for all; `undefined` when the template does not tell. */
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
}

/** One rule of a security group. */
export interface GroupRule extends Match {
  readonly peer: Peer;
  readonly name: string;
  /** Whether AWS made it along with the group. */
  readonly isDefault?: true;
}

/** A security group. */
export interface SecurityGroup {
  readonly name: string;
  /** `undefined` for the default group of a VPC. */
  readonly resource: TemplateResource | undefined;
  readonly vpc: Vpc | undefined;
  readonly ingress: GroupRule[];
  readonly egress: GroupRule[];
  /** Whether all rules of it were taken away. */
  isEmptied?: true;
  /** Why its rules may be others. */
  doubt?: string;
}

/** One entry of a network ACL. */
export interface AccessRule extends Match {
  readonly number: number;
  readonly allows: boolean;
  /** `undefined` when the template does not tell. */
  readonly block: Block | undefined;
  readonly name: string;
}

/** A network ACL. */
export interface AccessList {
  readonly name: string;
  readonly ingress: AccessRule[];
  readonly egress: AccessRule[];
  doubt?: string;
}
