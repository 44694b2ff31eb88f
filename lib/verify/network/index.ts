export { buildNetwork } from './build-network';
export type { NetworkOptions, SiteContract } from './build/context';
export type * from './types';
