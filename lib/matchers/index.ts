import './jest-types';

export { backupMatchers } from './backup-matchers';
export { Backups, backupsOf } from './backups';
export { Network, networkOf, type NetworkOptions } from './network';
export { networkMatchers, type Isolation, type MatcherResult, type Reaching } from './network-matchers';
