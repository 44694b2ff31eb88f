import { GraphWidget, type HorizontalAnnotation, type IMetric, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';

/** Columns of a dashboard. */
export const DASHBOARD_WIDTH = 24;

/** Height of a graph. */
export const GRAPH_HEIGHT = 6;

/** What a graph shows. */
export interface Graph {
  /** Title of the graph. */
  readonly title: string;
  /** Metrics on the left axis. */
  readonly metrics: readonly IMetric[];
  /**
   * Value at which an alarm is raised.
   *
   * @default - none is drawn
   */
  readonly limit?: number;
  /**
   * Region the metrics are of.
   *
   * @default - Region of the dashboard
   */
  readonly region?: string;
}

/** Graphs side by side, as wide as the dashboard. */
export function row(...graphs: readonly Graph[]): IWidget[] {
  return graphsWithin(DASHBOARD_WIDTH, graphs);
}

/** Graphs side by side in some columns. */
export function graphsWithin(columns: number, graphs: readonly Graph[]): IWidget[] {
  const width = Math.floor(columns / graphs.length);
  return graphs.map(
    ({ title, metrics, limit, region }) =>
      new GraphWidget({
        title,
        width,
        height: GRAPH_HEIGHT,
        left: [...metrics],
        leftAnnotations: limit === undefined ? [] : [annotation(limit)],
        leftYAxis: { min: 0, showUnits: false },
        ...(region === undefined ? {} : { region }),
      }),
  );
}

function annotation(value: number): HorizontalAnnotation {
  return { value, label: 'alarm', color: '#d62728' };
}
