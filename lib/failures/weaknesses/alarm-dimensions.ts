import { knownText, resourceKey, type TemplateResource, type Value } from '../../template';
import { entry, listed } from '../../verify';
import { labelOf } from '../read/draft';
import { at, type WeaknessContext } from './context';
import { BY_TARGET_GROUP, NAMESPACES, type NamedBy, type Namespace } from './metric-dimensions';
import type { Weakness } from './types';

/** A metric that an alarm looks at. */
interface Metric {
  readonly name: string;
  readonly namespace: string;
  readonly dimensions: ReadonlyMap<string, Value>;
}

/** Why a dimension matches nothing, and whether that is sure. */
interface Mismatch {
  readonly because: string;
  readonly change: string;
  /** Whether what it names may lie outside of the templates. */
  readonly isOutside?: boolean;
}

/** Alarms on metrics that nobody sends, because their dimensions are those of nothing. */
export function alarmsOnNothing(context: WeaknessContext): readonly Weakness[] {
  return context.ctx.resources('AWS::CloudWatch::Alarm').flatMap((alarm) => {
    const [found] = metricsOf(context, alarm).flatMap((metric) =>
      mismatchesOf(context, alarm, metric).map((mismatch) => ({ metric, mismatch })),
    );
    return found === undefined
      ? []
      : [
          {
            code: 'ALARM_MATCHES_NOTHING',
            ...at(alarm, resourceKey(alarm)),
            means: `its metric ${found.metric.namespace} ${found.metric.name} is sent by nobody: ${found.mismatch.because}`,
            change: found.mismatch.change,
            severity: found.mismatch.isOutside === true ? 'warning' : 'error',
          } satisfies Weakness,
        ];
  });
}

function metricsOf({ ctx }: WeaknessContext, alarm: TemplateResource): readonly Metric[] {
  const several = listed(ctx.property(alarm, 'Metrics')).items.map(({ value }) => entry(value, 'MetricStat', 'Metric'));
  const values = several.length === 0 ? [ctx.property(alarm)] : several;
  return values.flatMap((value): readonly Metric[] => {
    const [name, namespace] = [knownText(entry(value, 'MetricName')), knownText(entry(value, 'Namespace'))];
    const { items, open } = listed(entry(value, 'Dimensions'));
    const dimensions = items.map((item) => [knownText(entry(item.value, 'Name')), entry(item.value, 'Value')] as const);
    const known = dimensions.flatMap(([dimension, of]) => (dimension === undefined ? [] : [[dimension, of] as const]));
    // What only the deployment tells is not said to match nothing.
    const isWhole = open === undefined && known.length === dimensions.length;
    return name === undefined || namespace === undefined || !isWhole
      ? []
      : [{ name, namespace, dimensions: new Map(known) }];
  });
}

function mismatchesOf(context: WeaknessContext, alarm: TemplateResource, metric: Metric): readonly Mismatch[] {
  const namespace = NAMESPACES[metric.namespace];
  if (namespace === undefined) {
    return [];
  }
  const region = alarm.stack.region;
  const elsewhere: readonly Mismatch[] =
    namespace.region !== undefined && region !== undefined && region !== namespace.region
      ? [
          {
            because: `metrics of ${metric.namespace} are in ${namespace.region}, and the alarm is in ${region}`,
            change: `put the alarm into a stack in ${namespace.region}`,
          },
        ]
      : [];
  const values = [...metric.dimensions].flatMap(([dimension, value]) => {
    const named = namespace.names[dimension];
    return named === undefined ? [] : (valueMismatch(context, alarm, { namespace, dimension, value, named }) ?? []);
  });
  return [...elsewhere, ...setMismatch(metric, namespace), ...values, ...apart(context, metric)];
}

