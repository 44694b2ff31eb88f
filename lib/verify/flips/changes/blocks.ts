import { blockText, type Block } from '../../address';
import type { Party } from '../../engine/types';

function textOf(blocks: readonly Block[]): string | undefined {
  const found = blocks.find((block) => block.kind === 'literal' && block.interval.family === 4);
  return found?.kind === 'literal' ? blockText(found.interval) : undefined;
}

/** The block of the network that a party is in. */
export function networkBlock(party: Party): string | undefined {
  return party.kind === 'interface' ? textOf(party.interface.subnet.vpc.blocks) : undefined;
}

/** The block of addresses under which a party is seen: its subnet, its address, or every address. */
export function blockOfParty(party: Party, address: string): string | undefined {
  switch (party.kind) {
    case 'interface':
      return textOf(party.interface.subnet.blocks);
    case 'internet':
      return party.address === undefined ? '0.0.0.0/0' : `${party.address}/32`;
    case 'site':
      return /^\d+\.\d+\.\d+\.\d+$/.test(address) ? `${address}/32` : undefined;
    case 'service':
    case 'edge':
      return undefined;
  }
}
