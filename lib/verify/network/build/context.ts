import {
  createEvaluator,
  resourceKey,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
  type Value,
  type World,
} from '../../../template';
import type { Block, Certainty } from '../../address';
import type {
  Attachment,
  Firewall,
  FunctionNode,
  Interface,
  Invocation,
  NetworkAcl,
  NetworkFinding,
  Origin,
  Peering,
  PrefixList,
  Proxy,
  RouteTable,
  SecurityGroup,
  Service,
  Site,
  Subnet,
  TransitGateway,
  TransitTable,
  VirtualPrivateGateway,
  Vpc,
  VpnConnection,
} from '../types';

/** What the user tells about a partner network. */
export interface SiteContract {
  /** Logical id of the customer gateway, or `<construct path of its stack>/<logical id>`. */
  readonly customerGateway: string;
  readonly name?: string;
  readonly prefixes?: readonly string[];
  /** Other sites, by their customer gateway, to which this one passes packets on. */
  readonly relaysTo?: readonly string[];
}

export interface NetworkOptions {
  readonly sites?: readonly SiteContract[];
  readonly world?: World;
  readonly assumeDefaults?: boolean;
}

/** A thing while it is being built. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** Everything that has been built so far. */
export class BuildContext {
  readonly evaluator: Evaluator;
  readonly vpcs = new Map<TemplateResource | string, Draft<Vpc>>();
  readonly subnets = new Map<TemplateResource | string, Draft<Subnet>>();
  readonly groups = new Map<TemplateResource | string, Draft<SecurityGroup>>();
  readonly acls = new Map<TemplateResource, Draft<NetworkAcl>>();
  readonly tables = new Map<TemplateResource, Draft<RouteTable>>();
  readonly lists = new Map<TemplateResource | string, Draft<PrefixList>>();
  readonly interfaces: Draft<Interface>[] = [];
  readonly byOwner = new Map<TemplateResource, Draft<Interface>[]>();
  readonly peerings = new Map<TemplateResource, Peering>();
  readonly transitGateways = new Map<TemplateResource | string, Draft<TransitGateway>>();
  readonly transitTables = new Map<TemplateResource, Draft<TransitTable>>();
  readonly attachments = new Map<TemplateResource, Draft<Attachment>>();
  readonly virtualGateways = new Map<TemplateResource, Draft<VirtualPrivateGateway>>();
  readonly vpns = new Map<TemplateResource, VpnConnection>();
  readonly sites = new Map<TemplateResource | string, Site>();
  readonly firewalls = new Map<TemplateResource, Firewall>();
  readonly proxies: Draft<Proxy>[] = [];
  readonly services = new Map<string, Draft<Service>>();
  readonly functions = new Map<TemplateResource, FunctionNode>();
  readonly invocations: Invocation[] = [];
  readonly findings: NetworkFinding[] = [];
  /** Resources that are not, or not wholly, understood, with the reason. */
  readonly clouded = new Map<TemplateResource, string>();
  readonly blocks = new Map<string, Block>();

  readonly model: TemplateModel;
  readonly options: NetworkOptions;

  constructor(model: TemplateModel, options: NetworkOptions) {
    this.model = model;
    this.options = options;
    this.evaluator = createEvaluator(model, {
      ...(options.world === undefined ? {} : { world: options.world }),
      ...(options.assumeDefaults === undefined ? {} : { assumeDefaults: options.assumeDefaults }),
    });
  }

  /** Resources of some types that are, or may be, made. */
  resources(...types: readonly string[]): readonly TemplateResource[] {
    return types
      .flatMap((type) => this.model.byType.get(type) ?? [])
      .filter((resource) => this.evaluator.exists(resource) !== 'no');
  }

  exists(resource: TemplateResource): Certainty {
    return this.evaluator.exists(resource);
  }

  property(resource: TemplateResource, ...path: readonly string[]): Value {
    return this.evaluator.property(resource, ...path);
  }

  /** Says that something about a resource is not understood. */
  cloud(resource: TemplateResource, reason: string): void {
    if (!this.clouded.has(resource)) {
      this.clouded.set(resource, reason);
    }
  }

  /** A name for an interface of something in a subnet that no other has. */
  interfaceId(owner: TemplateResource | undefined, origin: Origin, subnet: Subnet): string {
    const base = `${origin.id}@${subnet.id}`;
    const same = owner === undefined ? [] : (this.byOwner.get(owner) ?? []);
    const others = same.filter(({ id }) => id === base || id.startsWith(`${base}#`)).length;
    return others === 0 ? base : `${base}#${others + 1}`;
  }

  addInterface(owner: TemplateResource | undefined, added: Draft<Interface>): void {
    this.interfaces.push(added);
    if (owner !== undefined) {
      this.byOwner.set(owner, (this.byOwner.get(owner) ?? []).concat(added));
    }
  }
}

/** Where something comes from. */
export function originOf(resource: TemplateResource, property?: string): Origin {
  const id = resourceKey(resource);
  return {
    id: property === undefined ? id : `${id}#${property}`,
    label: resource.constructPath ?? resource.logicalId,
    resource,
    ...(property === undefined ? {} : { property }),
  };
}

/** Whether a running network says of a resource that it came along with its VPC: as what no template writes. */
export function isObserved(resource: TemplateResource, part: 'Main' | 'Default'): boolean {
  return resource.stack.observed === true && resource.metadata[part] === true;
}

/** What AWS makes along with something. */
export function impliedOrigin(of: Origin, part: string): Origin {
  return { ...of, id: `${of.id}#${part}`, label: `${of.label} (${part})` };
}
