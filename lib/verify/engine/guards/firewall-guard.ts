import { and, andNot, ICMP, or, TCP, UDP, type Bits, type Certainty, type ServiceRange } from '../../address';
import type { AddressMatch, Choice, FirewallAction, FirewallPolicy, FirewallRule } from '../../network/types';
import { eitherPasses, mayPass, oneOfPasses, type Pass } from '../pass';
import type { Spaces } from '../spaces';
import { matchesAddress } from './match';

/** A packet as a firewall sees it. */
export interface Flow {
  readonly source: number;
  readonly destination: number;
  /** Index of the source port; `undefined` when it may be any. */
  readonly port: number | undefined;
}

/** What a Network Firewall lets pass: stateless rules first, then the stateful ones. */
export class FirewallGuard {
  private readonly spaces: Spaces;
  private readonly tcp: Bits;
  /** What needs nothing before it stands: it is dropped at once. */
  private readonly immediate: Bits;

  constructor(spaces: Spaces) {
    this.spaces = spaces;
    this.tcp = spaces.services.collect(({ protocol }) => protocol === TCP);
    this.immediate = spaces.services.collect(({ protocol }) => protocol === UDP || protocol === ICMP);
  }

  /** The first packet of a flow. */
  pass(policy: Choice<FirewallPolicy>, flow: Flow, isSession = false): Pass {
    if (policy.open !== undefined) {
      return mayPass(this.spaces.services);
    }
    return oneOfPasses(
      this.spaces.services,
      policy.options.map((option) => this.passOne(option, flow, isSession)),
      true,
    );
  }

  /**
   * An answer, whose addresses are those of the flow turned round: the stateful rules know the flow, the stateless ones
   * do not.
   */
  answer(policy: Choice<FirewallPolicy>, flow: Flow): Pass {
    if (policy.open !== undefined) {
      return mayPass(this.spaces.services);
    }
    const passes = policy.options.map((option): Pass => {
      if (option.open !== undefined) {
        return mayPass(this.spaces.services);
      }
      const decided = this.firstMatch(option.stateless, flow, option.statelessDefault);
      const lost = or(decided('drop'), decided('unknown'));
      return {
        may: or(decided('unknown'), or(decided('pass'), decided('forward'))),
        must: andNot(this.spaces.services.all, lost),
      };
    });
    return oneOfPasses(this.spaces.services, passes, true);
  }

  /** What the stateless rules hand to the stateful ones. */
  handed(policy: Choice<FirewallPolicy>, flow: Flow): Pass {
    const { services } = this.spaces;
    if (policy.open !== undefined) {
      return mayPass(services);
    }
    const passes = policy.options.map((option): Pass => {
      const first = this.firstMatch(option.stateless, flow, option.statelessDefault);
      const others = or(or(first('pass'), first('drop')), first('unknown'));
      return { may: or(first('forward'), first('unknown')), must: andNot(services.all, others) };
    });
    return oneOfPasses(services, passes, true);
  }

  private passOne(policy: FirewallPolicy, flow: Flow, isSession: boolean): Pass {
    const { services } = this.spaces;
    if (policy.open !== undefined) {
      return mayPass(services);
    }
    const first = this.firstMatch(policy.stateless, flow, policy.statelessDefault);
    const then = this.firstMatch(policy.stateful, flow, policy.statefulDefault);
    // What is dropped once a connection stands lets the packets of TCP through that make it, and nothing after them but
    // what a later packet of the sender's own making is let through for.
    const opening = or(andNot(then('established-only'), this.immediate), then('application-only'));
    const inspected = or(or(then('pass'), then('unknown')), opening);
    const dropped = or(then('drop'), and(then('established-only'), this.immediate));
    const lost = or(or(dropped, then('unknown')), andNot(opening, isSession ? then('by-sender') : this.tcp));
    return {
      may: or(or(first('pass'), first('unknown')), and(first('forward'), inspected)),
      must: andNot(services.all, or(or(first('drop'), first('unknown')), and(first('forward'), lost))),
    };
  }

  /** Whether nothing but the stateful rules lets packets pass, so that they must see both ways. */
  seesEverything(policy: Choice<FirewallPolicy>): boolean {
    return (
      policy.open === undefined &&
      policy.options.every(
        ({ open, stateless, statelessDefault }) =>
          open === undefined &&
          [statelessDefault, ...stateless.map(({ action }) => action)].every(
            (action) => action === 'forward' || action === 'drop',
          ),
      )
    );
  }

