/**
 * Why packets of servers do not leave: the simulator's host of the internet is no address in particular, so the simulator
 * cannot tell it from those of the list.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html read 2026-11-26
 */
export const S3_ONLY =
  "the servers' group sends to the list that AWS keeps for S3 only, whose addresses the route of the gateway endpoint takes";

/** Why packets from inside do not come into the entry load balancer: they have private addresses. */
export const EDGE_ONLY =
  'the entry load balancer takes packets from the list that AWS keeps for CloudFront only, which holds no private address';

/** Why servers do not send to load balancers: these have private addresses. */
export const S3_IS_PUBLIC =
  "the servers' group sends to the list that AWS keeps for S3 only, which holds no private address";
