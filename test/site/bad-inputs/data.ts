import type { BadInput } from './bad-input';

function one(id: string, what: string, path: string, value: unknown, code: string, text: string): BadInput {
  return { id, what, fields: { [path]: value }, path, code, text };
}

export const DATA: readonly BadInput[] = [
  one(
    'B35',
    'a retention that does not hold the recovery points',
    'backup.database.retentionDays',
    1,
    'RetentionTooShort',
    '5 x 12 h between backups + 1 h to start + 3 h to complete = 64 h, 3 days, got 1; raise it to 3',
  ),
  one('B35', 'the same for the system', 'backup.system.retentionDays', 5, 'RetentionTooShort', '= 124 h, 6 days'),
  one(
    'B36',
    'no recovery points',
    'backup.database.recoveryPoints',
    0,
    'RecoveryPointsInvalid',
    'state how many recovery points must exist',
  ),
  {
    id: 'B37',
    what: 'two backups a day at one time',
    fields: { 'backup.database': { times: ['03:00'], perDay: 2 } },
    path: 'backup.database.perDay',
    code: 'BackupTimesDisagree',
    text: 'must be the number of times of day, 1: 03:00, got 2; list 2 times',
  },
  one(
    'B37',
    'two backups in one window',
    'backup.database.times',
    ['03:00', '03:30'],
    'BackupTimesTooClose',
    'must be at least 120 minutes apart',
  ),
  one(
    'B38',
    'copies into the primary Region',
    'regions.recovery[0].region',
    'ap-northeast-1',
    'RecoveryRegionIsPrimary',
    'copy recovery points to another Region',
  ),
  {
    id: 'B39',
    what: 'logs kept less than a year under PCI DSS',
    fields: { standards: ['pci-dss'], 'operations.logRetentionDays': 180 },
    path: 'operations.logRetentionDays',
    code: 'LogRetentionTooShort',
    text: "must be at least 365 under standard 'pci-dss', got 180; raise it to 365",
  },
  one(
    'B39',
    'logs kept less than three months',
    'operations.logRetentionDays',
    30,
    'LogRetentionTooShort',
    'raise it to 90',
  ),
  one('B40', 'no reader', 'database.readers', [], 'ReadersMissing', "must have at least 2 in profile 'standard'"),
  {
    id: 'B40',
    what: 'no reader in a starter site',
    fields: { profile: 'starter', 'regions.primary.fewerZones': undefined, 'database.readers': [] },
    path: 'database.readers',
    code: 'ReadersMissing',
    text: "must have at least 1 in profile 'starter'",
  },
  {
    id: 'B41',
    what: 'equal promotion tiers with different classes',
    fields: {
      'database.readers': [
        { name: 'reader-1', promotionTier: 1 },
        { name: 'reader-2', promotionTier: 1, instanceType: 'r8g.xlarge' },
      ],
    },
    path: 'database.readers',
    code: 'PromotionTiersAmbiguous',
    text: 'give the readers of class r8g.large the lowest promotionTier',
  },
  one(
    'B42',
    'an engine version outside the built-in table',
    'database.engineVersion',
    '17.4',
    'EngineVersionUnknown',
    'must be a long-term-support version of aurora-postgresql: 17.7, 16.8',
  ),
  one(
    'B42',
    'an engine version for one reader (no such field)',
    'database.readers',
    [{ name: 'reader-1', engineVersion: '16.8' }, { name: 'reader-2' }],
    'FieldUnknown',
    'must be a known field',
  ),
].map((row) =>
  // The fault of an unknown field names the field itself.
  row.code === 'FieldUnknown' ? { ...row, path: 'database.readers[0].engineVersion' } : row,
);
