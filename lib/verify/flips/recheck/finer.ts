import { publicBlock } from '../../network/public-block';
import type { Network } from '../../network/types';

/** The network cut along the public address that each interface might be given as well. */
export function cutFiner(network: Network): Network {
  const given = network.interfaces.flatMap((each) =>
    each.publicAddress.block === undefined ? [publicBlock(each)] : [],
  );
  return { ...network, blocks: [...network.blocks, ...given] };
}
