import { asList, asString, at, resourcesOfType, type TemplateResource } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { MINUTES_PER_DAY, MINUTES_PER_WEEK, raisedWindowsOf, type RaisedWindows, type UtcSpan } from '../support';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/**
 * A practice run takes a zone away for half an hour, every week.
 *
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-autoshift.html
 */
export const autoshiftSparesOnSaleWindows: Rule = {
  id: 'AutoshiftSparesOnSaleWindows',
  description:
    'Practice runs of zonal autoshift are blocked, in UTC, while a group is scheduled to be larger than usual.',
  check: (model) => {
    const raised = raisedWindowsOf(model);
    return resourcesOfType(model, 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration')
      .filter(({ properties }) => properties['PracticeRunConfiguration'] !== undefined)
      .map((autoshift) =>
        judge(
          autoshift,
          raised
            .filter(({ group }) => group.stack.region === autoshift.stack.region)
            .flatMap((windows) => windowFaults(autoshift, windows)),
        ),
      );
  },
};

function windowFaults(autoshift: TemplateResource, { group, spans, unreadable }: RaisedWindows): readonly RuleFault[] {
  const property = 'Properties.PracticeRunConfiguration.BlockedWindows';
  const blocked = asList(at(autoshift.properties, 'PracticeRunConfiguration', 'BlockedWindows')).map((window) =>
    blockedSpan(asString(window) ?? ''),
  );
  if (blocked.some((span) => span === undefined)) {
    return [undetermined('a blocked window cannot be read; write Sat:00:00-Sat:12:00', property)];
  }
  const open = spans.filter(
    (span) =>
      !covered(
        span,
        blocked.flatMap((item) => item ?? []),
      ),
  );
  return [
    ...unreadable.map((action) =>
      undetermined(`${action.logicalId} of ${group.logicalId} does not come back every week`, property),
    ),
    ...[...new Set(open.map(spanText))].map((text) => ({
      message: `practice runs may happen while ${group.logicalId} is larger than usual, ${text} UTC`,
      property,
    })),
  ];
}

function blockedSpan(text: string): UtcSpan | undefined {
  const match = /^([A-Z][a-z]{2}):(\d{2}):(\d{2})-([A-Z][a-z]{2}):(\d{2}):(\d{2})$/.exec(text);
  const [, fromDay, fromHour, fromMinute, untilDay, untilHour, untilMinute] = match ?? [];
  const from = minuteOfWeek(fromDay, fromHour, fromMinute);
  const until = minuteOfWeek(untilDay, untilHour, untilMinute);
  // The last minute of a day stands for its end: a window cannot cross midnight.
  return from === undefined || until === undefined
    ? undefined
    : { from, until: until % MINUTES_PER_DAY === MINUTES_PER_DAY - 1 ? until + 1 : until };
}

function minuteOfWeek(
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
): number | undefined {
  const index = DAYS.findIndex((name) => name === day);
  return index === -1 ? undefined : index * MINUTES_PER_DAY + Number(hour) * 60 + Number(minute);
}

/** Whether blocked windows, one after the other, cover a span, over the end of the week as well. */
function covered({ from, until }: UtcSpan, blocked: readonly UtcSpan[]): boolean {
  let at = from;
  while (at < until) {
    const minute = at % MINUTES_PER_WEEK;
    const reach = Math.max(
      ...blocked.filter((span) => span.from <= minute && minute < span.until).map((span) => span.until),
      minute,
    );
    if (reach === minute) {
      return false;
    }
    at += reach - minute;
  }
  return true;
}

function spanText({ from, until }: UtcSpan): string {
  return [from, until]
    .map((minute) => {
      const inWeek = minute % MINUTES_PER_WEEK;
      const clock = [Math.floor((inWeek % MINUTES_PER_DAY) / 60), inWeek % 60].map((part) =>
        String(part).padStart(2, '0'),
      );
      return `${DAYS[Math.floor(inWeek / MINUTES_PER_DAY)] ?? ''} ${clock.join(':')}`;
    })
    .join(' to ');
}
