import type { Truth } from './truth';

/** An address, and what is sure about it. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
  /** Blocks that hold it whatever the deployment chooses: it was picked here as an example of any address of the first. */
  readonly pickedIn?: readonly Block[];
  /** Whether it is of the internet, outside every VPC of the assembly. */
  readonly isOutside?: true;
  /** Whether it is a public address of some service, of which only that is known. */
  readonly publicOnly?: true;
  /** The service whose address it is, by the name of its prefix list. */
  readonly service?: string;
  /** Of a public address that only the deployment tells: as which it is taken once. */
  readonly taken?: Taken;
}

/** As which address one is taken that only the deployment tells, and by which blocks, or lists of them, it was asked for. */
export interface Taken {
  readonly as: bigint | undefined;
  readonly asked: Set<Block | readonly Block[]>;
}

/** A CIDR block. */
export interface Block {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly bits: number;
  /** Names a block that only the deployment tells; the numbers are then only an example. */
  readonly symbol?: string;
  /** The blocks of which it is one, where that much is known of a block that only the deployment tells. */
  readonly oneOf?: readonly Block[];
  /** Whether a VPC of the assembly has it. */
  readonly isOwn?: true;
  /** Blocks of one group with different symbols share no address. */
  readonly apart?: string;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/** Reads an address; `undefined` when the text is none. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** Reads a CIDR block; `undefined` when the text is none. */
export function parseBlock(text: string): Block | undefined {
  const [address, bits, ...rest] = text.split('/');
  const parsed = address === undefined ? undefined : parseAddress(address);
  if (parsed === undefined || bits === undefined || rest.length > 0 || !/^\d{1,3}$/.test(bits)) {
    return undefined;
  }
  return Number(bits) > WIDTH[parsed.family] ? undefined : blockAt(parsed.family, parsed.value, Number(bits));
}

/** The block of a size that holds an address. */
export function blockAt(family: 4 | 6, value: bigint, bits: number): Block {
  const size = 1n << BigInt(WIDTH[family] - bits);
  const first = (value / size) * size;
  return { family, first, last: first + size - 1n, bits };
}

/** Whether an address lies in a block, as far as both are known. */
export function lies(address: Address, block: Block): Truth {
  address.taken?.asked.add(block);
  return liesIn(address, block);
}

/** Whether some block holds an address. */
export function liesInSome(address: Address, blocks: readonly Block[]): Truth {
  address.taken?.asked.add(blocks);
  let open: Truth = 'no';
  for (const block of blocks) {
    const truth = liesIn(address, block);
    if (truth === 'yes') {
      return 'yes';
    }
    open = truth === 'unknown' ? 'unknown' : open;
  }
  return open;
}

function liesIn(address: Address, block: Block): Truth {
  if (address.family !== block.family) {
    return 'no';
  }
  if (block.bits === 0 && block.symbol === undefined) {
    return 'yes';
  }
  const picked = address.pickedIn;
  if (picked === undefined && block.symbol === undefined && address.isOutside !== true) {
    return address.value >= block.first && address.value <= block.last ? 'yes' : 'no';
  }
  if (address.isOutside === true && block.isOwn === true) {
    return 'no';
  }
  if (block.symbol !== undefined) {
    return block.oneOf === undefined ? liesInSymbol(picked ?? [], block) : liesInOneOf(address, block.oneOf);
  }
  if (picked === undefined) {
    return address.value >= block.first && address.value <= block.last ? 'yes' : 'no';
  }
  if (address.publicOnly === true) {
    return isPrivateBlock(block) ? 'no' : liesAsTaken(address.taken, block);
  }
  return liesAsPicked(picked, block);
}

function liesAsTaken(taken: Taken | undefined, { first, last }: Block): Truth {
  return taken?.as === undefined ? 'unknown' : taken.as >= first && taken.as <= last ? 'yes' : 'no';
}

/** An address that was only picked as an example lies in a block for sure when all that it might be does. */
function liesAsPicked(picked: readonly Block[], block: Block): Truth {
  let isApart = false;
  for (const bound of picked) {
    if (bound.symbol === undefined) {
      if (bound.first >= block.first && bound.last <= block.last) {
        return 'yes';
      }
      isApart ||= bound.last < block.first || bound.first > block.last;
    }
  }
  return isApart ? 'no' : 'unknown';
}

/** Whether one known block covers another known one. */
export function covers(outer: Block, inner: Block): boolean {
  return outer.family === inner.family && outer.first <= inner.first && outer.last >= inner.last;
}

function liesInSymbol(picked: readonly Block[], block: Block): Truth {
  if (picked.some((own) => own.symbol === block.symbol)) {
    return 'yes';
  }
  const apart = picked.some((own) => own.apart !== undefined && own.apart === block.apart);
  return apart ? 'no' : 'unknown';
}

/** An address is in the block that will be taken, when it is in all that may be. */
function liesInOneOf(address: Address, blocks: readonly Block[]): Truth {
  const [first] = blocks;
  const truth = first === undefined ? 'unknown' : lies(address, first);
  const isSame = blocks.every((block) => block.bits === first?.bits && lies(address, block) === truth);
  return isSame || blocks.every((block) => lies(address, block) === 'no') ? truth : 'unknown';
}

/** Blocks that the internet does not carry. */
const PRIVATE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '240.0.0.0/4',
  'fc00::/7',
  'fe80::/10',
];
const PRIVATE_BLOCKS = PRIVATE.map(parseBlock).filter((block) => block !== undefined);

/** Whether an address is one that the internet does not carry. */
export function isPrivate(address: Address): boolean {
  return PRIVATE_BLOCKS.some(
    (block) => block.family === address.family && address.value >= block.first && address.value <= block.last,
  );
}

function isPrivateBlock(block: Block): boolean {
  return PRIVATE_BLOCKS.some((known) => covers(known, block));
}

/** The address for people. */
export function formatAddress(address: Address): string {
  if (address.family === 4) {
    return [24n, 16n, 8n, 0n].map((shift) => (address.value >> shift) & 255n).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address.value >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  );
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}

function parseIpv4(text: string): Address | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || octets.some((octet) => !/^\d{1,3}$/.test(octet) || Number(octet) > 255)) {
    return undefined;
  }
  return { family: 4, value: octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n) };
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) {
    return undefined;
  }
  const [left = [], right = []] = halves.map((half) => half.split(':').filter((group) => group !== ''));
  const missing = 8 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) {
    return undefined;
  }
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  return groups.some((group) => !/^[\da-fA-F]{1,4}$/.test(group))
    ? undefined
    : { family: 6, value: groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n) };
}