  /** Packets for which the first rule that matches, or the default, may do something. */
  private firstMatch(
    rules: readonly FirewallRule[],
    flow: Flow,
    otherwise: FirewallAction,
  ): (action: FirewallAction | 'by-sender') => Bits {
    const { services } = this.spaces;
    const results = new Map<FirewallAction | 'by-sender', Bits>();
    const add = (action: FirewallAction | 'by-sender', bits: Bits) => {
      results.set(action, or(results.get(action) ?? services.none(), bits));
    };
    let undecided: Bits = services.all;
    for (const rule of rules) {
      const match = this.matches(rule, flow);
      add(rule.action, and(undecided, match.may));
      if (
        rule.action === 'pass' &&
        rule.isUpToSender === true &&
        rule.exists === 'yes' &&
        this.sides(rule, flow) === 'yes'
      ) {
        add('by-sender', and(undecided, match.may));
      }
      undecided = andNot(undecided, match.must);
    }
    add(otherwise, undecided);
    return (action) => results.get(action) ?? services.none();
  }

  /** Packets that a rule matches: as it is written, or turned round when it is about both directions. */
  matches(rule: FirewallRule, flow: Flow): Pass {
    const onward = this.matchesSide(rule, this.side(rule, flow.source, flow.destination), flow, {
      services: rule.services,
      sourcePorts: rule.sourcePorts,
    });
    if (!rule.bothWays) {
      return onward;
    }
    const turned = this.side(rule, flow.destination, flow.source);
    return rule.services.may.reduce<Pass>((pass, range) => {
      // Seen from the other side the ports of the source are those of the destination.
      const ports = rule.sourcePorts ?? [undefined];
      const ranges = ports.map((each) => ({ ...withoutPorts(range), ...(each === undefined ? {} : { ports: each }) }));
      const isPorted = range.protocol === TCP || range.protocol === UDP;
      const back = this.matchesSide(rule, turned, flow, {
        services: { may: isPorted ? ranges : [range], must: isPorted ? ranges : [range] },
        sourcePorts: range.ports === undefined ? undefined : [range.ports],
      });
      return eitherPasses(pass, back);
    }, onward);
  }

  private matchesSide(
    rule: FirewallRule,
    sides: Certainty,
    flow: Flow,
    {
      services: match,
      sourcePorts,
    }: Pick<FirewallRule, 'services'> & { readonly sourcePorts: FirewallRule['sourcePorts'] | undefined },
  ): Pass {
    const { services } = this.spaces;
    const port = flow.port === undefined ? undefined : this.spaces.ports[flow.port];
    const isPort =
      sourcePorts === undefined ||
      port === undefined ||
      sourcePorts.some(({ from, to }) => from <= port.from && port.to <= to);
    const isSurePort = sourcePorts === undefined || port !== undefined;
    if (rule.exists === 'no' || sides === 'no' || !isPort) {
      return { may: services.none(), must: services.none() };
    }
    const isSure = sides === 'yes' && rule.exists === 'yes' && !rule.isPartial && isSurePort;
    return { may: services.union(match.may), must: isSure ? services.union(match.must) : services.none() };
  }

  private sides(rule: FirewallRule, { source, destination }: Flow): Certainty {
    const onward = this.side(rule, source, destination);
    const back = rule.bothWays ? this.side(rule, destination, source) : 'no';
    return onward === 'yes' || back === 'yes' ? 'yes' : onward === 'unknown' || back === 'unknown' ? 'unknown' : 'no';
  }

  private side(rule: FirewallRule, source: number, destination: number): Certainty {
    const sides = [
      this.list(rule.source, rule.exceptSource ?? [], source),
      this.list(rule.destination, rule.exceptDestination ?? [], destination),
    ];
    return sides.includes('no') ? 'no' : sides.includes('unknown') ? 'unknown' : 'yes';
  }

  private list(matches: readonly AddressMatch[] | 'any', except: readonly AddressMatch[], address: number): Certainty {
    const found =
      matches === 'any'
        ? (['yes'] as const)
        : matches.map((match) => matchesAddress(this.spaces.addresses, match, address));
    const not = except.map((match) => matchesAddress(this.spaces.addresses, match, address));
    const isIn: Certainty = found.includes('yes')
      ? 'yes'
      : (found as readonly Certainty[]).includes('unknown')
        ? 'unknown'
        : 'no';
    return not.includes('yes') ? 'no' : isIn === 'yes' && not.includes('unknown') ? 'unknown' : isIn;
  }
}

function withoutPorts({ ports: _ports, ...rest }: ServiceRange): ServiceRange {
  return rest;
}
