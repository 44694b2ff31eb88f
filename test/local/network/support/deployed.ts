import type { DeployedStacks } from '../../../../lib/local/deploy';
import { IDS, RESOURCES, STACK } from '../../../verify/drift/support/said';

/** The stack as it was deployed. */
export const DEPLOYED: DeployedStacks = new Map([
  [
    STACK,
    Object.fromEntries(
      Object.entries(IDS).map(([logicalId, physicalId]) => [
        logicalId,
        { type: String(RESOURCES[logicalId]?.['Type']), physicalId },
      ]),
    ),
  ],
]);