function setMismatch({ name, namespace, dimensions }: Metric, { sets }: Namespace): readonly Mismatch[] {
  const all = BY_TARGET_GROUP.includes(name)
    ? [...sets, ['TargetGroup'], ['AvailabilityZone', 'TargetGroup']]
    : sets.filter((set) => !isOfTargets(namespace, name) || set.includes('TargetGroup'));
  const fits = (set: readonly string[]): boolean =>
    set.length === dimensions.size &&
    set.every((each) => {
      const [dimension = '', only] = each.split('=');
      const value = dimensions.get(dimension);
      return value !== undefined && (only === undefined || (knownText(value) ?? only) === only);
    });
  return all.some(fits)
    ? []
    : [
        {
          because: `it is not sent with the dimensions ${[...dimensions.keys()].join(', ') || '(none)'}`,
          change: `name the dimensions ${all
            .filter((set) => set.length > 0)
            .slice(0, 4)
            .map((set) => set.join(', '))
            .join('; or ')}`,
        },
      ];
}

/** Whether a metric of load balancers is one of a target group. */
function isOfTargets(namespace: string, name: string): boolean {
  return /ELB$/.test(namespace) && /^(Un)?HealthyHostCount$/i.test(name);
}

interface Asked {
  readonly namespace: Namespace;
  readonly dimension: string;
  readonly value: Value;
  readonly named: NamedBy;
}

function valueMismatch(
  { ctx }: WeaknessContext,
  alarm: TemplateResource,
  { namespace, dimension, value, named }: Asked,
): Mismatch | undefined {
  if (value.kind === 'reference') {
    return referenceMismatch(alarm, dimension, value, { namespace, named });
  }
  const text = knownText(value);
  if (text === undefined) {
    return undefined;
  }
  const resources = ctx.resources(...named.types);
  const names = resources.map((resource) =>
    named.property === undefined ? ({ kind: 'absent' } as const) : ctx.property(resource, named.property),
  );
  const isKnown = names.some((name) => knownText(name)?.toLowerCase() === text.toLowerCase());
  // A name that only the deployment tells may be this one.
  return isKnown || names.some((name) => name.kind !== 'absent' && knownText(name) === undefined)
    ? undefined
    : {
        because: `nothing in the templates has the ${dimension} '${text}'`,
        change:
          resources.length === 0
            ? `name a ${dimension} of the templates, or say where '${text}' is made`
            : `refer to ${labelOf(resources[0] ?? alarm)}, whose ${dimension} it is perhaps meant to be, instead of its name`,
        ...(resources.length === 0 ? { isOutside: true } : {}),
      };
}

function referenceMismatch(
  alarm: TemplateResource,
  dimension: string,
  { resource, attribute }: Extract<Value, { kind: 'reference' }>,
  { namespace, named }: Pick<Asked, 'namespace' | 'named'>,
): Mismatch | undefined {
  const wanted = named.attributes.map((each) => (each === 'Ref' ? 'its Ref' : each)).join(' or ');
  if (!named.types.includes(resource.type)) {
    return {
      because: `${dimension} refers to ${labelOf(resource)}, which is ${resource.type}`,
      change: `refer to ${wanted} of ${named.types.join(' or ')}`,
    };
  }
  if (!named.attributes.includes(attribute)) {
    return {
      because: `${dimension} is ${attribute} of ${labelOf(resource)}, and metrics have ${wanted}`,
      change: `use ${wanted} of ${labelOf(resource)}`,
    };
  }
  const [own, other] = [alarm.stack.region, resource.stack.region];
  return namespace.region === undefined && own !== undefined && other !== undefined && own !== other
    ? {
        because: `${labelOf(resource)} is in ${other}, and the alarm in ${own}`,
        change: `put the alarm into a stack in ${other}`,
      }
    : undefined;
}

/** A target group and a load balancer that have nothing to do with each other. */
function apart({ ctx }: WeaknessContext, { dimensions }: Metric): readonly Mismatch[] {
  const [balancer, group] = ['LoadBalancer', 'TargetGroup'].map((name) => {
    const value = dimensions.get(name);
    return value?.kind === 'reference' ? value.resource : undefined;
  });
  const proxy = balancer === undefined ? undefined : ctx.proxyOf(balancer);
  const isBehind = proxy?.nextHops.some(({ origin }) => origin.resource === group);
  return balancer === undefined || group === undefined || proxy?.open !== undefined || isBehind !== false
    ? []
    : [
        {
          because: `${labelOf(group)} is not behind ${labelOf(balancer)}`,
          change: `name the load balancer that sends to ${labelOf(group)}`,
        },
      ];
}
