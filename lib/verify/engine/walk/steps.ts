import type { Network, Route, Subnet, Vpc } from '../../network/types';
import type { Spaces } from '../spaces';
import type { Goal, Step, Ways } from './way';

/** Where a packet leaves from: a subnet, or a gateway of the VPC. */
export interface Leaving {
  readonly vpc: Vpc;
  readonly subnet: Subnet | undefined;
  readonly zone: string | undefined;
  readonly through?: Through;
}

/** What brought a packet into a subnet, when no interface of it sent it. */
export type Through = 'transit' | 'firewall';

/** What the parts of the walk share. */
export interface Walking {
  readonly network: Network;
  readonly spaces: Spaces;
  enter(vpc: Vpc, routes: readonly Route[] | undefined, address: number, goal: Goal, seen: readonly string[]): Ways;
  leaveSubnet(subnet: Subnet, address: number, goal: Goal, seen: readonly string[], through?: Through): Ways;
}

/** Marks a packet whose source address is one of a VPC. */
export function sentFrom({ id }: Vpc): string {
  return `sent from ${id}`;
}

/** The ACL of the subnet that a packet leaves. */
export function out({ subnet, through }: Leaving): readonly Step[] {
  const rules = [through === 'transit' ? 'TGW-05' : through === 'firewall' ? 'ACL-05' : 'ACL-01'];
  return subnet === undefined
    ? []
    : [{ kind: 'acl', subnet, direction: 'out', isAssumed: through === 'firewall', rules }];
}

/** The ACL of the subnet that a packet enters. */
export function into(
  subnet: Subnet,
  isAssumed = false,
  rules: readonly string[] = [isAssumed ? 'ACL-05' : 'ACL-01'],
): Step {
  return { kind: 'acl', subnet, direction: 'in', isAssumed, rules };
}

/** From one subnet into another; within one no ACL is asked. */
export function hopInto(from: Leaving, subnet: Subnet, isAssumed: boolean): readonly Step[] {
  return from.subnet?.id === subnet.id ? [] : [...out(from), into(subnet, isAssumed)];
}
