import type { Party } from '../../engine/types';
import { describeSelector } from '../select/selection';
import { ANY_SERVICE } from '../services';
import type { NoEgressRule } from '../types';
import type { Asked, Asking } from './asked';
import { isResolverOpen } from './resolver';
import { SAYS } from './says';
import { onDemand, Rest } from './rest';

/** Nothing leaves, neither as packets nor in the names that are asked of the resolver. */
export function askNoEgress(rule: NoEgressRule, asking: Asking): readonly Asked[] {
  const { verifier, selection, path, report } = asking;
  const from = selection.require(rule.from, `${path}.from`, report);
  const except = rule.except === undefined ? [] : selection.require(rule.except, `${path}.except`, report);
  const part = except.find((party) => party.kind === 'internet');
  if (part !== undefined) {
    report({
      path: `${path}.except`,
      must: 'must name parties of the templates, of which the internet is none',
      got: part.label,
      hint: 'ask with reach-only what may go there',
      code: 'PolicyExceptInvalid',
    });
  }
  const excepted = new Set(except.map(({ id }) => id));
  const outside = outsideOf(from, asking).filter(({ id }) => !excepted.has(id));
  const rest = onDemand(() => new Rest(asking, except));
  const name = describeSelector(rule.from);
  const common = {
    from: name,
    services: [ANY_SERVICE],
    level: 'via-proxies',
    relation: 'delivers',
    expects: 'nothing',
  } as const;
  const leaves: Asked = {
    ...common,
    says: SAYS.noEgress(name, rule.except === undefined ? undefined : describeSelector(rule.except)),
    to: 'outside',
    senders: from,
    receivers: outside,
    answer: () => {
      const question = { from, to: outside, level: 'via-proxies', relation: 'delivers' } as const;
      return except.length === 0 ? verifier.isolate(question) : rest().isolate(question);
    },
    between: (sender, receiver) =>
      except.length === 0
        ? verifier.betweenGroups([sender], [receiver], 'delivers', 'via-proxies')
        : rest().between(sender, receiver, 'delivers', 'via-proxies'),
  };
  return rule.tolerate?.includes('dns') === true
    ? [leaves]
    : [
        leaves,
        {
          ...common,
          says: SAYS.noResolver(name),
          to: 'resolver',
          senders: from,
          receivers: [],
          answer: () => isResolverOpen(verifier, from),
        },
      ];
}

/** The internet, sites, and whoever is in another account. */
function outsideOf(from: readonly Party[], { verifier, selection }: Asking): readonly Party[] {
  const inside = new Set(from.map(({ id }) => id));
  const accounts = new Set(from.flatMap(accountOf));
  const outside = selection.candidates.flatMap(({ party }) => {
    const isOutside =
      party.kind === 'site' ||
      (party.kind === 'interface' && accounts.size > 0 && accountOf(party).some((account) => !accounts.has(account)));
    return isOutside && !inside.has(party.id) ? [party] : [];
  });
  return [verifier.internet, ...outside];
}

function accountOf(party: Party): readonly string[] {
  return party.kind === 'interface' && party.interface.subnet.vpc.account !== undefined
    ? [party.interface.subnet.vpc.account]
    : [];
}
