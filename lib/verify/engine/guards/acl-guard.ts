import { and, andNot, orInto, type Bits } from '../../address';
import type { AclRule, Choice, NetworkAcl } from '../../network/types';
import { oneOfPasses, type Pass } from '../pass';
import type { Spaces } from '../spaces';
import type { Direction } from './group-guard';
import { matchesAddress } from './match';

const LETTER = { yes: 'y', no: 'n', unknown: 'u' } as const;

/** What the network ACL of a subnet lets pass: the first rule that matches decides, and the last denies everything. */
export class AclGuard {
  private readonly spaces: Spaces;
  /** By ACL and direction, and by address. */
  private readonly remembered = new Map<string, Map<number, Pass>>();
  private readonly signatures = new Map<string, Pass>();

  constructor(spaces: Spaces) {
    this.spaces = spaces;
  }

  /** The address is the source of what comes in, and the destination of what goes out. */
  pass(acl: Choice<NetworkAcl>, direction: Direction, address: number): Pass {
    const passes = acl.options.map((option) => this.passOne(option, direction, address));
    const [only] = passes;
    if (acl.open !== undefined) {
      return { may: this.spaces.services.all, must: this.spaces.services.none() };
    }
    return passes.length === 1 && only !== undefined ? only : oneOfPasses(this.spaces.services, passes, true);
  }

  private passOne(acl: NetworkAcl, direction: Direction, address: number): Pass {
    const key = `${acl.id} ${direction}`;
    const byAddress = this.remembered.get(key) ?? new Map<number, Pass>();
    this.remembered.set(key, byAddress);
    const found = byAddress.get(address) ?? this.bySignature(acl, direction, address);
    byAddress.set(address, found);
    return found;
  }

  /** Addresses of which every rule thinks the same share one result. */
  private bySignature(acl: NetworkAcl, direction: Direction, address: number): Pass {
    const rules = direction === 'in' ? acl.ingress : acl.egress;
    const answers = rules.map(({ match }) => LETTER[matchesAddress(this.spaces.addresses, match, address)]);
    const key = `${acl.id} ${direction} ${answers.join('')}`;
    const found = this.signatures.get(key) ?? this.evaluate(acl, rules, address);
    this.signatures.set(key, found);
    return found;
  }

  /** What the options of an ACL let pass, each: equal lists are equal behaviour. */
  passes(acl: Choice<NetworkAcl>, direction: Direction, address: number): readonly Pass[] {
    return acl.open === undefined ? acl.options.map((option) => this.passOne(option, direction, address)) : [];
  }

  private evaluate(acl: NetworkAcl, rules: readonly AclRule[], address: number): Pass {
    const { services } = this.spaces;
    const may = services.none();
    const denied = services.none();
    let undecided: Bits = services.all;
    for (const rule of rules) {
      const match = this.matches(rule, address);
      // A rule whose place only the deployment tells may stand before every other.
      const reached = rule.number === undefined ? match.may : and(undecided, match.may);
      if (rule.action !== 'deny') {
        orInto(may, reached);
      }
      if (rule.action !== 'allow') {
        orInto(denied, reached);
      }
      if (rule.number !== undefined) {
        undecided = andNot(undecided, match.must);
      }
    }
    orInto(denied, undecided);
    return acl.open === undefined
      ? { may, must: andNot(services.all, denied) }
      : { may: services.all, must: services.none() };
  }

  /** Packets that a rule matches. */
  matches(rule: AclRule, address: number): Pass {
    const { services } = this.spaces;
    const matches = rule.exists === 'no' ? 'no' : matchesAddress(this.spaces.addresses, rule.match, address);
    return {
      may: matches === 'no' ? services.none() : services.union(rule.services.may),
      must: matches === 'yes' && rule.exists === 'yes' ? services.union(rule.services.must) : services.none(),
    };
  }
}
