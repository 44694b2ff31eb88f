import type { FailureModel, FateGroup, Pool, Service } from '../../../lib/failures/model/types';
import { after, all, group, member, modelOf, oneOf, part, pool } from '../build';

/** Time after which the other router of a group takes over: the paper gives none, and its table needs none. */
const TAKE_OVER = after(10);

/**
 * The network of the ticket-agency paper: two lines to a ticket centre that shows two addresses, a router on each, two
 * groups of routers with one or the other line first, and two application servers that reach each address by one of the groups.
 *
 * @param sharedFate whether a gateway of the centre takes its line along, besides its address
 */
export function paperNetwork(sharedFate = true): FailureModel {
  const gateway = (name: string): FateGroup => ({ ...group(`gateway ${name}`), kind: 'gateway' });
  const line = (number: number): FateGroup => ({ ...group(`line ${number}`), kind: 'line' });
  const lineOf = { A: 1, B: 2 } as const;
  const byLine = (first: number, second: number, group_: string, address: 'A' | 'B'): Pool =>
    pool(
      `${group_} to ${address}`,
      'prefer',
      [first, second].map((number) => member(`line ${number}`, [all(`address ${address}`)])),
      { move: TAKE_OVER },
    );
  const ask = (from: string, address: string, by: string): Service => ({
    id: `${from} to ${address}`,
    label: `${from} to ${address}`,
    isRetried: false,
    needs: [oneOf(`${by} to ${address}`)],
  });
  return modelOf({
    groups: [line(1), line(2), gateway('A'), gateway('B')],
    parts: [
      ...(['A', 'B'] as const).map((name) =>
        part(`line ${lineOf[name]}`, [`line ${lineOf[name]}`, ...(sharedFate ? [`gateway ${name}`] : [])]),
      ),
      ...(['A', 'B'] as const).map((name) => part(`address ${name}`, [`gateway ${name}`])),
    ],
    pools: [byLine(1, 2, 'G1', 'A'), byLine(1, 2, 'G1', 'B'), byLine(2, 1, 'G2', 'A'), byLine(2, 1, 'G2', 'B')],
    services: [
      ask('application server 1', 'A', 'G1'),
      ask('application server 1', 'B', 'G2'),
      ask('application server 2', 'A', 'G2'),
      ask('application server 2', 'B', 'G1'),
    ],
  });
}
