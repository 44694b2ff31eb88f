import { compare, resourcesOfType, type Evaluator, type TemplateResource } from '../../template';
import { findCron } from './cron';
import type { Open, ScheduledSize } from './types';
import { naming, Properties } from './values';
import { isTimeZone, ZoneClock } from './zoned-time';

/**
 * Scheduled actions of a group, sorted by name; without a time zone they follow UTC.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html read 2026-11-26
 */
export function readScheduledSizes(
  evaluator: Evaluator,
  group: TemplateResource,
): { readonly actions: readonly ScheduledSize[]; readonly open: readonly Open[] } {
  const actions: ScheduledSize[] = [];
  const open: Open[] = [];
  const resources = resourcesOfType(evaluator.model, 'AWS::AutoScaling::ScheduledAction');
  for (const resource of naming(evaluator, resources, 'AutoScalingGroupName', group)) {
    const action = new Properties(evaluator, resource);
    const when = whenOf(action);
    if (when === undefined) {
      open.push({ code: 'schedule-unread', subject: resource.logicalId });
    } else {
      actions.push({
        name: resource.logicalId,
        minInstances: action.number('MinSize'),
        maxInstances: action.number('MaxSize'),
        desiredInstances: action.number('DesiredCapacity'),
        when,
      });
    }
  }
  return { actions: actions.sort((a, b) => compare(a.name, b.name)), open };
}

function whenOf(action: Properties): ScheduledSize['when'] | undefined {
  const start = secondsOf(action.text('StartTime'));
  const end = secondsOf(action.text('EndTime'));
  if (!action.has('Recurrence')) {
    return start === undefined ? undefined : { kind: 'once', at: start };
  }
  const cron = findCron(action.text('Recurrence') ?? '');
  const timeZone = action.has('TimeZone') ? action.text('TimeZone') : 'UTC';
  if (cron === undefined || timeZone === undefined || !isTimeZone(timeZone)) {
    return undefined;
  }
  return { kind: 'recurring', cron, clock: new ZoneClock(timeZone), from: start, until: end };
}

function secondsOf(text: string | undefined): number | undefined {
  const milliseconds = Date.parse(text ?? '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
