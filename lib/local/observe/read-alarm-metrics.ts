import { METRIC_NAMESPACE, type FunctionLabel } from '../../../lambda/shared/contract';
import {
  asBoolean,
  asList,
  asObject,
  asString,
  at,
  literalText,
  type JsonObject,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import type { PlayedAlarm, Statistic } from './alarm-definition';
import { FUNCTION_LABELS } from './function-labels';
import { NotPlayed } from './not-played';
import { requireNumber, requireOneOf } from './read-alarm-rules';

/** The part of an alarm that says what it watches. */
export type WatchedMetrics = Pick<PlayedAlarm, 'check' | 'metrics' | 'periodSeconds' | 'site'>;

/**
 * What an alarm watches: one metric of a function, or a sum of them. Throws `NotPlayed` for anything else.
 *
 * Sums are the only expressions over metrics of functions that the sites use, so they are the only ones that are played.
 */
export function readAlarmMetrics(model: TemplateModel, alarm: TemplateResource): WatchedMetrics {
  const queries = asList(alarm.properties['Metrics']).map(asObject);
  const isSingle = queries.length === 0;
  const stats = isSingle
    ? [singleStat(alarm.properties)]
    : queries.filter((query) => query['MetricStat'] !== undefined).map((query) => statOf(query));
  requireNamespace(stats.map(({ metric }) => asString(metric['Namespace']) ?? 'a namespace that is no literal'));
  const watched = isSingle ? stats : summands(queries, stats);
  const [first, ...others] = watched.map((stat) => readStat(model, alarm, stat));
  if (first === undefined) {
    throw new NotPlayed('it watches no metric');
  }
  for (const other of others) {
    if (other.check !== first.check || other.site !== first.site) {
      throw new NotPlayed('a sum over several functions or sites is not played');
    }
    if (other.periodSeconds !== first.periodSeconds) {
      throw new NotPlayed('metrics with several periods are not played');
    }
  }
  return { ...first, metrics: [first, ...others].flatMap(({ metrics }) => metrics) };
}

/** A metric with its statistic, from either way of writing an alarm. */
interface Stat {
  readonly id: string;
  readonly metric: JsonObject;
  readonly settings: JsonObject;
}

function singleStat(properties: JsonObject): Stat {
  return { id: '', metric: properties, settings: { Statistic: properties['Statistic'], Period: properties['Period'] } };
}

function statOf(query: JsonObject): Stat {
  const { Stat: statistic, Period, Metric, ...others } = asObject(query['MetricStat']);
  const strange = [...Object.keys(others), ...(query['AccountId'] === undefined ? [] : ['AccountId'])];
  if (strange.length > 0) {
    throw new NotPlayed(`what ${strange.join(' and ')} does is not played`);
  }
  return {
    id: asString(query['Id']) ?? '',
    metric: asObject(Metric),
    settings: { Statistic: statistic, Period },
  };
}

/** The metrics that the one expression adds up. */
function summands(queries: readonly JsonObject[], stats: readonly Stat[]): readonly Stat[] {
  const returned = queries.filter((query) => asBoolean(query['ReturnData']) !== false);
  const [query] = returned;
  if (query === undefined || returned.length !== 1) {
    throw new NotPlayed('it does not return the value of exactly one expression');
  }
  if (query['Expression'] === undefined) {
    return stats.filter(({ id }) => id === query['Id']);
  }
  const expression = asString(query['Expression']) ?? '';
  const names = expression.split('+').map((name) => name.trim());
  return names.map((name) => {
    const stat = stats.find(({ id }) => id === name);
    if (stat === undefined) {
      throw new NotPlayed(`the expression ${JSON.stringify(expression)} is no sum of metrics`);
    }
    return stat;
  });
}

/** Namespaces that the emulator writes on its own, at the time of the machine, which has nothing to do with the played one. */
const REAL_TIME: readonly string[] = ['AWS/Lambda'];

function requireNamespace(namespaces: readonly string[]): void {
  const foreign = [...new Set(namespaces.filter((namespace) => namespace !== METRIC_NAMESPACE))].sort();
  const absent = foreign.filter((namespace) => !REAL_TIME.includes(namespace));
  if (absent.length > 0) {
    throw new NotPlayed(`the emulator writes no metrics of ${absent.join(', ')}`);
  }
  if (foreign.length > 0) {
    throw new NotPlayed(`the metrics of ${foreign.join(', ')} come in real time, not in the played one`);
  }
}

const STATISTICS: Readonly<Record<Statistic, true>> = {
  Average: true,
  Maximum: true,
  Minimum: true,
  SampleCount: true,
  Sum: true,
};

const FUNCTIONS = Object.fromEntries(FUNCTION_LABELS.map((label) => [label, true])) as Readonly<
  Record<FunctionLabel, true>
>;

/** Runs once a day: its alarms have periods of an hour, and no run stands for one. */
const DAILY: FunctionLabel = 'daily-summary';

function readStat(model: TemplateModel, alarm: TemplateResource, { metric, settings }: Stat): WatchedMetrics {
  const metricName = literalText(model, alarm.stack, metric['MetricName']);
  if (metricName === undefined) {
    throw new NotPlayed('MetricName is no literal');
  }
  const dimensions = Object.fromEntries(
    asList(metric['Dimensions']).map((entry) => [
      asString(at(entry, 'Name')) ?? '',
      literalText(model, alarm.stack, at(entry, 'Value')),
    ]),
  );
  const { Site: site, Check, ...others } = dimensions;
  // CloudWatch finds a metric only by all of its dimensions, and a function writes these two.
  if (site === undefined || Check === undefined || Object.keys(others).length > 0) {
    throw new NotPlayed('its dimensions are not Site and Check with literal values');
  }
  const check = requireOneOf({ Check }, 'Check', FUNCTIONS);
  if (check === DAILY) {
    throw new NotPlayed('a function that runs once a day is not played, because no run of it stands for a period');
  }
  const statistic = requireOneOf(settings, 'Statistic', STATISTICS);
  return { check, site, periodSeconds: requireNumber(settings, 'Period'), metrics: [{ metricName, statistic }] };
}
