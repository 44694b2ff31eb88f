import { regionOf } from '../../../lib/local/run/launch-steps';

test('a stack without a Region has no place in the local site, and is named', () => {
  expect(regionOf({ name: 'Site', region: 'us-east-1' })).toBe('us-east-1');
  expect(() => regionOf({ name: 'Site', region: undefined })).toThrow(
    /^Site: must be a stack with a Region.* \[RegionMissing\]$/,
  );
});
