export { endsWorse, worseIn, type Difference } from './compare-rows';
export { deadParts, failedGroups } from './dead-parts';
export { HarmFinder, type Harm } from './find-harms';
export { firedReactions, membersInRotation } from './fired';
export {
  nonMonotoneReactions,
  REACTION_NAMES,
  reactionKey,
  withoutReaction,
  type PoolReaction,
  type ReactionName,
} from './pool-reactions';
