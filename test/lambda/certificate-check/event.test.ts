import * as z from 'zod/mini';
import { certificateCheckEvent } from '../../../lambda/certificate-check/event';
import { expectation } from './expectation';

test.each([
  [
    'an ARN that is none',
    { certificates: [{ ...expectation.certificates[0], arn: 'arn:aws:iam::1:server-certificate/x' }] },
  ],
  ['one purpose twice', { certificates: [expectation.certificates[0], expectation.certificates[0]] }],
  ['days that are equal', { renewal: { warnDays: 7, urgentDays: 7 } }],
  ['no day', { renewal: { warnDays: 7, urgentDays: 0 } }],
  ['no cluster', { database: { clusterIdentifier: '' } }],
  ['another version', { version: 2 }],
])('a payload with %s is none', (_what, changes) => {
  expect(z.safeParse(certificateCheckEvent, { ...expectation, ...changes }).success).toBe(false);
});

test.each([
  ['no certificate', { certificates: [] }],
  ['a day between', { renewal: { warnDays: 2, urgentDays: 1 } }],
])('a payload with %s is one', (_what, changes) => {
  expect(z.parse(certificateCheckEvent, { ...expectation, ...changes })).toStrictEqual({ ...expectation, ...changes });
});
