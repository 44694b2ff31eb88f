import type { Reply, SentRequest } from './fake-transport';

/** The newest data point of a resource; left out: none at all. */
export interface FakeDataPoint {
  readonly value: number;
  readonly at: Date;
}

/** A query of `GetMetricData`, as far as the tests look at it. */
export interface SentQuery {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** A request of `GetMetricData`. */
export interface SentMetricData {
  readonly StartTime: number;
  readonly EndTime: number;
  readonly ScanBy: string;
  readonly NextToken?: string;
  readonly MetricDataQueries: readonly SentQuery[];
}

/** What was asked for. */
export function metricDataOf(request: SentRequest): SentMetricData {
  return JSON.parse(request.body) as SentMetricData;
}

/** The resource a query is about. */
export function resourceOf({ MetricStat }: SentQuery): string {
  return MetricStat.Metric.Dimensions[0]?.Value ?? '';
}

/** Answers `GetMetricData` with one data point for each resource. */
export function metricDataReply(
  request: SentRequest,
  point: (resource: string) => FakeDataPoint | undefined,
  changes: { readonly status?: string; readonly next?: string } = {},
): Reply {
  return jsonReply({
    MetricDataResults: metricDataOf(request).MetricDataQueries.map((query) => {
      const found = point(resourceOf(query));
      return {
        Id: query.Id,
        Label: resourceOf(query),
        StatusCode: changes.status ?? 'Complete',
        Timestamps: found === undefined ? [] : [found.at.getTime() / 1000],
        Values: found === undefined ? [] : [found.value],
      };
    }),
    Messages: [],
    ...(changes.next === undefined ? {} : { NextToken: changes.next }),
  });
}

/** A document as an answer of the JSON protocols. */
export function jsonReply(body: unknown): Reply {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/x-amz-json-1.0' } };
}
