import './jest-types';

export { Network, networkOf, type NetworkOptions } from './network';
export { networkMatchers, type Isolation, type MatcherResult, type Reaching } from './network-matchers';
