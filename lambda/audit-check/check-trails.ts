import { findAgeSeconds } from '../shared/clock';
import { merge, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { bestOf, found, sortedBy } from './conclude';
import type { TrailObservation, TrailStatus } from './observation';

/**
 * Faults by which nothing is recorded any more weigh more than those by which something is missing, and these more than
 * those by which a record could be changed unnoticed.
 */
const WEIGHTS: Readonly<Record<string, number>> = { TrailPartial: 10, TrailUnvalidated: 1 };

const HEAVIEST = 100;

/** One trail that records every change in this Region and delivers it, whoever made it. */
export function checkTrails(
  maximumDeliveryAgeSeconds: number,
  observed: Observed<readonly TrailObservation[]>,
  now: Date,
): Conclusion {
  if (observed.kind === 'unknown') {
    return openQuestion('trails', 'redundancy', observed);
  }
  const trails = sortedBy(observed.value, ({ arn }) => arn).filter(
    ({ coverage }) => coverage.kind === 'unknown' || coverage.value !== 'nothing',
  );
  const best = bestOf(
    trails.map((trail) => checkTrail(maximumDeliveryAgeSeconds, trail, now)),
    (code) => WEIGHTS[code] ?? HEAVIEST,
  );
  return best ?? found('TrailMissing', 'trails', 'no trail records the changes in this Region');
}

function checkTrail(maximumDeliveryAgeSeconds: number, trail: TrailObservation, now: Date): Conclusion {
  const { arn, isMultiRegion, status } = trail;
  return merge([
    { ...NOTHING, notes: [`changes are recorded by ${arn}${isMultiRegion ? '' : ', in this Region only'}`] },
    checkCoverage(trail),
    status.kind === 'unknown'
      ? openQuestion(`status of ${arn}`, 'redundancy', status)
      : checkStatus(maximumDeliveryAgeSeconds, arn, status.value, now),
    checkValidation(trail),
  ]);
}

function checkCoverage({ arn, coverage }: TrailObservation): Conclusion {
  const subject = `events of ${arn}`;
  if (coverage.kind === 'unknown') {
    return openQuestion(subject, 'redundancy', coverage);
  }
  switch (coverage.value) {
    case 'changes-without-keys':
      return found('TrailPartial', arn, 'leaves out KMS: nobody learns who disables a key');
    case 'unclear':
      return openQuestion(
        subject,
        'redundancy',
        unknown('Incomplete', 'its selectors leave out more than is understood'),
      );
    case 'changes':
    case 'nothing':
      return NOTHING;
  }
}

function checkStatus(maximumSeconds: number, arn: string, status: TrailStatus, now: Date): Conclusion {
  if (!status.isLogging) {
    return found('TrailStopped', arn, 'the trail is stopped');
  }
  if (status.deliveryError !== undefined) {
    return found('TrailFailing', arn, `log files are not delivered: ${status.deliveryError}`);
  }
  const subject = `delivery of ${arn}`;
  if (status.deliveredAt === undefined) {
    return openQuestion(subject, 'redundancy', unknown('Incomplete', 'nothing was ever delivered'));
  }
  const age = findAgeSeconds(status.deliveredAt, now);
  if (age === undefined) {
    return openQuestion(subject, 'redundancy', unknown('Contradictory', 'the last one lies in the future'));
  }
  return age > maximumSeconds
    ? found('TrailSilent', arn, `the last delivery is ${String(age)} s old, allowed are ${String(maximumSeconds)}`)
    : NOTHING;
}

function checkValidation({ arn, isValidated, status }: TrailObservation): Conclusion {
  const digestError = status.kind === 'known' ? status.value.digestError : undefined;
  if (isValidated && digestError === undefined) {
    return NOTHING;
  }
  const why = isValidated ? `digests are not delivered: ${digestError ?? ''}` : 'log file validation is off';
  return found('TrailUnvalidated', arn, `${why}: a changed file would not be noticed`);
}
