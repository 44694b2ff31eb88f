import type { TemplateResource } from '../../../template';
import { parseBlock, type Block } from '../net/address';
import type { Balancer, TargetGroup } from '../net/balancer';
import type { AccessList, SecurityGroup } from '../net/filters';
import type { FirewallPolicy } from '../net/firewall';
import type { Interface, Subnet, Vpc } from '../net/network';
import type { Peering, RouteTable } from '../net/routes';
import type { Site, TransitAttachment, TransitGateway, TransitTable, VpnConnection, VpnGateway } from '../net/transit';
import { Blocks } from './blocks';
import type { Reader } from './reader';
import type { WorldOptions } from '../world';

/** A network while it is built. */
export class Draft {
  readonly reader: Reader;
  readonly options: WorldOptions;
  readonly blocks = new Blocks();
  readonly vpcs = new Map<string, Vpc>();
  readonly subnets = new Map<TemplateResource, Subnet>();
  readonly groups = new Map<TemplateResource, SecurityGroup>();
  readonly lists = new Map<TemplateResource, AccessList>();
  readonly tables = new Map<TemplateResource, RouteTable>();
  readonly peerings = new Map<TemplateResource, Peering>();
  readonly transit = new Map<TemplateResource, TransitGateway>();
  readonly attachments = new Map<TemplateResource, TransitAttachment>();
  readonly transitTables = new Map<TemplateResource, TransitTable>();
  readonly vpnGateways = new Map<TemplateResource, VpnGateway>();
  readonly connections = new Map<TemplateResource, VpnConnection>();
  readonly sites = new Map<TemplateResource, Site>();
  readonly policies = new Map<TemplateResource, FirewallPolicy>();
  readonly balancers = new Map<TemplateResource, Balancer>();
  readonly targetGroups = new Map<TemplateResource, TargetGroup>();
  /** Interfaces by the resource that owns them. */
  readonly interfaces = new Map<TemplateResource, Interface[]>();
  readonly byPublicAddress = new Map<bigint, Interface>();
  /** Why nothing at all is sure: something whose place in the network is not known. */
  readonly openEnds: string[] = [];
  /** Why a resource's interfaces may be others. */
  readonly doubts = new Map<TemplateResource, string>();
  private nextPublic = 0n;
  private readonly taken = new Map<Subnet, Set<bigint>>();

  constructor(reader: Reader, options: WorldOptions) {
    this.reader = reader;
    this.options = options;
  }

  /** A block that is known to be well written. */
  block(text: string): Block {
    const block = parseBlock(text);
    if (block === undefined) {
      throw new Error(`${text} is no CIDR block`);
    }
    return block;
  }

  /** Blocks that are told; `undefined` when one of them is none. */
  toldBlocks(texts: readonly string[] | undefined): readonly Block[] | undefined {
    const blocks = texts?.map(parseBlock);
    return blocks?.every((block) => block !== undefined) === true ? blocks : undefined;
  }

  /** Addresses already given out in a subnet. */
  takenIn(subnet: Subnet): Set<bigint> {
    const taken = this.taken.get(subnet) ?? new Set<bigint>();
    this.taken.set(subnet, taken);
    return taken;
  }

  /** The next public IPv4 address; they lie in 52.94.0.0/16 and after, an example of Amazon's own. */
  nextPublicAddress(): bigint {
    this.nextPublic += 1n;
    return ((52n << 24n) | (94n << 16n)) + this.nextPublic;
  }

  /** Interfaces that a resource owns. */
  interfacesOf(resource: TemplateResource): readonly Interface[] {
    return this.interfaces.get(resource) ?? [];
  }
}
