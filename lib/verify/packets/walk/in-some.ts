import { lies, type Address, type Block } from '../net/address';
import type { Truth } from '../net/truth';

/** Whether some block holds an address. */
export function inSome(blocks: readonly Block[], address: Address): Truth {
  let open: Truth = 'no';
  for (const block of blocks) {
    const truth = lies(address, block);
    if (truth === 'yes') {
      return 'yes';
    }
    open = truth === 'unknown' ? 'unknown' : open;
  }
  return open;
}
