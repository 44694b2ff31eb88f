import type { Block } from '../../address';
import type { Interface } from '../../network/types';
import type { Party } from '../types';
import type { Ways } from '../walk/way';
import type { Door, End } from './ends';
import type { Env } from './env';
import type { Places } from './stage';
import { waysBetween } from './ways-between';

/** More combinations than this are not gone through: addresses stay open then, and what depends on them with them. */
const MOST_PLACINGS = 2500;

/** A door with where the public addresses that packets show are taken to lie, and the ways to it then. */
export interface Placing {
  readonly door: Door;
  readonly ways: Ways;
}

/**
 * Where the public addresses of two interfaces may lie: one of each kind that anything tells apart. One address lies in one
 * place for all that look at it, so that of rules that would have to say different things of it not all count.
 */
export function placingsOf(env: Env, from: Party, to: Party, door: Door, end: End, ways: Ways): readonly Placing[] {
  const open = [{ door, ways }];
  if (door.kind !== 'public' || from.kind !== 'interface' || to.kind !== 'interface') {
    return open;
  }
  const { written } = door;
  const isUntold = written !== undefined && isGiven(env.spaces.addresses.at(written).block);
  const senders = [...new Set([from.interface, ...natsOn(ways)].flatMap((each) => givenClass(env, each)))];
  const asWritten = isUntold ? env.sorts.of([written], from.interface, 'out') : [undefined];
  const asSource = senders.length > 0 ? env.sorts.of(senders, to.interface, 'in') : [undefined];
  const count = asWritten.length * asSource.length;
  if (count < 2 || count > MOST_PLACINGS) {
    return open;
  }
  const { addresses } = env.spaces;
  return asWritten.flatMap((target) => {
    const own: Door =
      target === undefined || written === undefined ? door : { ...door, written: addresses.placed(written, target) };
    const then = waysBetween(env, from, to, own, end) ?? ways;
    return asSource.map((source): Placing => {
      const places: Places = new Map([
        ...(source === undefined ? [] : senders.map((each) => [each, addresses.placed(each, source)] as const)),
        ...(written === undefined || own.written === undefined ? [] : [[written, own.written] as const]),
      ]);
      return { door: { ...own, places }, ways: then };
    });
  });
}

/** Whether AWS chooses a public address out of all of its own. */
function isGiven(block: Block): boolean {
  return block.kind === 'abstract' && block.isPublic && block.within === undefined && block.among === undefined;
}

function givenClass(env: Env, { publicAddress: { has, block } }: Interface): readonly number[] {
  return has === 'no' || block === undefined || !isGiven(block) ? [] : env.classesOf(block);
}

function natsOn({ ways }: Ways): readonly Interface[] {
  return ways.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'nat' ? [step.nat] : [])));
}
