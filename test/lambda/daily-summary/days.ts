import type { DailySummaryEvent } from '../../../lambda/daily-summary/contract';
import { writeMail } from '../../../lambda/daily-summary/mail';
import type { DayRecord, SummaryObservation } from '../../../lambda/daily-summary/read';
import { summarize, type Summary } from '../../../lambda/daily-summary/summary';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import { known } from '../../../lambda/shared/observed';
import type { ChainRecord } from '../../../lambda/shared/records/chain-record';
import type { DaySummary } from '../../../lambda/shared/records/day-summary';

/** The moment at which summaries are made: a quarter past midnight, UTC. */
export const MORNING = new Date('2026-11-26T00:15:00Z');

export const expectation: DailySummaryEvent = {
  version: 1,
  site: 'test-site',
  topicArn: 'arn:aws:sns:ap-northeast-1:111111111111:test-site-notifications',
  timeZone: 'Asia/Tokyo',
  functions: [
    { function: 'database-check', runsPerDay: 1_440 },
    { function: 'backup-check', runsPerDay: 24 },
    { function: 'drill', runsPerDay: null },
  ],
};

/** A day on which a function ran as planned and found nothing. */
export function dayOf(changes: Partial<DaySummary> = {}): DaySummary {
  return {
    date: '2026-11-25',
    opened: 1_440,
    completed: 1_440,
    crashed: 0,
    byOutcome: { HEALTHY: 1_440 },
    unknownByCode: {},
    changes: [],
    changeCount: 0,
    happened: [],
    happenedCount: 0,
    firstAt: '2026-11-25T00:00:10.000Z',
    lastAt: '2026-11-25T23:59:10.000Z',
    ...changes,
  };
}

/** The last record of a day. */
export function recordOf(day: Partial<DaySummary> = {}, changes: Partial<ChainRecord> = {}): ChainRecord {
  return {
    version: 1,
    function: 'database-check',
    site: 'test-site',
    requestId: 'r-1',
    state: 'open',
    startedAt: '2026-11-25T23:59:00.000Z',
    at: '2026-11-25T23:59:00.000Z',
    sequence: 7,
    previous: 'a'.repeat(64),
    beginning: null,
    standing: { last: { outcome: 'HEALTHY', at: '2026-11-25T23:59:10.000Z' }, announced: null, pending: [] },
    day: dayOf(day),
    ...changes,
  } as ChainRecord;
}

export const TODAY: DayRecord = known(
  recordOf({ date: '2026-11-26', firstAt: '2026-11-26T00:00:10.000Z' }, { requestId: 'r-2' }),
);
export const ABSENT: DayRecord = known('absent');

const HOURLY = { opened: 24, completed: 24, byOutcome: { HEALTHY: 24 } };

/** What is observed on a good day. */
export const goodDay = {
  'database-check': { yesterday: known(recordOf()), today: TODAY },
  'backup-check': { yesterday: known(recordOf(HOURLY)), today: ABSENT },
  drill: { yesterday: ABSENT, today: ABSENT },
} as const satisfies SummaryObservation;

/** A summary of a good day on which this function had another one. */
export function summaryWith(name: FunctionLabel, yesterday: DayRecord, today: DayRecord = TODAY): Summary {
  return summarize(expectation, { ...goodDay, [name]: { yesterday, today } }, MORNING);
}

/** English and Japanese lines of a mail. */
export function partsOf(summary: Summary): readonly (readonly string[])[] {
  return writeMail(summary)
    .body.split(`\n\n${'-'.repeat(72)}\n\n`)
    .map((part) => part.trimEnd().split('\n'));
}
