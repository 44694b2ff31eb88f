import type { FaultRow } from './fault-row';

const WRITER = 'database.failover.writer';
const DRILL = 'database.failover.drill';

/** A drill that keeps every rule in a site that is not in production. */
const sunday = { days: ['Sun'], from: '02:00', until: '02:30' };

const twoZones = {
  'regions.primary.availabilityZones': ['ap-northeast-1a', 'ap-northeast-1c'],
  'regions.primary.fewerZones': { reason: 'a pilot of one month' },
};

export const FAILOVER: readonly FaultRow[] = [
  [
    'an environment by another name',
    { environment: 'staging' },
    'environment',
    'ChoiceInvalid',
    "must be one of 'production', 'non-production', got 'staging'",
  ],
  [
    'failover that is switched off by a flag',
    { [WRITER]: false },
    WRITER,
    'ChoiceInvalid',
    "must be one of 'act', 'dry-run', got false",
  ],
  [
    'failover that acts in two zones',
    { ...twoZones, [WRITER]: 'act' },
    WRITER,
    'FailoverWithoutQuorum',
    "must be 'dry-run' in 2 zones: it takes 3, two of which agree that the third is lost, got 'act'; leave it out, or add a zone",
  ],
  [
    'a drill without a window',
    { environment: 'non-production', [DRILL]: {} },
    `${DRILL}.window`,
    'FieldMissing',
    'must be given, got nothing',
  ],
  [
    'a drill in production without a reason',
    { [DRILL]: { window: sunday } },
    `${DRILL}.production`,
    'DrillInProduction',
    "must give the reason why a production site is drilled: requests fail while the writer moves, got nothing; write production: { reason: '…' }, or environment: 'non-production' where that is true",
  ],
  [
    'a drill in production that is declared without a reason',
    { environment: 'production', [DRILL]: { window: sunday } },
    `${DRILL}.production`,
    'DrillInProduction',
    'must give the reason',
  ],
  [
    'a drill in production with an empty reason',
    { [DRILL]: { window: sunday, production: { reason: 'todo' } } },
    `${DRILL}.production.reason`,
    'ReasonMissing',
    'must say why, in 5 to 300 characters',
  ],
  [
    'a reason for production where there is none',
    { environment: 'non-production', [DRILL]: { window: sunday, production: { reason: 'asked for by auditors' } } },
    `${DRILL}.production`,
    'WaiverUnneeded',
    "must be left out while environment is 'non-production', got a reason",
  ],
  [
    'a drill of 29 minutes',
    { environment: 'non-production', [DRILL]: { window: { ...sunday, until: '02:29' } } },
    `${DRILL}.window.until`,
    'WindowOrder',
    "must be at least 30 minutes later than 'from', 02:00, on the same day, got '02:29'",
  ],
  [
    'a drill over midnight',
    { environment: 'non-production', [DRILL]: { window: { days: ['Sun'], from: '23:30', until: '00:30' } } },
    `${DRILL}.window.until`,
    'WindowOrder',
    'choose half an hour or more within one day',
  ],
  [
    'a drill on one day twice',
    { environment: 'non-production', [DRILL]: { window: { ...sunday, days: ['Sun', 'Sun'] } } },
    `${DRILL}.window.days[1]`,
    'DayDuplicate',
    'must be listed once',
  ],
  [
    'a drill that ends as a sale launches its instances',
    { environment: 'non-production', [DRILL]: { window: { days: ['Fri', 'Sat'], from: '08:30', until: '09:00' } } },
    `${DRILL}.window`,
    'DrillInSale',
    "must not touch the on-sale window 'saturday-sale' with its lead time, got Fri, Sat 08:30 to 09:00; choose another day or time",
  ],
  [
    'a drill that ends as maintenance begins',
    { environment: 'non-production', [DRILL]: { window: { days: ['Tue'], from: '04:00', until: '04:30' } } },
    `${DRILL}.window`,
    'DrillInMaintenance',
    'must not touch operations.maintenance, Tue 04:30 to 05:00, daylight saving included: an instance may be down then, got Tue 04:00 to 04:30',
  ],
  [
    'a drill that daylight saving moves maintenance into',
    {
      environment: 'non-production',
      'operations.timeZone': 'Europe/Berlin',
      [DRILL]: { window: { days: ['Tue'], from: '05:45', until: '06:15' } },
    },
    `${DRILL}.window`,
    'DrillInMaintenance',
    'daylight saving included',
  ],
];
