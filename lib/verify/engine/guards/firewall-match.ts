import { TCP, UDP, type Certainty, type ServiceRange } from '../../address';
import type { AddressMatch, FirewallRule } from '../../network/types';
import { eitherPasses, nothingPasses, type Pass } from '../pass';
import type { Spaces } from '../spaces';
import { matchesAddress } from './match';

/** A packet as a firewall sees it. */
export interface Flow {
  readonly source: number;
  readonly destination: number;
  /** Index of the source port; `undefined` when it may be any. */
  readonly port: number | undefined;
}

/** Which packets of a flow a rule of a firewall matches. */
export class FirewallMatcher {
  private readonly spaces: Spaces;

  constructor(spaces: Spaces) {
    this.spaces = spaces;
  }

  /** Packets that a rule matches, or whose answers it matches: both when it is about both directions. */
  matches(rule: FirewallRule, flow: Flow, isAnswer = false): Pass {
    const onward = isAnswer && !rule.bothWays ? undefined : this.matchesOnward(rule, flow);
    const back = isAnswer || rule.bothWays ? this.matchesTurned(rule, flow) : undefined;
    return onward === undefined || back === undefined
      ? (onward ?? back ?? nothingPasses(this.spaces.services))
      : eitherPasses(onward, back);
  }

  private matchesOnward(rule: FirewallRule, flow: Flow): Pass {
    return this.matchesSide(rule, this.side(rule, flow.source, flow.destination), flow, {
      services: rule.services,
      sourcePorts: rule.sourcePorts,
    });
  }

  private matchesTurned(rule: FirewallRule, flow: Flow): Pass {
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
    }, nothingPasses(this.spaces.services));
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

  /** Whether the addresses of a flow are those of a rule, either way that it is about. */
  sides(rule: FirewallRule, { source, destination }: Flow): Certainty {
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
