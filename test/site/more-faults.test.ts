import { formatFault } from '../../lib/errors';
import { CAPACITY_AND_TIERS } from './faults/capacity-and-tiers';
import { DATABASE_AND_OPERATIONS } from './faults/database-and-operations';
import { DOMAIN } from './faults/domain';
import { EDGE } from './faults/edge';
import { FAILOVER } from './faults/failover';
import { IDENTITY_AND_REGIONS } from './faults/identity-and-regions';
import { faultsOf, withField, withFields } from './support';

const ROWS = [
  ...IDENTITY_AND_REGIONS,
  ...DOMAIN,
  ...EDGE,
  ...CAPACITY_AND_TIERS,
  ...DATABASE_AND_OPERATIONS,
  ...FAILOVER,
];

test.each(ROWS)('refuses %s', (_, fields, path, code, text) => {
  const fault = faultsOf(withFields(fields)).find((candidate) => candidate.path === path && candidate.code === code);
  expect(fault === undefined ? faultsOf(withFields(fields)).map(formatFault) : formatFault(fault)).toContain(text);
});

test('tells of maintenance that daylight saving moves into a sale', () => {
  const fields = {
    'operations.timeZone': 'Europe/Berlin',
    'operations.maintenance': { day: 'Sat', from: '07:00', until: '08:30' },
  };
  expect(faultsOf(withFields(fields)).map(formatFault).join()).toContain('daylight saving included');
});

test('takes windows a minute apart', () => {
  const evening = { name: 'evening', window: { days: ['Sat'], from: '13:01', until: '15:00' }, peakRps: 900 };
  expect(faultsOf(withField('capacity.onSale[1]', evening))).toEqual([]);
});

test('takes two zones in a standard site with a reason', () => {
  const fields = {
    'regions.primary.availabilityZones': ['ap-northeast-1a', 'ap-northeast-1c'],
    'regions.primary.fewerZones': { reason: 'a pilot of one month' },
  };
  expect(faultsOf(withFields(fields))).toEqual([]);
});

test('takes a Region without prefix lists that names its own', () => {
  const fields = {
    'regions.primary.region': 'me-central-1',
    'regions.primary.prefixLists': { cloudFrontOriginFacing: 'pl-01234567', s3: 'pl-0123456789abcdef0' },
  };
  expect(faultsOf(withFields(fields))).toEqual([]);
});

test('takes the same classes in one promotion tier', () => {
  const readers = ['a', 'b'].map((name) => ({ name, promotionTier: 1 }));
  expect(faultsOf(withField('database.readers', readers))).toEqual([]);
});
