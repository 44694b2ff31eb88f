import {
  createEvaluator,
  enumerateWorlds,
  targetOf,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
  type Value,
} from '../../template';
import {
  createVerifier,
  type Interface,
  listed,
  type Network,
  type Proxy,
  type Subnet,
  type Verifier,
} from '../../verify';
import { ResourceSelection, type Declared } from '../declared';
import { Draft } from './draft';

/** What is given beside templates and declarations. */
export interface ReadOptions {
  /** Whether the largest scheduled minimum of a group counts, as during an on-sale window. @default false */
  readonly isOnSale?: boolean;
  /** Verifier of the same templates, for those who have made one. */
  readonly verifier?: Verifier;
}

/** Everything that reading a failure model needs. */
export class ReadContext {
  readonly model: TemplateModel;
  readonly declared: Declared;
  readonly selection: ResourceSelection;
  readonly evaluator: Evaluator;
  readonly verifier: Verifier;
  readonly network: Network;
  readonly isOnSale: boolean;
  readonly draft = new Draft();
  private readonly owned = new Map<TemplateResource, readonly Interface[]>();
  private readonly proxies = new Map<TemplateResource, Proxy>();

  constructor(model: TemplateModel, declared: Declared, { isOnSale = false, verifier }: ReadOptions) {
    this.model = model;
    this.declared = declared;
    this.isOnSale = isOnSale;
    this.selection = new ResourceSelection(model);
    const { worlds } = enumerateWorlds(model);
    const [world] = worlds;
    this.evaluator = createEvaluator(model, { assumeDefaults: true, ...(world === undefined ? {} : { world }) });
    this.verifier = verifier ?? createVerifier(model);
    this.network = this.verifier.network;
    this.network.owners.forEach(({ resource, interfaces }) => this.owned.set(resource, interfaces));
    this.network.proxies.forEach((proxy) => {
      if (proxy.origin.resource !== undefined) {
        this.proxies.set(proxy.origin.resource, proxy);
      }
    });
    if (worlds.length > 1) {
      this.draft.note({
        code: 'ASSUMED',
        where: 'conditions',
        means: `conditions may turn out in ${String(worlds.length)} ways: the model is that of '${world?.name ?? ''}'`,
      });
    }
  }

  /** Resources of one type that are made. */
  resources(...types: readonly string[]): readonly TemplateResource[] {
    return types
      .flatMap((type) => this.model.byType.get(type) ?? [])
      .filter((resource) => this.evaluator.exists(resource) !== 'no');
  }

  property(resource: TemplateResource, ...path: readonly string[]): Value {
    return this.evaluator.property(resource, ...path);
  }

  /** The resource that a property names. */
  target(resource: TemplateResource, ...path: readonly string[]): TemplateResource | undefined {
    return targetOf(this.property(resource, ...path));
  }

  /** Items of a property that is a list; a finding tells when there may be others. */
  items(resource: TemplateResource, ...path: readonly string[]): readonly Value[] {
    const { items, open } = listed(this.property(resource, ...path));
    if (open !== undefined) {
      this.draft.noteOn(resource, 'ASSUMED', `${path.join('.')} may hold more than the templates show: ${open}`);
    }
    return items.map(({ value }) => value);
  }

  interfacesOf(resource: TemplateResource): readonly Interface[] {
    return this.owned.get(resource) ?? [];
  }

  proxyOf(resource: TemplateResource): Proxy | undefined {
    return this.proxies.get(resource);
  }

  /** The zone of a subnet, whose group is made. */
  zoneOf(subnet: Subnet): string {
    return this.draft.zone(subnet.zoneName ?? subnet.zone, subnet.vpc.region);
  }

  /** What all clients need until they find something elsewhere. */
  get clientSeconds(): number {
    return this.declared.clientRecoverySeconds ?? 15;
  }
}
