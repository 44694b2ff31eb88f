import * as z from 'zod/mini';
import type { TrailCoverage, TrailStatus } from './observation';

const text = z.string().check(z.minLength(1));
const optionalText = z.optional(z.string());

/** The answer of `DescribeTrails`, which has no pages. */
export const trailsAnswer = z.pipe(
  z.object({
    trailList: z.array(
      z.object({
        TrailARN: text,
        IsMultiRegionTrail: z.boolean(),
        LogFileValidationEnabled: z.boolean(),
        HasCustomEventSelectors: z.boolean(),
      }),
    ),
  }),
  z.transform(({ trailList }) =>
    trailList.map((trail) => ({
      arn: trail.TrailARN,
      isMultiRegion: trail.IsMultiRegionTrail,
      isValidated: trail.LogFileValidationEnabled,
      hasSelectors: trail.HasCustomEventSelectors,
    })),
  ),
);

/** The answer of `GetTrailStatus`. CloudTrail leaves an error out or writes an empty one when there is none. */
export const trailStatus = z.pipe(
  z.object({
    IsLogging: z.boolean(),
    LatestDeliveryTime: z.optional(z.date()),
    LatestDeliveryError: optionalText,
    LatestDigestDeliveryError: optionalText,
  }),
  z.transform((answer): TrailStatus => ({
    isLogging: answer.IsLogging,
    deliveredAt: answer.LatestDeliveryTime,
    deliveryError: answer.LatestDeliveryError === '' ? undefined : answer.LatestDeliveryError,
    digestError: answer.LatestDigestDeliveryError === '' ? undefined : answer.LatestDigestDeliveryError,
  })),
);

const KEYS = 'kms.amazonaws.com';

const selector = z.object({
  ReadWriteType: z.enum(['All', 'ReadOnly', 'WriteOnly']),
  IncludeManagementEvents: z.boolean(),
  ExcludeManagementEventSources: z.optional(z.array(z.string())),
});

const fieldSelector = z.object({
  Field: text,
  Equals: z.optional(z.array(z.string())),
  NotEquals: z.optional(z.array(z.string())),
});

/**
 * The answer of `GetEventSelectors`, read for what it says about changes. A trail has selectors of one kind or the other.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html read 2026-11-25
 */
export const selectorsAnswer = z.pipe(
  z
    .object({
      EventSelectors: z.optional(z.array(selector)),
      AdvancedEventSelectors: z.optional(z.array(z.object({ FieldSelectors: z.array(fieldSelector) }))),
    })
    .check(
      z.refine(
        ({ EventSelectors = [], AdvancedEventSelectors = [] }) =>
          EventSelectors.length > 0 !== AdvancedEventSelectors.length > 0,
        'selectors of one kind',
      ),
    ),
  z.transform(({ EventSelectors = [], AdvancedEventSelectors = [] }): TrailCoverage =>
    widest([
      ...EventSelectors.map(coverageOf),
      ...AdvancedEventSelectors.map(({ FieldSelectors }) => advancedCoverageOf(FieldSelectors)),
    ]),
  ),
);

const WIDEST_FIRST: readonly TrailCoverage[] = ['changes', 'changes-without-keys', 'unclear', 'nothing'];

/** Of several selectors one that takes an event is enough. */
function widest(coverages: readonly TrailCoverage[]): TrailCoverage {
  return WIDEST_FIRST.find((coverage) => coverages.includes(coverage)) ?? 'nothing';
}

function coverageOf(events: z.infer<typeof selector>): TrailCoverage {
  if (!events.IncludeManagementEvents || events.ReadWriteType === 'ReadOnly') {
    return 'nothing';
  }
  return (events.ExcludeManagementEventSources ?? []).includes(KEYS) ? 'changes-without-keys' : 'changes';
}

function advancedCoverageOf(fields: readonly z.infer<typeof fieldSelector>[]): TrailCoverage {
  const category = fields.find(({ Field }) => Field === 'eventCategory')?.Equals ?? [];
  const readOnly = fields.find(({ Field }) => Field === 'readOnly')?.Equals;
  if (!category.includes('Management') || (readOnly !== undefined && !readOnly.includes('false'))) {
    return 'nothing';
  }
  const filters = fields.filter(({ Field }) => !['eventCategory', 'readOnly'].includes(Field));
  if (filters.some(({ Field, NotEquals }) => Field !== 'eventSource' || NotEquals === undefined)) {
    return 'unclear';
  }
  return filters.some(({ NotEquals = [] }) => NotEquals.includes(KEYS)) ? 'changes-without-keys' : 'changes';
}
