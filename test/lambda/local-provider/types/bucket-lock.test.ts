import { bench } from '../bench';
import { refuse } from '../fake-clients';

const type = 'Honmaru::Local::BucketLock';
const accepts = { PutObjectLockConfiguration: () => ({}) };
const lock = (DefaultRetention: object) => ({ ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } });
const properties = { Bucket: 'records', ObjectLockConfiguration: lock({ Mode: 'COMPLIANCE', Days: 400 }) };

test('locks the bucket, whose name is that of the lock', async () => {
  const { create, fake } = bench(type, accepts);
  expect(await create(properties)).toStrictEqual({ status: 'SUCCESS', physicalId: 'records', attributes: {} });
  expect(fake.calls).toStrictEqual([['PutObjectLockConfiguration', properties]]);
});

test.each([
  ['without a rule', { ObjectLockEnabled: 'Enabled' }],
  ['that those who may can lift', lock({ Mode: 'GOVERNANCE', Days: 1 })],
  ['for years', lock({ Mode: 'COMPLIANCE', Years: 7 })],
])('a lock %s is put as it stands', async (_, ObjectLockConfiguration) => {
  const { create, fake } = bench(type, accepts);
  expect(await create({ Bucket: 'records', ObjectLockConfiguration })).toMatchObject({ status: 'SUCCESS' });
  expect(fake.inputOf('PutObjectLockConfiguration')).toStrictEqual({ Bucket: 'records', ObjectLockConfiguration });
});

test.each([
  ['that is off', { ObjectLockEnabled: 'Disabled' }],
  ['of a mode that S3 does not know', lock({ Mode: 'STRICT', Days: 1 })],
  ['without a mode', lock({ Days: 1 })],
  ['without a default retention', { ObjectLockEnabled: 'Enabled', Rule: {} }],
  ['that says more', { ObjectLockEnabled: 'Enabled', Token: 'x' }],
  ['whose retention says more', lock({ Mode: 'COMPLIANCE', Hours: 1 })],
  ['whose rule says more', { ...lock({ Mode: 'COMPLIANCE', Days: 1 }), Rule: { Other: 'x' } }],
  ['of nothing', undefined],
])('a lock %s is refused', async (_, ObjectLockConfiguration) => {
  const { create, fake } = bench(type, accepts);
  expect(await create({ Bucket: 'records', ObjectLockConfiguration })).toMatchObject({
    status: 'FAILED',
    reason: expect.stringMatching(/^Honmaru::Local::BucketLock: ObjectLockConfiguration/),
  });
  expect(fake.calls).toStrictEqual([]);
});

test('a bucket is needed, and nothing but a bucket and its lock is taken', async () => {
  const { create } = bench(type, accepts);
  const { ObjectLockConfiguration } = properties;
  expect(await create({ ObjectLockConfiguration })).toMatchObject({ status: 'FAILED' });
  expect(await create({ ...properties, Owner: 'x' })).toMatchObject({
    status: 'FAILED',
    reason: 'Honmaru::Local::BucketLock: Owner is not played locally',
  });
});

test('another lock is put in place', async () => {
  const { update, fake } = bench(type, accepts);
  const after = { ...properties, ObjectLockConfiguration: lock({ Mode: 'COMPLIANCE', Days: 800 }) };
  expect(await update('records', properties, after)).toStrictEqual({
    status: 'SUCCESS',
    physicalId: 'records',
    attributes: {},
  });
  expect(fake.calls).toStrictEqual([['PutObjectLockConfiguration', after]]);
});

test('without a change nothing is sent', async () => {
  const { update, fake } = bench(type, accepts);
  expect(await update('records', properties, properties)).toStrictEqual({
    status: 'SUCCESS',
    physicalId: 'records',
    attributes: {},
  });
  expect(fake.calls).toStrictEqual([]);
});

test('the lock of another bucket is another one', async () => {
  const { update, fake } = bench(type, accepts);
  expect(await update('records', properties, { ...properties, Bucket: 'other' })).toMatchObject({
    physicalId: 'other',
  });
  expect(fake.inputOf('PutObjectLockConfiguration')).toMatchObject({ Bucket: 'other' });
});

test('a refusal is told in the words of S3', async () => {
  const { create } = bench(type, { PutObjectLockConfiguration: refuse('InvalidBucketState', 'no versions') });
  expect(await create(properties)).toMatchObject({ status: 'FAILED', reason: 'InvalidBucketState: no versions' });
});

test('is never lifted: it ends with its bucket', async () => {
  const { remove, fake } = bench(type);
  expect(await remove('records', properties)).toMatchObject({ status: 'SUCCESS', physicalId: 'records' });
  expect(fake.calls).toStrictEqual([]);
});
