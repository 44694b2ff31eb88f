import { describeSelector } from '../select/selection';
import { ANY_SERVICE, requireServices } from '../services';
import type { PassThroughRule } from '../types';
import type { Asked, Asking } from './asked';
import { SAYS } from './says';
import { onDemand, Rest } from './rest';

/** Whoever gets from one to the other passes one of the given: without them nothing gets there. */
export function askPassThrough(rule: PassThroughRule, asking: Asking): Asked {
  const { selection, path, report } = asking;
  const level = rule.level ?? 'via-proxies';
  const relation = 'delivers';
  const [from, to] = [describeSelector(rule.from), describeSelector(rule.to)];
  const senders = selection.require(rule.from, `${path}.from`, report);
  const receivers = selection.require(rule.to, `${path}.to`, report);
  const through = selection.require(rule.through, `${path}.through`, report);
  const services = rule.services === undefined ? {} : { services: requireServices(rule.services) };
  const rest = onDemand(() => new Rest(asking, through));
  return {
    says: SAYS.through(from, to, describeSelector(rule.through)),
    from,
    to,
    senders,
    receivers,
    services: rule.services ?? [ANY_SERVICE],
    level,
    relation,
    expects: 'nothing',
    answer: () => rest().isolate({ from: senders, to: receivers, level, relation, ...services }),
    between: (sender, receiver) => rest().between(sender, receiver, relation, level),
  };
}
