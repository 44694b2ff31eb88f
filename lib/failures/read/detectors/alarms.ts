import { knownNumber, knownText, resourceKey, type TemplateResource, type Value } from '../../../template';
import { entry, listed } from '../../../verify';
import type { Delay, Sight } from '../../model/types';
import { SOURCES } from '../../register';
import type { ReadContext } from '../context';
import { delayOf } from '../delays';
import { announcedBy } from './announce';
import { awsReading } from './aws-metrics';
import { joined, NOTHING_LOST, sightOf, type Losses } from './losses';
import { evaluateMath, type Measured } from './metric-math';
import type { Metric, Reading } from './reading';
import { CHECKS, checkReading } from './site-checks';

const PUBLICATION_SECONDS = 60;

/** One metric or expression of an alarm. */
interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly reading?: Reading;
  readonly periodSeconds: number;
}

/** Alarms as detectors; of those that the model cannot make speak, and of those that nobody hears, a finding is made. */
export function readAlarms(ctx: ReadContext): void {
  const composites = ctx.resources('AWS::CloudWatch::CompositeAlarm');
  for (const alarm of ctx.resources('AWS::CloudWatch::Alarm')) {
    readAlarm(ctx, alarm, composites);
  }
}

function readAlarm(ctx: ReadContext, alarm: TemplateResource, composites: readonly TemplateResource[]): void {
  const queries = queriesOf(ctx, alarm);
  const returned = returnedOf(ctx, alarm, queries);
  const isRaised = (losses: Losses): boolean => breaches(ctx, alarm, valueOf(queries, returned, losses));
  if (returned === undefined || isRaised(NOTHING_LOST)) {
    ctx.draft.noteOn(
      alarm,
      'DETECTOR_SEES_NOTHING',
      returned === undefined ? 'its expression is not understood' : 'it speaks also when nothing is lost',
    );
    return;
  }
  const variables = joined(queries.flatMap(({ reading }) => reading?.variables ?? []));
  const sees = merged(variables.flatMap((variable) => sightOf(variable, isRaised) ?? []));
  if (sees.length === 0) {
    ctx.draft.noteOn(
      alarm,
      'DETECTOR_SEES_NOTHING',
      variables.length === 0
        ? 'its dimensions name nothing that the model can lose'
        : 'no loss in the model makes it speak that would do so, too, if it were larger',
    );
    return;
  }
  const { region } = alarm.stack;
  const heard = announcedBy(ctx, region, actionsOf(ctx, alarm, composites));
  if (heard === undefined) {
    ctx.draft.noteOn(alarm, 'DETECTOR_TELLS_NOBODY', 'it has no action, and no topic with a subscription');
    return;
  }
  ctx.draft.touched.add(alarm);
  const services = [...new Set(queries.flatMap(({ reading }) => reading?.services ?? []))];
  ctx.draft.detectors.push({
    id: resourceKey(alarm),
    kind: services.length > 0 ? 'check' : 'alarm',
    sees,
    lasts: lastsOf(ctx, alarm, queries),
    delay: delayOfAlarm(),
    planes: [...['cloudwatch', ...services].map((service) => ctx.draft.plane(region, service)), ...heard],
  });
}

/** What an alarm looks at: one metric, or several. */
function queriesOf(ctx: ReadContext, alarm: TemplateResource): readonly Query[] {
  const several = listed(ctx.property(alarm, 'Metrics')).items.map(({ value }) => value);
  const period = (value: Value): number => knownNumber(value) ?? 60;
  if (several.length === 0) {
    const whole = ctx.property(alarm);
    const reading = readingOf(ctx, alarm, whole, entry(whole, 'Statistic'));
    return [
      { id: 'only', periodSeconds: period(entry(whole, 'Period')), ...(reading === undefined ? {} : { reading }) },
    ];
  }
  return several.map((value): Query => {
    const expression = knownText(entry(value, 'Expression'));
    const stat = entry(value, 'MetricStat');
    const reading =
      expression === undefined ? readingOf(ctx, alarm, entry(stat, 'Metric'), entry(stat, 'Stat')) : undefined;
    return {
      id: knownText(entry(value, 'Id')) ?? '',
      periodSeconds: period(expression === undefined ? entry(stat, 'Period') : entry(value, 'Period')),
      ...(expression === undefined ? {} : { expression }),
      ...(reading === undefined ? {} : { reading }),
    };
  });
}

