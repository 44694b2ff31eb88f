import type { NextHop } from '../network/types';
import type { Party } from './types';

/** Someone who may send on behalf of the one that a question is about. */
export interface Sender {
  readonly party: Party;
  /** Whether it surely may. */
  readonly isSure: boolean;
  /** Whether it may on behalf of every address of that one, and not only of some; so when left out. */
  readonly isSureForAll?: boolean;
  /** What it may send: next hops only, or anything. */
  readonly hops?: readonly NextHop[];
  /** Whose addresses a receiver sees, when a load balancer keeps them. */
  readonly client?: Party;
  /** How it came to send. */
  readonly through?: { readonly sender: Sender; readonly says: string; readonly isLeg: boolean };
}
