import type { Evaluator, TemplateModel, TemplateResource } from '../../template';
import { buildBalancers } from './build/build-balancers';
import { buildConnect } from './build/build-connect';
import { buildGateways } from './build/build-gateways';
import { buildGroups } from './build/build-groups';
import { buildInstances } from './build/build-instances';
import { buildLists } from './build/build-lists';
import { buildListeners } from './build/build-listeners';
import { buildRegionalNats } from './build/build-regional-nat';
import { buildRoutes } from './build/build-routes';
import { buildServices } from './build/build-services';
import { buildTransit, connectTransit } from './build/build-transit';
import { buildSubnets, buildVpcs } from './build/build-vpcs';
import { buildVpn, chooseSiteAddresses } from './build/build-vpn';
import { Draft } from './build/draft';
import { doubtPublicDatabases } from './build/doubt-databases';
import { addDoubts } from './build/find-doubts';
import { chooseHosts } from './build/choose-hosts';
import { Reader } from './build/reader';
import type { Address, Taken } from './net/address';
import type { Balancer } from './net/balancer';
import type { Interface, Vpc } from './net/network';
import type { Route } from './net/routes';
import type { Site, TransitRoute } from './net/transit';
import type { PacketRule } from './rules';

/** What is told beside the templates. */
export interface WorldOptions {
  /** Evaluator of one world of the model; by default a new one. */
  readonly evaluator?: Evaluator;
  /** Prefixes that sites have and advertise, by the logical id of their customer gateway. */
  readonly sites?: Readonly<Record<string, { readonly prefixes: readonly string[] }>>;
  /** Blocks of prefix lists that the assembly only names, or the service whose addresses they hold. */
  readonly prefixLists?: Readonly<Record<string, readonly string[] | string>>;
  /** Addresses of interfaces, by their ids, instead of chosen ones. */
  readonly addresses?: Readonly<Record<string, string>>;
}

/** A concrete network. */
export interface World {
  readonly model: TemplateModel;
  readonly reader: Reader;
  readonly vpcs: readonly Vpc[];
  readonly interfaces: ReadonlyMap<TemplateResource, readonly Interface[]>;
  /** Resources by their logical ids, with and without the path of their stack. */
  readonly named: ReadonlyMap<string, readonly TemplateResource[]>;
  readonly byId: ReadonlyMap<string, Interface>;
  readonly byPublicAddress: ReadonlyMap<bigint, Interface>;
  readonly byIpv6: ReadonlyMap<bigint, Interface>;
  readonly sites: ReadonlyMap<TemplateResource, Site>;
  readonly balancers: ReadonlyMap<TemplateResource, Balancer>;
  /** Why resources may have other interfaces than the world shows. */
  readonly resourceDoubts: ReadonlyMap<TemplateResource, string>;
  /** Hosts of the internet that no rule mentions. */
  readonly hosts: { readonly 4: Address; readonly 6: Address };
  /** Why nothing at all is sure. */
  readonly doubt: string | undefined;
  /** Why traffic of internet gateways may be blocked. */
  readonly internetDoubt: string | undefined;
  /** What is taken otherwise than it is, to see whether it decides. */
  readonly otherwise?: Otherwise;
  /** As which addresses those are taken that only the deployment tells. */
  readonly untold?: Untold;
}

/** Public addresses that only the deployment tells: one to which a packet is sent, and those with which it is sent on. */
export interface Untold {
  readonly target: Taken & { readonly value: bigint };
  readonly others: Taken;
}

/** A world in which one thing is otherwise. */
export interface Otherwise {
  /** A check that lets pass what it would stop. */
  readonly allows?: { readonly at: string; readonly rule: PacketRule };
  /** A route that is not there. */
  readonly without?: Route | TransitRoute;
}

/** Makes the concrete network of a model: every interface gets an address, every rule its place. */
export function buildWorld(model: TemplateModel, options: WorldOptions = {}): World {
  const draft = new Draft(new Reader(model, options.evaluator), options);
  buildVpcs(draft);
  buildSubnets(draft);
  buildGroups(draft);
  buildLists(draft);
  buildInstances(draft);
  buildServices(draft);
  buildBalancers(draft);
  buildGateways(draft);
  buildConnect(draft);
  buildTransit(draft);
  buildVpn(draft);
  connectTransit(draft);
  buildRegionalNats(draft);
  buildRoutes(draft);
  doubtPublicDatabases(draft);
  buildListeners(draft);
  chooseSiteAddresses(draft);
  const doubts = addDoubts(draft);
  const all = [...draft.subnets.values()].flatMap((subnet) => subnet.interfaces);
  return {
    model,
    reader: draft.reader,
    vpcs: [...draft.vpcs.values()],
    interfaces: draft.interfaces,
    named: namesOf(model),
    byId: new Map(all.map((found) => [found.id, found])),
    byPublicAddress: draft.byPublicAddress,
    byIpv6: new Map(all.flatMap((found) => (found.v6 === undefined ? [] : [[found.v6.value, found] as const]))),
    sites: draft.sites,
    balancers: draft.balancers,
    resourceDoubts: draft.doubts,
    hosts: chooseHosts(model),
    ...doubts,
  };
}

function namesOf({ resources }: TemplateModel): World['named'] {
  const named = new Map<string, TemplateResource[]>();
  for (const resource of resources) {
    for (const name of [resource.logicalId, `${resource.stack.constructPath}/${resource.logicalId}`]) {
      const others = named.get(name) ?? [];
      named.set(name, others);
      others.push(resource);
    }
  }
  return named;
}
