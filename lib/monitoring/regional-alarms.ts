import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  ComparisonOperator,
  CompositeAlarm,
  TreatMissingData,
  type IAlarm,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { pascalCase } from '../site/names';
import type { Site } from '../site/site';
import { alarmName, describeAlarm, describeComposite } from './alarm-description';
import type { AlarmSpec, MissingData, Severity } from './alarm-spec';
import { anyInAlarm } from './composite-rule';
import { validateAlarms } from './validate-alarms';

/** The alarms of one fault change state within a few minutes of each other. */
const SUPPRESSION_MARGIN = Duration.minutes(2);

/** Properties for `RegionalAlarms`. */
export interface RegionalAlarmsProps {
  /** Site that is watched; every name starts with its name. */
  readonly site: Site;

  /** Topic of the same Region: an alarm cannot notify another Region's topic. */
  readonly topic: ITopic;

  /** Alarms whose metrics are in this Region. */
  readonly alarms: readonly AlarmSpec[];

  /**
   * Part of the site the alarms are about, in the names of the composite alarms: `<site>-<part>-service-down`. Needed
   * where two sets of alarms may share a Region.
   *
   * @default - the whole site: `<site>-service-down`
   */
  readonly part?: string;
}

/**
 * The alarms of one Region, and two composite alarms that say "service down" apart from "redundancy lost".
 *
 * Every alarm notifies of itself: what happened, what to do first, which faults. The composite alarms notify of the state
 * of the whole. They alone would not do, because a composite alarm changes state once: a second fault, which is the
 * dangerous one, would go unheard while the first lasts.
 *
 * So that nobody is called twice for one fault, a pager subscribes to the topic with the filter policy
 * `{"AlarmName": [{"suffix": "-service-down"}]}` on the message body, which no other alarm's name ends with; and
 * `redundancy-lost` keeps quiet while `service-down` tells the greater trouble.
 *
 * Severities without an alarm in the Region have no composite alarm: it could never be in alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
 */
export class RegionalAlarms extends Construct {
  /** Every alarm by what it means, the composite alarm first; for the dashboard. */
  readonly bySeverity: Readonly<Record<Severity, readonly IAlarm[]>>;

  /** Name of every alarm; for dashboards of other Regions. */
  readonly alarmNames: readonly string[];

  /** In alarm while any alarm of severity `service-down` is; absent where there is none. */
  readonly serviceDown?: IAlarm;

  /** In alarm while any alarm of severity `redundancy-lost` is; absent where there is none. */
  readonly redundancyLost?: IAlarm;

  constructor(scope: Construct, id: string, props: RegionalAlarmsProps) {
    super(scope, id);
    const { site, topic, part } = props;
    validateAlarms(site, props.alarms, Stack.of(this).region);
    const notify = new SnsAction(topic);
    const children = props.alarms.map((spec) => ({ spec, alarm: this.createAlarm(site, spec, notify) }));

    const compositeName = (severity: Severity) =>
      [site.name, ...(part === undefined ? [] : [part]), severity].join('-');
    const composite = (severity: Severity, suppressor?: IAlarm) =>
      this.createComposite({
        site,
        severity,
        name: compositeName(severity),
        children: children.filter(({ spec }) => spec.severity === severity),
        notify,
        suppressor,
      });
    this.serviceDown = composite('service-down');
    this.redundancyLost = composite('redundancy-lost', this.serviceDown);

    const of = (severity: Severity, composed?: IAlarm) => [
      ...(composed === undefined ? [] : [composed]),
      ...children.filter(({ spec }) => spec.severity === severity).map(({ alarm }) => alarm),
    ];
    this.bySeverity = {
      'service-down': of('service-down', this.serviceDown),
      'redundancy-lost': of('redundancy-lost', this.redundancyLost),
      security: of('security'),
      evidence: of('evidence'),
    };
    this.alarmNames = [
      ...(this.serviceDown === undefined ? [] : [compositeName('service-down')]),
      ...(this.redundancyLost === undefined ? [] : [compositeName('redundancy-lost')]),
      ...children.map(({ spec }) => alarmName(site, spec)),
    ];
  }

  private createAlarm(site: Site, spec: AlarmSpec, notify: SnsAction): Alarm {
    const alarm = new Alarm(this, pascalCase(spec.id), {
      alarmName: alarmName(site, spec),
      alarmDescription: describeAlarm(spec),
      metric: spec.metric,
      threshold: spec.threshold,
      comparisonOperator: COMPARISONS[spec.comparison],
      evaluationPeriods: spec.periods,
      datapointsToAlarm: spec.datapoints,
      treatMissingData: MISSING_DATA[spec.missing],
      evaluateLowSampleCountPercentile: spec.lowSamples,
    });
    alarm.addAlarmAction(notify);
    alarm.addOkAction(notify);
    return alarm;
  }

  private createComposite(composite: Composite): CompositeAlarm | undefined {
    const { children, notify, severity, site, suppressor } = composite;
    if (children.length === 0) {
      return undefined;
    }
    const alarm = new CompositeAlarm(this, pascalCase(severity), {
      compositeAlarmName: composite.name,
      alarmDescription: describeComposite(
        severity,
        children.map(({ spec }) => spec),
      ),
      // By name and not by ARN: the rule stays readable, and short enough for every child.
      alarmRule: AlarmRule.fromString(anyInAlarm(children.map(({ spec }) => alarmName(site, spec)))),
      ...(suppressor === undefined
        ? {}
        : {
            actionsSuppressor: suppressor,
            actionsSuppressorWaitPeriod: SUPPRESSION_MARGIN,
            actionsSuppressorExtensionPeriod: SUPPRESSION_MARGIN,
          }),
    });
    // A name is no reference, and CloudWatch refuses a rule with an alarm that does not exist.
    alarm.node.addDependency(...children.map((child) => child.alarm));
    alarm.addAlarmAction(notify);
    alarm.addOkAction(notify);
    return alarm;
  }
}

interface Composite {
  readonly site: Site;
  readonly severity: Severity;
  readonly name: string;
  readonly children: readonly { readonly spec: AlarmSpec; readonly alarm: Alarm }[];
  readonly notify: SnsAction;
  readonly suppressor?: IAlarm;
}

const COMPARISONS: Readonly<Record<AlarmSpec['comparison'], ComparisonOperator>> = {
  below: ComparisonOperator.LESS_THAN_THRESHOLD,
  above: ComparisonOperator.GREATER_THAN_THRESHOLD,
  'at-least': ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
};

const MISSING_DATA: Readonly<Record<MissingData, TreatMissingData>> = {
  breaching: TreatMissingData.BREACHING,
  'not-breaching': TreatMissingData.NOT_BREACHING,
  ignore: TreatMissingData.IGNORE,
};
