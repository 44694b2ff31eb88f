import { RemovalPolicy } from 'aws-cdk-lib';
import type { Site } from '../site/site';

/**
 * Kept when it leaves its stack, but removed when the deployment that made it is rolled back.
 *
 * Plain retention would leave things with fixed names behind after a first deployment that failed, and every further
 * attempt would fail because they exist.
 *
 * It does not help what also has deletion protection, such as the cluster of a protected site: the rollback cannot
 * delete it either, and the stack ends in `ROLLBACK_FAILED`. So a site is deployed with `protection: false` first, and
 * with `true` once that has succeeded (`docs/deploying.md`, `docs/decisions/0006-protection-and-removal.md`).
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
export const KEPT = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** Kept as long as the site is protected; a site is removed by deploying it unprotected first. */
export function keptWhenProtected(site: Pick<Site, 'protection'>): RemovalPolicy {
  return site.protection ? KEPT : RemovalPolicy.DESTROY;
}
