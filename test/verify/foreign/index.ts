import type { Foreign } from './expectation';
import { NETWORKS } from './networks';
import { SERVERS } from './servers';
import { SERVICES } from './services';

/** Templates in other people's styles. */
export const FOREIGN: readonly Foreign[] = [...SERVERS, ...NETWORKS, ...SERVICES];
export type { Expectation, Foreign } from './expectation';
