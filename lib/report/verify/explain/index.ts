export type { Block, Explanation, HopRow, Item } from './blocks';
export {
  placeText,
  relativeTo,
  templateOf,
  whereaboutsOf,
  whereIn,
  type PlaceOptions,
  type Whereabouts,
} from './component';
export { explain, explainPath, explainResult, type Asks } from './explain';
export { rowsOf } from './hop-rows';
export { packetText } from './packet-text';
export { focusOf } from './focus';
