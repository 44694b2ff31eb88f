import { findAsymmetry } from '../../engine/symmetry';
import type { Blame } from '../../engine/types';
import { ANY_SERVICE } from '../services';
import type { Asked, Asking } from './asked';
import { SAYS } from './says';

/** Whether answers cross the firewall endpoints that the packets crossed, in every possible world. */
export function askSymmetric({ verifier }: Asking): Asked {
  return {
    says: SAYS.symmetric(),
    from: '*',
    to: '*',
    services: [ANY_SERVICE],
    level: 'direct',
    relation: 'session',
    senders: [],
    receivers: [],
    expects: 'nothing',
    answer: () => {
      const views = verifier.worlds.map((_, index) => verifier.view(index));
      const blames = new Map<string, Blame>();
      for (const { judge } of views) {
        for (const { means, origin } of findAsymmetry(judge.graph)) {
          blames.set(means, { what: means, origin, rules: ['NFW-05'] });
        }
      }
      const parties = Math.max(
        ...views.map(({ network }) => (network.firewalls.length === 0 ? 0 : network.interfaces.length)),
      );
      return {
        verdict: blames.size > 0 ? 'REFUTED' : 'PROVED',
        assuming: [],
        blames: [...blames.values()],
        rules: ['NFW-05'],
        pairs: parties * parties,
      };
    },
  };
}
