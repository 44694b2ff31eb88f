import './jest-types';

export { backupMatchers } from './backup-matchers';
export { Backups, backupsOf } from './backups';
export { failureMatchers, type Covering, type Detours, type FaultOf, type Survival } from './failure-matchers';
export { Failures, failuresOf, type FailureOptions } from './failures';
export { Network, networkOf, type NetworkOptions } from './network';
export { networkMatchers, type Isolation, type MatcherResult, type Reaching } from './network-matchers';
