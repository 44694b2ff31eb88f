import {
  asNumber,
  asString,
  findTarget,
  resourcesOfType,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { MINUTES_PER_WEEK, weeklyRunsOfUnixCron, zoneOffsets } from './schedule';

/** A part of the week in minutes of UTC since Sunday 00:00; `until` may lie beyond the end of the week. */
export interface UtcSpan {
  readonly from: number;
  readonly until: number;
}

/** Times at which a group is scheduled to be larger than usual, or the action that hides them. */
export interface RaisedWindows {
  readonly group: TemplateResource;
  readonly spans: readonly UtcSpan[];
  /** Actions that do not come back every week. */
  readonly unreadable: readonly TemplateResource[];
}

interface Change {
  readonly minute: number;
  readonly raises: boolean;
}

/** Scheduled windows of every Auto Scaling group that has some. */
export function raisedWindowsOf(model: TemplateModel): readonly RaisedWindows[] {
  const actions = resourcesOfType(model, 'AWS::AutoScaling::ScheduledAction');
  return resourcesOfType(model, 'AWS::AutoScaling::AutoScalingGroup').flatMap((group) => {
    const own = actions.filter(
      ({ properties, stack }) => findTarget(model, stack, properties['AutoScalingGroupName']) === group,
    );
    return own.length === 0 ? [] : [windowsOf(group, own)];
  });
}

function windowsOf(group: TemplateResource, actions: readonly TemplateResource[]): RaisedWindows {
  const base = asNumber(group.properties['MinSize']) ?? 0;
  const changes = actions.map((action) => ({ action, changes: changesOf(action, base) }));
  const unreadable = changes.filter((item) => item.changes === undefined).map(({ action }) => action);
  // Winter and summer differ where clocks change; both must be covered.
  const spans = [0, 1].flatMap((season) => spansOf(changes.flatMap((item) => item.changes?.[season] ?? [])));
  return { group, spans, unreadable };
}

/** Changes of one action in winter and in summer. */
function changesOf({ properties }: TemplateResource, base: number): readonly (readonly Change[])[] | undefined {
  const recurrence = asString(properties['Recurrence']);
  const runs = recurrence === undefined ? undefined : weeklyRunsOfUnixCron(recurrence);
  const offsets = zoneOffsets(asString(properties['TimeZone']) ?? 'UTC');
  const size = asNumber(properties['MinSize']);
  return runs === undefined || offsets === undefined || size === undefined
    ? undefined
    : offsets.map((offset) =>
        runs.map((run) => ({ minute: (run - offset + 2 * MINUTES_PER_WEEK) % MINUTES_PER_WEEK, raises: size > base })),
      );
}

/** From each rise to the next fall, around the week. */
function spansOf(changes: readonly Change[]): readonly UtcSpan[] {
  return changes
    .filter(({ raises }) => raises)
    .map(({ minute }) => {
      const lengths = changes
        .filter(({ raises }) => !raises)
        .map((fall) => (fall.minute - minute + MINUTES_PER_WEEK) % MINUTES_PER_WEEK);
      return { from: minute, until: minute + Math.min(MINUTES_PER_WEEK, ...lengths) };
    });
}
