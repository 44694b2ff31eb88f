import { blockKey, type Block } from '../address';
import { blocksOfGroups, blocksOnTheWay, routeTablesOf } from '../network/address-matches';
import type { Interface, Network } from '../network/types';
import type { Sender } from './sender';
import type { Party } from './types';

/** Kinds of interfaces that nothing refers to but questions, unless it names them. */
const PLAIN: readonly Interface['kind'][] = [
  'instance',
  'network-interface',
  'group-of-instances',
  'task',
  'database',
  'cache',
  'mount-target',
];

/** What is compared otherwise, and what every interface has for itself. */
const OWN = ['id', 'origin', 'subnet', 'groups', 'addresses', 'publicAddress'];

/**
 * Interfaces that no rule, route or gateway tells apart: same kind, subnet, groups and addresses. What is found about
 * one of them holds for each.
 */
export class Twins {
  private readonly representatives = new Map<string, Party>();

  constructor(network: Network, parties: readonly Party[]) {
    const named = namedInterfaces(network);
    const mentioned = mentionedBlocks(network);
    const first = new Map<string, Party>();
    for (const party of parties) {
      if (party.kind !== 'interface' || !isPlain(party.interface) || named.has(party.interface)) {
        continue;
      }
      const key = keyOf(party.interface, mentioned);
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, party);
      } else {
        this.representatives.set(party.id, known);
      }
    }
  }

  /** The first of the party's twins, which is the party itself when it is alone. */
  of(party: Party): Party {
    return party.kind === 'interface' ? (this.representatives.get(party.id) ?? party) : party;
  }
}

/** One or two of each kind of twins: whoever looks at pairs needs no more. */
export function groupTwins(twins: Twins, parties: readonly Party[]): readonly (readonly Party[])[] {
  const groups = new Map<Party, Party[]>();
  for (const party of parties) {
    const known = groups.get(twins.of(party));
    if (known === undefined) {
      groups.set(twins.of(party), [party]);
    } else if (known.length === 1 && known[0]?.id !== party.id) {
      known.push(party);
    }
  }
  return [...groups.values()];
}

/** Pairs about which something was decided, which then is decided about their twins. */
export class DecidedPairs {
  private readonly twins: Twins;
  private readonly known = new Set<string>();

  constructor(twins: Twins) {
    this.twins = twins;
  }

  has(sender: Sender, to: Party): boolean {
    return this.known.has(this.keyOf(sender, to));
  }

  add(sender: Sender, to: Party): void {
    // What someone sends on for others is looked at each time.
    if (sender.hops === undefined && sender.client === undefined && sender.through === undefined) {
      this.known.add(this.keyOf(sender, to));
    }
  }

  private keyOf({ party, isSure, hops, client, through }: Sender, to: Party): string {
    const isOwn = hops === undefined && client === undefined && through === undefined;
    return isOwn ? `${this.twins.of(party).id} ${isSure} ${this.twins.of(to).id}` : '';
  }
}

/** One of each group, if they are not both the same party. */
export function differentOf(from: readonly Party[], to: readonly Party[]): readonly [Party, Party] | undefined {
  for (const source of from) {
    const target = to.find(({ id }) => id !== source.id);
    if (target !== undefined) {
      return [source, target];
    }
  }
  return undefined;
}

function isPlain({ kind, forwards }: Interface): boolean {
  return forwards === 'no' && PLAIN.includes(kind);
}

/** Interfaces that something of the network leads to. */
function namedInterfaces(network: Network): ReadonlySet<Interface> {
  return new Set(
    [
      ...network.proxies.flatMap(({ interfaces, nextHops }) => [
        ...interfaces,
        ...nextHops.flatMap(({ to }) =>
          to.kind === 'interfaces' ? to.interfaces : to.kind === 'function' ? to.function.interfaces : [],
        ),
      ]),
      ...network.invocations.flatMap(({ function: called }) => called.interfaces),
      ...network.octopuses.flatMap(({ reaches }) => reaches),
      ...[...routeTablesOf(network)].flatMap(({ routes }) => routes.map(({ target }) => target)),
    ].flatMap((each) => ('subnet' in each ? [each] : each.kind === 'appliance' ? [each.interface] : [])),
  );
}

/** Keys of blocks that a rule or a route names. */
function mentionedBlocks(network: Network): ReadonlySet<string> {
  const blocks = [...blocksOfGroups(network), ...blocksOnTheWay(network)];
  return new Set(blocks.filter(({ kind }) => kind === 'abstract').map(blockKey));
}

function keyOf(of: Interface, mentioned: ReadonlySet<string>): string {
  const { subnet, groups, addresses, publicAddress } = of;
  const ids = (list: Interface['groups']['surely']) => list.map((group) => group.id).sort();
  const rest = Object.entries(of).filter(([name]) => !OWN.includes(name));
  return JSON.stringify([
    subnet.id,
    ids(groups.surely),
    ids(groups.perhaps),
    groups.any ?? null,
    groups.isUnfiltered,
    addresses.map(({ block, has }) => [blockKey(block), has]),
    publicAddress.has,
    publicAddress.block === undefined ? null : publicKey(publicAddress.block, mentioned),
    rest,
  ]);
}

/** Public addresses that only the deployment tells are alike, unless something names them. */
function publicKey(block: Block, mentioned: ReadonlySet<string>): string {
  const key = blockKey(block);
  return block.kind === 'abstract' && block.isPublic && block.within === undefined && block.among === undefined
    ? mentioned.has(key)
      ? key
      : `any public address of ${block.pool ?? 'any pool'}`
    : key;
}
