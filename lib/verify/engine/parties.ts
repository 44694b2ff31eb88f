import type { TemplateResource } from '../../template';
import type { Interface, Network } from '../network/types';
import { Twins } from './twins';
import type { InternetParty, Party } from './types';

export const INTERNET: InternetParty = { kind: 'internet', id: 'internet', label: 'internet' };

/** The internet with one source address. */
export function internetAt(address: string): InternetParty {
  return { kind: 'internet', id: `internet:${address}`, label: `internet (${address})`, address };
}

/** The party that an interface is. */
export function partyOf(each: Interface): Party {
  return {
    kind: 'interface',
    id: each.id,
    label: `${each.origin.label} in ${each.subnet.origin.label}`,
    interface: each,
  };
}

/** Parties of a network by what makes them. */
export class Parties {
  readonly all: readonly Party[];
  readonly hypothetical: readonly Party[];
  readonly tentacles: readonly Party[];
  /** Servers that take packets which are not for them. */
  readonly forwarding: readonly Party[];
  /** Everyone, what someone might start and what is not modelled included. */
  readonly byId: ReadonlyMap<string, Party>;
  /** Interfaces that nothing tells apart. */
  readonly twins: Twins;
  private readonly byResource = new Map<TemplateResource, Party[]>();
  private readonly byInterface = new Map<Interface, Party>();

  constructor(network: Network, findTwins = (own: readonly Party[]) => new Twins(network, own)) {
    const interfaces = network.interfaces.map(partyOf);
    const of = (...kinds: readonly string[]) =>
      interfaces.filter((party) => party.kind === 'interface' && kinds.includes(party.interface.kind));
    this.hypothetical = of('hypothetical');
    this.tentacles = of('octopus');
    const own = interfaces.filter(
      (party) =>
        party.kind === 'interface' && party.interface.kind !== 'hypothetical' && party.interface.kind !== 'octopus',
    );
    this.twins = findTwins(own);
    const sites = network.sites.map((site): Party => ({ kind: 'site', id: site.id, label: site.origin.label, site }));
    const services = network.services.map((service): Party => ({
      kind: 'service',
      id: service.id,
      label: service.origin.label,
      service,
    }));
    const edges = network.proxies
      .filter(({ kind }) => kind === 'cloudfront')
      .map(({ id, origin }): Party => ({ kind: 'edge', id, label: origin.label, origin }));
    this.all = [...own, ...sites, ...services, ...edges];
    this.byId = new Map([...this.all, ...this.hypothetical, ...this.tentacles].map((party) => [party.id, party]));
    this.forwarding = own.filter(
      (party) => party.kind === 'interface' && party.interface.forwards !== 'no' && party.interface.sends,
    );
    for (const party of interfaces) {
      if (party.kind === 'interface') {
        this.byInterface.set(party.interface, party);
      }
    }
    for (const party of this.all) {
      const { resource } =
        party.kind === 'interface'
          ? party.interface.origin
          : party.kind === 'site'
            ? party.site.origin
            : party.kind === 'service'
              ? party.service.origin
              : party.kind === 'edge'
                ? party.origin
                : { resource: undefined };
      if (resource !== undefined) {
        this.byResource.set(resource, [...(this.byResource.get(resource) ?? []), party]);
      }
    }
    for (const { resource, interfaces: adopted } of network.owners) {
      const known = this.byResource.get(resource) ?? [];
      const more = adopted
        .flatMap((each) => this.byInterface.get(each) ?? [])
        .filter((party) => !known.includes(party));
      this.byResource.set(resource, [...known, ...more]);
    }
  }

  ofResource(resource: TemplateResource): readonly Party[] {
    return this.byResource.get(resource) ?? [];
  }

  ofInterface(each: Interface): Party {
    return this.byInterface.get(each) ?? partyOf(each);
  }
}
