import {
  andNot,
  and,
  ICMP,
  ICMPV6,
  isEmpty,
  or,
  ServiceSpace,
  TCP,
  UDP,
  type Bits,
  type ServiceRange,
} from '../../address';
import { describeServices } from '../../engine/explain';
import { findService } from '../services';

/** Words of the engine for services, which are cut finer than those of policies. */
export type ServiceWords = readonly string[];

const EVERYTHING: ServiceRange = { protocol: 'any' };

/** Services of one list that are in another, too. */
export function common(words: ServiceWords, others: ServiceWords): ServiceWords {
  return combine(words, others, and);
}

/** Services of one list that are not in another. */
export function without(words: ServiceWords, others: ServiceWords): ServiceWords {
  return combine(words, others, andNot);
}

/** Whether every service of a list is in another. */
export function covers(others: ServiceWords, words: ServiceWords): boolean {
  return without(words, others).length === 0;
}

function combine(words: ServiceWords, others: ServiceWords, operation: (a: Bits, b: Bits) => Bits): ServiceWords {
  const space = new ServiceSpace([...words, ...others].flatMap((word) => rangeOf(word) ?? []));
  const bits = operation(bitsOf(space, words), bitsOf(space, others));
  return isEmpty(bits) ? [] : describeServices(space, bits);
}

function bitsOf(space: ServiceSpace, words: ServiceWords): Bits {
  const ranges = space.union(words.flatMap((word) => rangeOf(word) ?? []));
  const rest = words.includes('other protocols')
    ? space.collect(({ protocol }) => protocol === undefined)
    : space.none();
  return or(ranges, rest);
}

/** The packets that a word of the engine, or of a policy, stands for. */
function rangeOf(word: string): ServiceRange | undefined {
  if (word === 'all') {
    return EVERYTHING;
  }
  const [, name, type, code] = /^(icmp|icmpv6) type (\d+)(?: code (\d+))?$/.exec(word) ?? [];
  if (name !== undefined) {
    return {
      protocol: name === 'icmp' ? ICMP : ICMPV6,
      icmp: { type: Number(type), ...(code === undefined ? {} : { code: Number(code) }) },
    };
  }
  const [, port] = /^(?:tcp|udp)\/(\d+)-\d+$/.exec(word) ?? [];
  if (port !== undefined) {
    const [from = 0, to = 0] = word.slice(4).split('-').map(Number);
    return { protocol: word.startsWith('tcp') ? TCP : UDP, ports: { from, to } };
  }
  const [, number] = /^protocol (\d+)$/.exec(word) ?? [];
  return number === undefined ? findService(word) : { protocol: Number(number) };
}
