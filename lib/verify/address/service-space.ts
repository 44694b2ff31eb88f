import { emptyBits, orInto, setBit, setBits, type Bits } from './bits';

export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;
export const ICMPV6 = 58;

/** Packets by protocol and port, or by ICMP type and code; what is left out may be anything. */
export interface ServiceRange {
  readonly protocol: number | 'any';
  readonly ports?: PortRange;
  readonly icmp?: { readonly type?: number; readonly code?: number };
}

/** Ports from one to another, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const ANY_PORT: PortRange = { from: 0, to: 65535 };

/** Packets that no rule of a network tells apart. */
export interface ServiceAtom {
  readonly index: number;
  /** Number of the protocol; `undefined` for all that no rule names. */
  readonly protocol: number | undefined;
  readonly ports?: PortRange;
  /** Type and code; a missing one stands for all that no rule names. */
  readonly icmp?: { readonly type?: number; readonly code?: number };
}

const PORTED = [TCP, UDP];
const CONTROL = [ICMP, ICMPV6];

/** The atoms into which the rules of a network cut all packets. */
export class ServiceSpace {
  readonly atoms: readonly ServiceAtom[];
  readonly words: number;
  /** Every packet. */
  readonly all: Bits;
  private readonly byProtocol = new Map<number | undefined, ServiceAtom[]>();
  private readonly remembered = new Map<string, Bits>();

  constructor(ranges: Iterable<ServiceRange>) {
    const list = [...ranges];
    const cuts = portCuts(list.flatMap(({ ports }) => (ports === undefined ? [] : [ports])));
    const atoms: ServiceAtom[] = [];
    for (const protocol of PORTED) {
      for (const ports of cuts) {
        atoms.push({ index: atoms.length, protocol, ports });
      }
    }
    for (const icmp of CONTROL.flatMap((protocol) => controlAtoms(protocol, list))) {
      atoms.push({ index: atoms.length, ...icmp });
    }
    const others = list.flatMap(({ protocol }) => (protocol === 'any' ? [] : [protocol]));
    for (const protocol of [...new Set(others)].sort((a, b) => a - b)) {
      if (!PORTED.includes(protocol) && !CONTROL.includes(protocol)) {
        atoms.push({ index: atoms.length, protocol });
      }
    }
    atoms.push({ index: atoms.length, protocol: undefined });
    this.atoms = atoms;
    this.words = Math.ceil(this.atoms.length / 32);
    this.all = this.collect(() => true);
    for (const atom of this.atoms) {
      const same = this.byProtocol.get(atom.protocol);
      if (same === undefined) {
        this.byProtocol.set(atom.protocol, [atom]);
      } else {
        same.push(atom);
      }
    }
  }

  /** No packet. */
  none(): Bits {
    return emptyBits(this.words);
  }

  /** Atoms that fulfil a condition. */
  collect(holds: (atom: ServiceAtom) => boolean): Bits {
    const bits = this.none();
    for (const atom of this.atoms) {
      if (holds(atom)) {
        setBit(bits, atom.index);
      }
    }
    return bits;
  }

  /** Packets of a range; the result is shared, so copy it before changing it. */
  bitsOf(range: ServiceRange): Bits {
    const key = `${range.protocol} ${range.ports?.from}-${range.ports?.to} ${range.icmp?.type}/${range.icmp?.code}`;
    const found = this.remembered.get(key) ?? this.makeBits(range);
    this.remembered.set(key, found);
    return found;
  }

  /** Packets of any of the ranges. */
  union(ranges: readonly ServiceRange[]): Bits {
    const bits = this.none();
    for (const range of ranges) {
      orInto(bits, this.bitsOf(range));
    }
    return bits;
  }

  private makeBits(range: ServiceRange): Bits {
    const bits = this.none();
    if (range.protocol !== 'any' && range.ports !== undefined && PORTED.includes(range.protocol)) {
      const own = this.byProtocol.get(range.protocol) ?? [];
      const first = fromPort(own, range.ports.from);
      const after = fromPort(own, range.ports.to + 1);
      // An atom that the range cuts is not in it.
      const end = after > 0 && (own[after - 1]?.ports?.to ?? 0) > range.ports.to ? after - 1 : after;
      const start = own[0]?.index ?? 0;
      setBits(bits, start + first, start + Math.max(first, end));
      return bits;
    }
    const candidates = range.protocol === 'any' ? this.atoms : (this.byProtocol.get(range.protocol) ?? []);
    for (const atom of candidates) {
      if (range.protocol === 'any' || isWithin(atom, range)) {
        setBit(bits, atom.index);
      }
    }
    return bits;
  }
}

/** How many of the atoms of a protocol begin before a port. */
function fromPort(atoms: readonly ServiceAtom[], port: number): number {
  let [from, to] = [0, atoms.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((atoms[middle]?.ports?.from ?? 0) < port) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

/** Ranges of ports that none of the ranges tells apart, in rising order, all ports together. */
export function portCuts(ranges: readonly PortRange[]): readonly PortRange[] {
  const starts = new Set([0]);
  for (const { from, to } of ranges) {
    starts.add(Math.max(0, from));
    starts.add(to + 1);
  }
  const sorted = [...starts].filter((port) => port <= 65535).sort((a, b) => a - b);
  return sorted.map((from, index) => ({ from, to: (sorted[index + 1] ?? 65536) - 1 }));
}

function controlAtoms(protocol: number, ranges: readonly ServiceRange[]): readonly Omit<ServiceAtom, 'index'>[] {
  const echo = protocol === ICMP ? [0, 8] : [128, 129];
  const codes = new Map<number, Set<number>>(echo.map((type) => [type, new Set()]));
  for (const range of ranges) {
    const type = range.protocol === protocol ? range.icmp?.type : undefined;
    if (type !== undefined) {
      const known = codes.get(type) ?? new Set();
      codes.set(type, range.icmp?.code === undefined ? known : known.add(range.icmp.code));
    }
  }
  const named = [...codes]
    .sort(([a], [b]) => a - b)
    .flatMap(([type, ofType]) => [
      ...[...ofType].sort((a, b) => a - b).map((code) => ({ protocol, icmp: { type, code } })),
      { protocol, icmp: { type } },
    ]);
  return [...named, { protocol, icmp: {} }];
}

function isWithin(atom: ServiceAtom, { ports, icmp }: ServiceRange): boolean {
  if (atom.ports !== undefined) {
    return ports === undefined || (ports.from <= atom.ports.from && atom.ports.to <= ports.to);
  }
  if (atom.icmp !== undefined) {
    return (
      (icmp?.type === undefined || icmp.type === atom.icmp.type) &&
      (icmp?.code === undefined || icmp.code === atom.icmp.code)
    );
  }
  return true;
}

/** The atom for people, for example `tcp/443`. */
export function describeAtom(atom: ServiceAtom): string {
  const name =
    atom.protocol === undefined ? 'other protocols' : (PROTOCOL_NAMES[atom.protocol] ?? `protocol ${atom.protocol}`);
  if (atom.ports !== undefined) {
    const { from, to } = atom.ports;
    return from === to ? `${name}/${from}` : `${name}/${from}-${to}`;
  }
  return atom.icmp?.type === undefined
    ? name
    : `${name} type ${atom.icmp.type}${atom.icmp.code === undefined ? '' : ` code ${atom.icmp.code}`}`;
}

const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  [ICMP]: 'icmp',
  [TCP]: 'tcp',
  [UDP]: 'udp',
  [ICMPV6]: 'icmpv6',
};
