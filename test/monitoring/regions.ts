import { Template } from 'aws-cdk-lib/assertions';
import { edgeAlarmSet, primaryAlarmSet, recoveryAlarmSet, RegionalAlarms, watchAlarmSet } from '../../lib/monitoring';
import type { AlarmSpec } from '../../lib/monitoring/alarm-spec';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { ACCOUNT, edgeResources, primaryResources, stackIn, topicIn, watchResources } from './monitored';

const site = testSite();
/** ARN of the topic of a Region. */
export const topicArn = (region: string) => `arn:aws:sns:${region}:${ACCOUNT}:notifications`;

const app = testApp();
const primaryStack = stackIn(app, 'ap-northeast-1');
const primaryParts = primaryResources(primaryStack, site);
/** Alarms of the primary Region, as data. */
export const primarySpecs = primaryAlarmSet(site, primaryParts);
/** Alarms of the primary Region. */
export const primary = new RegionalAlarms(primaryStack, 'Alarms', {
  site,
  topic: topicIn(primaryStack),
  alarms: primarySpecs,
});

const edgeStack = stackIn(app, 'us-east-1');
const edgeParts = edgeResources(edgeStack, stackIn(app, 'us-east-1', 'Edge'), site);
/** Alarms of us-east-1, as data. */
export const edgeSpecs = edgeAlarmSet(site, edgeParts);
/** Alarms of us-east-1. */
export const edge = new RegionalAlarms(edgeStack, 'Alarms', {
  site,
  topic: topicIn(edgeStack),
  alarms: edgeSpecs,
  part: 'edge',
});

const recoveryStack = stackIn(app, 'ap-northeast-3');
const recoveryTopic = topicIn(recoveryStack);
/** Alarms of the Region to recover in. */
export const recovery = new RegionalAlarms(recoveryStack, 'Alarms', {
  site,
  topic: recoveryTopic,
  alarms: recoveryAlarmSet(site),
});

const watchStack = stackIn(app, 'us-west-2');
const watchParts = watchResources(watchStack, true);
/** Alarms of the Region from which the primary one is watched, as data. */
export const watchSpecs = watchAlarmSet(site, watchParts);
/** Alarms of that Region. */
export const watch = new RegionalAlarms(watchStack, 'Alarms', {
  site,
  topic: topicIn(watchStack),
  alarms: watchSpecs,
  part: 'watch',
});

/** Every alarm of a site, as data. */
export const allSpecs: readonly AlarmSpec[] = [...primarySpecs, ...edgeSpecs, ...recoveryAlarmSet(site), ...watchSpecs];

/** Templates by Region. */
export const templates = {
  'ap-northeast-1': Template.fromStack(primaryStack),
  'us-east-1': Template.fromStack(edgeStack),
  'ap-northeast-3': Template.fromStack(recoveryStack),
  'us-west-2': Template.fromStack(watchStack),
};
/** Regions with alarms. */
export const regions = Object.keys(templates) as (keyof typeof templates)[];

/** An alarm of a template. */
export interface AlarmResource {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly Properties: {
    readonly AlarmName: string;
    readonly AlarmRule?: string;
    readonly AlarmActions?: readonly string[];
    readonly OKActions?: readonly string[];
    readonly InsufficientDataActions?: readonly string[];
    readonly ActionsEnabled?: boolean;
  } & Readonly<Record<string, unknown>>;
}

/** Everything in the template of a Region. */
export function resources(region: keyof typeof templates): readonly AlarmResource[] {
  return Object.values(templates[region].toJSON().Resources as Record<string, AlarmResource>);
}

/** The alarm with a name. */
export function alarmNamed(region: keyof typeof templates, name: string): AlarmResource {
  const found = resources(region).find(({ Properties }) => Properties.AlarmName === name);
  if (found === undefined) {
    throw new Error(`no alarm ${name} in ${region}`);
  }
  return found;
}

/** The alarm of the primary Region with an id, as data. */
export function specNamed(id: string): AlarmSpec {
  const found = primarySpecs.find((spec) => spec.id === id);
  if (found === undefined) {
    throw new Error(`no alarm ${id}`);
  }
  return found;
}
