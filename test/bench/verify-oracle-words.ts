import { all, anyOf } from './verify-oracle-smt';
import { portTerm } from './verify-oracle-smt';

const PROTOCOLS: Readonly<Record<string, string>> = {
  icmp: '#x01',
  tcp: '#x06',
  udp: '#x11',
  'other protocols': '#x2f',
};

/** The words of the engine for some services, as a term. */
export function termOfWords(words: readonly string[]): string {
  return anyOf(
    words.flatMap((word) => {
      if (word === 'all') {
        return ['true'];
      }
      const [name = '', ports] = word.split('/');
      const protocol = PROTOCOLS[name];
      if (protocol === undefined) {
        return []; // A type of ICMP: no rule tells one from another.
      }
      const [from = 0, to = from] = ports?.split('-').map(Number) ?? [];
      return [all(`(= proto ${protocol})`, ports === undefined ? 'true' : portTerm(from, to))];
    }),
  );
}
