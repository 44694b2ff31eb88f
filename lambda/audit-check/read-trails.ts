import { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { known, type Observed } from '../shared/observed';
import { read } from '../shared/read';
import type { AuditClients, Asking } from './clients';
import type { TrailCoverage, TrailObservation } from './observation';
import { selectorsAnswer, trailsAnswer, trailStatus } from './replies-trails';

/**
 * Asks about every trail that records this Region: those made here, those of other Regions that record all, and those of
 * the organization. The latter are found by their ARN alone.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html read 2026-11-25
 */
export async function readTrails(
  { cloudTrail }: Pick<AuditClients, 'cloudTrail'>,
  { abortSignal }: Asking,
): Promise<Observed<readonly TrailObservation[]>> {
  const trails = await read({
    ask: () => cloudTrail.send(new DescribeTrailsCommand({ includeShadowTrails: true }), { abortSignal }),
    schema: trailsAnswer,
  });
  if (trails.kind === 'unknown') {
    return trails;
  }
  return known(
    await Promise.all(
      trails.value.map(async ({ arn, isMultiRegion, isValidated, hasSelectors }) => {
        const [status, coverage] = await Promise.all([
          read({
            ask: () => cloudTrail.send(new GetTrailStatusCommand({ Name: arn }), { abortSignal }),
            schema: trailStatus,
          }),
          hasSelectors ? readCoverage(arn) : withoutSelectors(),
        ]);
        return { arn, isMultiRegion, isValidated, coverage, status };
      }),
    ),
  );

  function readCoverage(TrailName: string): Promise<Observed<TrailCoverage>> {
    return read({
      ask: () => cloudTrail.send(new GetEventSelectorsCommand({ TrailName }), { abortSignal }),
      schema: selectorsAnswer,
    });
  }
}

/**
 * A trail without selectors of its own records every management event.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html read 2026-11-25
 */
function withoutSelectors(): Promise<Observed<TrailCoverage>> {
  return Promise.resolve(known('changes'));
}
