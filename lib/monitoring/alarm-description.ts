import type { Site } from '../site/site';
import { detectionSeconds, type AlarmSpec, type Severity } from './alarm-spec';
import { runbookPath } from './runbook';

/** What a severity says about the site. */
const MEANINGS: Readonly<Record<Severity, string>> = {
  'service-down': 'users are, or at the declared peak would be, turned away',
  'redundancy-lost': 'users notice nothing, but one more fault or the declared peak may stop the service',
  security: 'a protection is off, or somebody tries what is forbidden',
  evidence: 'backups, logs, checks or notifications fail',
};

/** Name of an alarm, for widgets and rules that name it without a reference. */
export function alarmName(site: Pick<Site, 'name'>, spec: Pick<AlarmSpec, 'id'>): string {
  return `${site.name}-${spec.id}`;
}

/** What an operator reads in the notification: what happened, what to do first, which faults, how late, where to read on. */
export function describeAlarm(spec: AlarmSpec): string {
  return [
    `[${spec.severity}] ${capitalized(spec.what)}.`,
    `First: ${spec.action}.`,
    `Faults: ${spec.faults.join(', ')}.`,
    `Told at most ${readable(detectionSeconds(spec))} after the fault, plus the delay of the metric.`,
    `Runbook: ${runbookPath(spec.runbook)}`,
  ].join(' ');
}

/** What an operator reads in the notification of a composite alarm. */
export function describeComposite(severity: Severity, children: readonly AlarmSpec[]): string {
  const faults = [...new Set(children.flatMap((child) => child.faults))].sort();
  return [
    `[${severity}] ${capitalized(MEANINGS[severity])}.`,
    'First: read which alarm is the reason, and follow that one.',
    `Faults: ${faults.join(', ')}.`,
    `Runbook: ${runbookPath('reading-alarms')}`,
  ].join(' ');
}

function readable(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
