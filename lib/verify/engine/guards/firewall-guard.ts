import { and, andNot, ICMP, or, TCP, UDP, type Bits } from '../../address';
import type { Choice, FirewallAction, FirewallPolicy, FirewallRule } from '../../network/types';
import { mayPass, oneOfPasses, type Pass } from '../pass';
import type { Spaces } from '../spaces';
import { FirewallMatcher, type Flow } from './firewall-match';

export type { Flow } from './firewall-match';

/** What a Network Firewall lets pass: stateless rules first, then the stateful ones. */
export class FirewallGuard {
  private readonly spaces: Spaces;
  private readonly matcher: FirewallMatcher;
  private readonly tcp: Bits;
  /** What needs nothing before it stands: it is dropped at once. */
  private readonly immediate: Bits;

  constructor(spaces: Spaces) {
    this.spaces = spaces;
    this.matcher = new FirewallMatcher(spaces);
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

  /** What the stateless rules hand to the stateful ones: of the packets of a flow, or of the answers to them. */
  handed(policy: Choice<FirewallPolicy>, flow: Flow, isAnswer = false): Pass {
    return this.ofOptions(policy, ({ stateless, statelessDefault }) => {
      const first = this.firstMatch(stateless, flow, statelessDefault, isAnswer);
      const others = or(or(first('pass'), first('drop')), first('unknown'));
      return { may: or(first('forward'), first('unknown')), must: andNot(this.spaces.services.all, others) };
    });
  }

  /** Answers to the packets of a flow that the stateless rules do not drop. */
  undropped(policy: Choice<FirewallPolicy>, flow: Flow): Pass {
    return this.ofOptions(policy, ({ stateless, statelessDefault }) => {
      const first = this.firstMatch(stateless, flow, statelessDefault, true);
      const lost = or(first('drop'), first('unknown'));
      return {
        may: or(first('unknown'), or(first('pass'), first('forward'))),
        must: andNot(this.spaces.services.all, lost),
      };
    });
  }

  /** What a rule lets pass by name, and not the lack of one. */
  named(policy: Choice<FirewallPolicy>, flow: Flow): Pass {
    return this.ofOptions(policy, ({ stateful }) => {
      const first = this.firstMatch(stateful, flow, 'forward');
      const others = or(or(first('drop'), first('unknown')), first('forward'));
      return { may: or(first('pass'), first('unknown')), must: andNot(this.spaces.services.all, others) };
    });
  }

  /**
   * Answers to the packets of a flow that pass the stateful rules when these look at each packet: a rule that is about
   * packets the other way matches answers, too.
   *
   * @see https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_Header.html `Direction`, read 2026-11-26
   */
  answered(policy: Choice<FirewallPolicy>, flow: Flow): Pass {
    return this.ofOptions(policy, ({ stateful, statefulDefault }) => {
      const rules = stateful.filter((rule) => rule.isOfClient !== true);
      const first = this.firstMatch(rules, flow, statefulDefault === 'drop' ? 'drop' : 'pass', true);
      const lost = or(first('drop'), first('unknown'));
      return { may: or(first('pass'), first('unknown')), must: andNot(this.spaces.services.all, lost) };
    });
  }

  private ofOptions(policy: Choice<FirewallPolicy>, find: (option: FirewallPolicy) => Pass): Pass {
    const passes = policy.options.map((option) =>
      option.open === undefined ? find(option) : mayPass(this.spaces.services),
    );
    return policy.open === undefined ? oneOfPasses(this.spaces.services, passes, true) : mayPass(this.spaces.services);
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
    isAnswer = false,
  ): (action: FirewallAction | 'by-sender') => Bits {
    const { services } = this.spaces;
    const results = new Map<FirewallAction | 'by-sender', Bits>();
    const add = (action: FirewallAction | 'by-sender', bits: Bits) => {
      results.set(action, or(results.get(action) ?? services.none(), bits));
    };
    let undecided: Bits = services.all;
    for (const rule of rules) {
      const match = this.matcher.matches(rule, flow, isAnswer);
      add(rule.action, and(undecided, match.may));
      if (
        rule.action === 'pass' &&
        rule.isUpToSender === true &&
        rule.exists === 'yes' &&
        this.matcher.sides(rule, flow) === 'yes'
      ) {
        add('by-sender', and(undecided, match.may));
      }
      undecided = andNot(undecided, match.must);
    }
    add(otherwise, undecided);
    return (action) => results.get(action) ?? services.none();
  }

  /** Packets that a rule matches. */
  matches(rule: FirewallRule, flow: Flow): Pass {
    return this.matcher.matches(rule, flow);
  }
}
