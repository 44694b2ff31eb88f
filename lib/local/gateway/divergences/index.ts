import { AUDIT_DIVERGENCES } from './audit-divergences';
import { DATA_DIVERGENCES } from './data-divergences';
import { FUNCTION_DIVERGENCES } from './function-divergences';
import { LOAD_BALANCING_DIVERGENCES } from './load-balancing-divergences';
import { NETWORK_DIVERGENCES } from './network-divergences';

export { BRIDGING_PARTS, type Divergence, type DivergenceBridge } from './divergence';

/** Every known divergence of the emulator that a check, a drill or a reader could meet. */
export const DIVERGENCES = {
  ...NETWORK_DIVERGENCES,
  ...LOAD_BALANCING_DIVERGENCES,
  ...DATA_DIVERGENCES,
  ...AUDIT_DIVERGENCES,
  ...FUNCTION_DIVERGENCES,
} as const;

/** Name of a divergence. */
export type DivergenceId = keyof typeof DIVERGENCES;
