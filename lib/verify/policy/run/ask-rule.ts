import type { Party } from '../../engine/types';
import { describeSelector } from '../select/selection';
import { ANY_SERVICE, requireServices } from '../services';
import type {
  IsolatePairwiseRule,
  IsolateRule,
  MatrixRule,
  PolicyRule,
  ReachOnlyRule,
  ReachRule,
  Selector,
  ServiceText,
} from '../types';
import type { Asked, Asking } from './asked';
import { askNoEgress } from './no-egress';
import { askPassThrough } from './pass-through';
import { SAYS } from './says';
import { askSymmetric } from './symmetric';

/** The questions that a rule asks. */
export function askRule(rule: PolicyRule, asking: Asking): readonly Asked[] {
  switch (rule.kind) {
    case 'isolate':
      return [askIsolate(rule, asking)];
    case 'isolate-pairwise':
      return askPairwise(rule, asking);
    case 'reach':
      return [askReach(rule, asking)];
    case 'reach-only':
      return [askOnly(rule, asking)];
    case 'no-egress':
      return askNoEgress(rule, asking);
    case 'pass-through':
      return [askPassThrough(rule, asking)];
    case 'symmetric':
      return [askSymmetric(asking)];
    case 'matrix':
      return askMatrix(rule, asking);
  }
}

function askIsolate(rule: IsolateRule, asking: Asking): Asked {
  return isolated(
    { ...named(rule, asking), ...(rule.services === undefined ? {} : { services: rule.services }) },
    rule.level ?? 'via-proxies',
    rule.relation ?? 'delivers',
    asking,
  );
}

/** Two segments that overlap would never be apart: that is told as a fault of the policy. */
function askPairwise(rule: IsolatePairwiseRule, asking: Asking): readonly Asked[] {
  const segments = rule.among.map((selector, index) => ({
    name: describeSelector(selector),
    parties: requireParties(asking, selector, `among[${String(index)}]`),
  }));
  return segments.flatMap((from, index) =>
    segments.flatMap((to, at) => {
      if (index === at) {
        return [];
      }
      const shared = from.parties.find(({ id }) => to.parties.some((party) => party.id === id));
      if (shared !== undefined && index < at) {
        asking.report({
          path: `${asking.path}.among`,
          must: 'must name parties apart from each other',
          got: `${shared.label} in both '${from.name}' and '${to.name}'`,
          hint: 'take it out of one of them',
          code: 'PolicySegmentsOverlap',
        });
      }
      return [
        isolated(
          {
            from: from.name,
            to: to.name,
            senders: from.parties,
            receivers: to.parties,
            ...(rule.services === undefined ? {} : { services: rule.services }),
          },
          rule.level ?? 'via-proxies',
          'delivers',
          asking,
        ),
      ];
    }),
  );
}

function askReach(rule: ReachRule, asking: Asking): Asked {
  return reached(named(rule, asking), rule.services, rule.level ?? 'direct', rule.relation ?? 'session', asking);
}

function askOnly(rule: ReachOnlyRule, asking: Asking): Asked {
  return restricted(named(rule, asking), rule.services, rule.level ?? 'via-proxies', asking);
}

/**
 * Of each cell that nothing else gets through, and that what is named does. Two names of one party, of which packets cannot
 * tell one from the other, are no question.
 */
function askMatrix(rule: MatrixRule, asking: Asking): readonly Asked[] {
  const level = rule.level ?? 'direct';
  const segments = rule.segments.map((name, index) => ({
    name,
    parties: requireParties(asking, name, `segments[${String(index)}]`),
  }));
  return segments.flatMap((from) =>
    segments.flatMap((to) => {
      if (from.name === to.name || isOneParty(from.parties, to.parties)) {
        return [];
      }
      const services = rule.cells[`${from.name} > ${to.name}`] ?? [];
      const ends = { from: from.name, to: to.name, senders: from.parties, receivers: to.parties };
      return services.length === 0
        ? [isolated(ends, level, 'delivers', asking)]
        : [restricted(ends, services, level, asking), reached(ends, services, level, 'session', asking)];
    }),
  );
}

function isOneParty([from, ...more]: readonly Party[], [to, ...others]: readonly Party[]): boolean {
  return from !== undefined && from.id === to?.id && more.length + others.length === 0;
}

interface Ends {
  readonly from: string;
  readonly to: string;
  readonly senders: readonly Party[];
  readonly receivers: readonly Party[];
}

function named(rule: { readonly from: Selector; readonly to: Selector }, asking: Asking): Ends {
  return {
    from: describeSelector(rule.from),
    to: describeSelector(rule.to),
    senders: requireParties(asking, rule.from, 'from'),
    receivers: requireParties(asking, rule.to, 'to'),
  };
}

function requireParties({ selection, path, report }: Asking, selector: Selector, field: string): readonly Party[] {
  return selection.require(selector, `${path}.${field}`, report);
}

function isolated(
  { services, ...ends }: Ends & { readonly services?: readonly ServiceText[] },
  level: Asked['level'],
  relation: Asked['relation'],
  { verifier }: Asking,
): Asked {
  const texts = services ?? [ANY_SERVICE];
  const ranges = services === undefined ? {} : { services: requireServices(services) };
  return {
    ...ends,
    says: SAYS.isolate(ends.from, ends.to, texts, relation),
    services: texts,
    level,
    relation,
    expects: 'nothing',
    answer: () => verifier.isolate({ from: ends.senders, to: ends.receivers, level, relation, ...ranges }),
    between: (from, to) => verifier.betweenGroups([from], [to], relation, level),
  };
}

function reached(
  ends: Ends,
  services: readonly ServiceText[],
  level: Asked['level'],
  relation: Asked['relation'],
  { verifier }: Asking,
): Asked {
  return {
    ...ends,
    says: SAYS.reach(ends.from, ends.to, services, relation),
    services,
    level,
    relation,
    expects: 'everything',
    answer: () =>
      verifier.reach({
        from: ends.senders,
        to: ends.receivers,
        services: requireServices(services),
        level,
        relation,
      }),
    between: (from, to) => verifier.betweenGroups([from], [to], relation, level),
  };
}

function restricted(ends: Ends, services: readonly ServiceText[], level: Asked['level'], asking: Asking): Asked {
  const { verifier } = asking;
  const relation = 'delivers';
  return {
    ...isolated(ends, level, relation, asking),
    says: SAYS.only(ends.from, ends.to, services),
    services,
    expects: 'only',
    answer: () => {
      const question = { from: ends.senders, to: ends.receivers, level, relation } as const;
      return services.length === 0
        ? verifier.isolate(question)
        : verifier.reachOnly({ ...question, services: requireServices(services) });
    },
  };
}
