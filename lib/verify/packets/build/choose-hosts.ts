import { walk, type JsonValue, type TemplateModel } from '../../../template';
import { blockAt, lies, parseAddress, parseBlock, type Address, type Block } from '../net/address';
import type { World } from '../world';

/** Addresses of the internet from which one that no rule mentions is taken. */
const V4 = ['93.184.216.34', '151.101.1.69', '140.82.112.3', '185.199.108.153', '23.215.0.136', '17.253.144.10'];
const V6 = ['2606:2800:220:1:248:1893:25c8:1946', '2a04:4e42::81', '2620:149:af0::10', '2001:4860:4860::8888'];

/** Hosts of the internet that lie in no block of the templates but the whole address space. */
export function chooseHosts(model: TemplateModel): World['hosts'] {
  const mentioned = new Map<string, Block>();
  const collect = (value: JsonValue): void => {
    const single = typeof value === 'string' ? parseAddress(value) : undefined;
    const block =
      typeof value !== 'string'
        ? undefined
        : single === undefined
          ? parseBlock(value)
          : blockAt(single.family, single.value, single.family === 4 ? 32 : 128);
    if (block !== undefined && block.bits > 1 && typeof value === 'string') {
      mentioned.set(value, block);
    }
  };
  model.resources.forEach(({ properties }) => {
    walk(properties, collect);
  });
  const blocks = [...mentioned.values()];
  return { 4: unmentioned(V4, blocks), 6: unmentioned(V6, blocks) };
}

function unmentioned(texts: readonly string[], blocks: readonly Block[]): Address {
  const addresses = texts.map(parseAddress).filter((address) => address !== undefined);
  const free = addresses.find((address) => blocks.every((block) => lies(address, block) === 'no'));
  const [first] = addresses;
  if (free === undefined && first !== undefined) {
    return { ...first, pickedIn: [], publicOnly: true, isOutside: true };
  }
  return { ...(free ?? { family: 4, value: 0n }), isOutside: true };
}