function readingOf(ctx: ReadContext, alarm: TemplateResource, metric: Value, statistic: Value): Reading | undefined {
  const dimensions = listed(entry(metric, 'Dimensions')).items.flatMap(({ value }) => {
    const name = knownText(entry(value, 'Name'));
    return name === undefined ? [] : [[name, entry(value, 'Value')] as const];
  });
  const read: Metric = {
    namespace: knownText(entry(metric, 'Namespace')) ?? '',
    name: knownText(entry(metric, 'MetricName')) ?? '',
    dimensions: new Map(dimensions),
    statistic: knownText(statistic) ?? '',
    region: alarm.stack.region,
  };
  return read.namespace === CHECKS ? checkReading(ctx, read) : awsReading(ctx, read);
}

/** The query whose value the threshold is for; `undefined` when its expression is not understood. */
function returnedOf(ctx: ReadContext, alarm: TemplateResource, queries: readonly Query[]): Query | undefined {
  const several = listed(ctx.property(alarm, 'Metrics')).items;
  const at = several.findIndex(({ value }) => {
    const returns = entry(value, 'ReturnData');
    return returns.kind === 'absent' || (returns.kind === 'known' && returns.value === true);
  });
  const found = queries[Math.max(at, 0)];
  return found !== undefined && valueOf(queries, found, NOTHING_LOST) === undefined ? undefined : found;
}

function valueOf(queries: readonly Query[], query: Query | undefined, losses: Losses): Measured | undefined {
  if (query?.expression === undefined) {
    return query?.reading === undefined ? 'usual' : query.reading.measure(losses);
  }
  return evaluateMath(query.expression, (id) => {
    const inner = queries.find((each) => each.id === id);
    return inner === undefined || inner === query ? 'missing' : (valueOf(queries, inner, losses) ?? 'missing');
  });
}

/** Whether a value is past the threshold; what is missing is as the alarm treats it. */
function breaches(ctx: ReadContext, alarm: TemplateResource, value: Measured | undefined): boolean {
  if (value === 'missing') {
    return knownText(ctx.property(alarm, 'TreatMissingData')) === 'breaching';
  }
  const threshold = knownNumber(ctx.property(alarm, 'Threshold'));
  if (typeof value !== 'number' || threshold === undefined) {
    return false;
  }
  const compare = COMPARISONS[knownText(ctx.property(alarm, 'ComparisonOperator')) ?? ''];
  return compare?.(value, threshold) ?? false;
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/** Parts together, and what else is seen as it is. */
function merged(sights: readonly Sight[]): readonly Sight[] {
  const ofParts = new Map<string, Extract<Sight, { kind: 'part' }>>();
  for (const sight of sights) {
    if (sight.kind === 'part') {
      const key = JSON.stringify(sight.blindTo);
      ofParts.set(key, { ...sight, parts: [...(ofParts.get(key)?.parts ?? []), ...sight.parts] });
    }
  }
  return [...ofParts.values(), ...sights.filter(({ kind }) => kind !== 'part')];
}

/** FM-23: every period that must breach must do so as a whole. */
function lastsOf(ctx: ReadContext, alarm: TemplateResource, queries: readonly Query[]): number {
  const periods = knownNumber(ctx.property(alarm, 'EvaluationPeriods')) ?? 1;
  const points = knownNumber(ctx.property(alarm, 'DatapointsToAlarm')) ?? periods;
  return points * Math.max(...queries.map(({ periodSeconds }) => periodSeconds));
}

function delayOfAlarm(): Delay {
  return delayOf('publication of the metric', PUBLICATION_SECONDS, 'unverified', SOURCES.alarms);
}

/** Actions of an alarm; when it has none, those of the composite alarms that name it. */
function actionsOf(
  ctx: ReadContext,
  alarm: TemplateResource,
  composites: readonly TemplateResource[],
): readonly Value[] {
  const own = listed(ctx.property(alarm, 'AlarmActions')).items.map(({ value }) => value);
  const name = knownText(ctx.property(alarm, 'AlarmName')) ?? '';
  return own.length > 0
    ? own
    : composites
        .filter(
          (composite) => name !== '' && (knownText(ctx.property(composite, 'AlarmRule')) ?? '').includes(`"${name}"`),
        )
        .flatMap((composite) => listed(ctx.property(composite, 'AlarmActions')).items.map(({ value }) => value));
}
