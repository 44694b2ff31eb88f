import { readSchedule, type ReadSchedule } from '../../../lib/verify/backups/schedule/cron';
import { runsOf } from '../../../lib/verify/backups/schedule/runs';
import { formatInstant, formatMinutes, minuteOf } from '../../../lib/verify/backups/schedule/time';
import { TimeZone } from '../../../lib/verify/backups/schedule/time-zone';

const YEAR = { from: minuteOf(2028, 1, 1), until: minuteOf(2029, 1, 1) };

function zone(name: string): TimeZone {
  const found = TimeZone.find(name, YEAR);
  if (found === undefined) {
    throw new Error(`no zone ${name}`);
  }
  return found;
}

/** Dates and times of 2028, a leap year that begins on a Saturday, at which an expression runs. */
function runs(text: string, zoneName = 'UTC'): readonly string[] {
  const schedule = readSchedule(text);
  if (schedule.kind !== 'cron' && schedule.kind !== 'rate') {
    throw new Error(schedule.why.en);
  }
  return runsOf(schedule, zone(zoneName), YEAR).map(({ from }) => formatInstant(from).slice(5, 16));
}

const dates = (text: string) => runs(text).map((each) => each.slice(0, 5));

test.each([
  // From a calendar of 2028.
  [
    'cron(0 3 L * ? *)',
    ['01-31', '02-29', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31'],
  ],
  // The 1st is a Saturday in January, April and July, a Sunday in October: those go on to Monday, never back into the month before.
  [
    'cron(0 3 1W * ? *)',
    ['01-03', '02-01', '03-01', '04-03', '05-01', '06-01', '07-03', '08-01', '09-01', '10-02', '11-01', '12-01'],
  ],
  // The 31st: where it is a Sunday (December) or Saturday, back to Friday; months of 30 days have none.
  ['cron(0 3 31W * ? *)', ['01-31', '03-31', '05-31', '07-31', '08-31', '10-31', '12-29']],
  // Sunday 15 October: on to Monday. Saturday 15 January, April and July: back to Friday.
  ['cron(0 3 15W 1,4,7,10 ? *)', ['01-14', '04-14', '07-14', '10-16']],
  // Third Fridays.
  [
    'cron(0 3 ? * 6#3 *)',
    ['01-21', '02-18', '03-17', '04-21', '05-19', '06-16', '07-21', '08-18', '09-15', '10-20', '11-17', '12-15'],
  ],
  // Months with five Saturdays.
  ['cron(0 3 ? * SAT#5 *)', ['01-29', '04-29', '07-29', '09-30', '12-30']],
  // Last Mondays of a quarter.
  ['cron(0 3 ? 3,6,9,12 2L *)', ['03-27', '06-26', '09-25', '12-25']],
  ['cron(0 3 ? 1 MONL *)', ['01-31']],
  // L alone is the last day of the week.
  ['cron(0 3 ? 2 L *)', ['02-05', '02-12', '02-19', '02-26']],
  ['cron(0 3 29 2 ? *)', ['02-29']],
  ['cron(0 3 30 2 ? *)', []],
  ['cron(0 3 1 JAN-MAR,dec ? 2028)', ['01-01', '02-01', '03-01', '12-01']],
  ['cron(0 3 1 1/5 ? 2020/4)', ['01-01', '06-01', '11-01']],
  ['cron(0 3 1 1 ? 2020/3)', []],
  ['cron(0 3 28-31/2 2 ? *)', ['02-28']],
])('%s', (text, expected) => {
  expect(dates(text)).toEqual(expected);
});

test('hours and minutes are lists, ranges and steps', () => {
  const first = (text: string) =>
    runs(text)
      .filter((each) => each.startsWith('01-01'))
      .map((each) => each.slice(6));
  expect(first('cron(15 0/6 * * ? *)')).toEqual(['00:15', '06:15', '12:15', '18:15']);
  expect(first('cron(0 8-10,22 * * ? *)')).toEqual(['08:00', '09:00', '10:00', '22:00']);
  expect(first('cron(5 */8 ? * * *)')).toEqual(['00:05', '08:05', '16:05']);
});

test('a leap year has 366 days, each once', () => {
  expect(runs('cron(0 0 * * ? *)')).toHaveLength(366);
  expect(runs('cron(0 * * * ? *)', 'Asia/Tokyo')).toHaveLength(366 * 24);
});

test('clocks skip an hour of the spring and show one of the autumn twice', () => {
  const schedule = readSchedule('cron(30 1,2,3 26 3 ? *)');
  const autumn = readSchedule('cron(30 2 29 10 ? *)');
  const of = (read: ReadSchedule) => (read.kind === 'cron' ? runsOf(read, zone('Europe/Berlin'), YEAR) : []);
  const show = (minute: number) => formatInstant(minute).slice(11);
  // On 26 March 2028 clocks go from 2:00 CET (1:00 UTC) to 3:00 CEST: 2:30 does not come, or an hour late.
  expect(of(schedule).map(({ from, to, sure }) => [show(from), show(to), sure])).toEqual([
    ['00:30Z', '00:30Z', true],
    ['01:00Z', '01:30Z', false],
    ['01:30Z', '01:30Z', true],
  ]);
  // On 29 October 2:30 comes in CEST (0:30 UTC) and in CET (1:30 UTC).
  expect(of(autumn).map(({ from, to, sure }) => [show(from), show(to), sure])).toEqual([['00:30Z', '01:30Z', true]]);
});

test('half hours, and clocks of the south', () => {
  // Midnight of New Year 2029 is still of 2028 in UTC, that of 2028 is not any more.
  expect(runs('cron(0 0 1 1 ? *)', 'Asia/Kolkata')).toEqual(['12-31T18:30']);
  expect(runs('cron(0 0 2 1 ? *)', 'Asia/Kolkata')).toEqual(['01-01T18:30']);
  // Sydney is 11 h ahead in January and 10 h in July.
  expect(runs('cron(0 12 1 1,7 ? *)', 'Australia/Sydney')).toEqual(['01-01T01:00', '07-01T02:00']);
  // Lord Howe changes by half an hour.
  expect(runs('cron(0 12 1 2,7 ? *)', 'Australia/Lord_Howe')).toEqual(['02-01T01:00', '07-01T01:30']);
});

test.each([
  ['rate(12 hours)', 12 * 60],
  ['rate(1 day)', 24 * 60],
  ['rate(90 minutes)', 90],
])('%s runs every %i minutes', (text, every) => {
  const schedule = readSchedule(text);
  expect(schedule).toMatchObject({ kind: 'rate', every });
});

test.each([
  ['0 3 * * ? *', 'must be cron(…)'],
  ['cron(0 3 * * ?)', 'must have six fields, it has 5'],
  ['cron(0 3 * * * *)', 'exactly one of day of month and day of week must be ?'],
  ['cron(0 3 ? * ? *)', 'exactly one of day of month and day of week must be ?'],
  ['cron(0 24 * * ? *)', "'24' is no value of the field hours (0 to 23)"],
  ['cron(60 3 * * ? *)', "'60' is no value of the field minutes (0 to 59)"],
  ['cron(0 3 0 * ? *)', "'0' is no value of the field day of month (1 to 31)"],
  ['cron(0 3 ? * 8 *)', "'8' is no value of the field day of week (1 to 7)"],
  ['cron(0 3 ? * 0 *)', "'0' is no value of the field day of week (1 to 7)"],
  ['cron(0 3 ? * 6#6 *)', "'6#6' is no value of the field day of week (1 to 7)"],
  ['cron(0 3 ? * 2#1,6#3 *)', "'2#1,6#3' is no value of the field day of week (1 to 7)"],
  ['cron(0 3 * 13 ? *)', "'13' is no value of the field month (1 to 12)"],
  ['cron(0 3 * FOO ? *)', "'FOO' is no value of the field month (1 to 12)"],
  ['cron(0 3 * * ? 1969)', "'1969' is no value of the field year (1970 to 2199)"],
  ['cron(0 0/0 * * ? *)', "'0/0' is no value of the field hours (0 to 23)"],
  ['cron(0 3, * * ? *)', "'' is no value of the field hours (0 to 23)"],
  ['rate(0 hours)', 'must be rate(<number> minutes | hours | days)'],
  ['rate(2 weeks)', 'must be rate(<number> minutes | hours | days)'],
])('%s is refused', (text, why) => {
  expect(readSchedule(text)).toMatchObject({ kind: 'refused', why: { en: why } });
});

test.each(['cron(0 3 LW * ? *)', 'cron(0 3 L-3 * ? *)', 'cron(0 3 ? * FRI-MON *)', 'cron(0 22-4 * * ? *)'])(
  '%s is not described by AWS',
  (text) => {
    expect(readSchedule(text)).toMatchObject({ kind: 'unclear' });
  },
);

test('there is no zone of a name that nobody gave', () => {
  expect(TimeZone.find('Asia/Edo', YEAR)).toBeUndefined();
  expect(TimeZone.find('', YEAR)).toBeUndefined();
});

test('durations are written in days, hours and minutes', () => {
  expect([0, 59, 60, 90, 4080, 95 * 60, 97 * 60, Infinity].map(formatMinutes)).toEqual([
    '0 min',
    '59 min',
    '1 h',
    '1 h 30 min',
    '68 h',
    '95 h',
    '4 d 1 h',
    '∞',
  ]);
});
