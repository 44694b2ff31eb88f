import * as z from 'zod/mini';
import type { FlowLogState, LogGroupState } from './observation';

const text = z.string().check(z.minLength(1));
const optionalText = z.optional(z.string());

/** A page of `DescribeFlowLogs`. */
export const flowLogPage = z.pipe(
  z.object({
    FlowLogs: z.array(
      z.object({
        FlowLogId: text,
        FlowLogStatus: text,
        TrafficType: text,
        DeliverLogsStatus: optionalText,
        DeliverLogsErrorMessage: optionalText,
        LogGroupName: optionalText,
      }),
    ),
    NextToken: optionalText,
  }),
  z.transform((page) => ({
    items: page.FlowLogs.map((log): FlowLogState => ({
      id: log.FlowLogId,
      status: log.FlowLogStatus,
      delivery: log.DeliverLogsStatus,
      error: log.DeliverLogsErrorMessage,
      trafficType: log.TrafficType,
      logGroupName: log.LogGroupName,
    })),
    next: page.NextToken,
  })),
);

/** A page of `DescribeLogGroups`. */
export const logGroupPage = z.pipe(
  z.object({
    logGroups: z.array(
      z.object({
        logGroupName: text,
        kmsKeyId: optionalText,
        retentionInDays: z.optional(z.int().check(z.minimum(1))),
      }),
    ),
    nextToken: optionalText,
  }),
  z.transform((page) => ({
    items: page.logGroups.map(({ logGroupName, kmsKeyId, retentionInDays }) => ({
      name: logGroupName,
      state: { keyArn: kmsKeyId, retentionDays: retentionInDays } satisfies LogGroupState,
    })),
    next: page.nextToken,
  })),
);

/** Values of one query: those of a page, the newest first. */
export interface MetricPart {
  readonly id: string;
  /** Starts of the minutes that have a value above 0. */
  readonly minutes: readonly Date[];
  /** `PartialData`: the next page has more. */
  readonly status: 'Complete' | 'PartialData' | 'InternalError' | 'Forbidden';
}

/**
 * A page of `GetMetricData`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataResult.html read 2026-11-25
 */
export const metricPage = z.pipe(
  z.object({
    MetricDataResults: z.array(
      z
        .object({
          Id: text,
          StatusCode: z.enum(['Complete', 'PartialData', 'InternalError', 'Forbidden']),
          Timestamps: z.array(z.date()),
          Values: z.array(z.number()),
        })
        .check(z.refine(({ Timestamps, Values }) => Timestamps.length === Values.length, 'a value has a time')),
    ),
    NextToken: optionalText,
  }),
  z.transform((page) => ({
    items: page.MetricDataResults.map(({ Id, StatusCode, Timestamps, Values }): MetricPart => ({
      id: Id,
      status: StatusCode,
      minutes: Timestamps.filter((_, index) => (Values[index] ?? 0) > 0),
    })),
    next: page.NextToken,
  })),
);
