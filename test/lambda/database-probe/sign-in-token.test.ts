import { Signer } from '@aws-sdk/rds-signer';
import { signInToken } from '../../../lambda/database-probe/sign-in-token';

const NOW = new Date('2026-11-25T12:00:00Z');
const place = { host: 'db.cluster-x.ap-northeast-1.rds.amazonaws.com', port: 3306, user: 'site_probe' };

afterEach(() => {
  jest.useRealTimers();
});

test.each([
  ['with a session', { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'a/b+c=' }],
  ['without one', { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }],
])('the token of credentials %s is the one that the signer of the SDK makes', async (_what, credentials) => {
  jest.useFakeTimers({ now: NOW });
  const { host, port, user } = place;
  const signer = new Signer({ hostname: host, port, username: user, region: 'ap-northeast-1', credentials });
  expect(await signInToken(place, 'ap-northeast-1', credentials, NOW)).toBe(await signer.getAuthToken());
});

test('a token is good for fifteen minutes at one place for one user', async () => {
  const token = await signInToken(place, 'eu-west-1', { accessKeyId: 'A', secretAccessKey: 's' }, NOW);
  const url = new URL(`https://${token}`);
  expect(url.host).toBe('db.cluster-x.ap-northeast-1.rds.amazonaws.com:3306');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    Action: 'connect',
    DBUser: 'site_probe',
    'X-Amz-Expires': '900',
    'X-Amz-Date': '20261125T120000Z',
    'X-Amz-Credential': 'A/20261125/eu-west-1/rds-db/aws4_request',
  });
  expect(token).not.toContain('X-Amz-Security-Token');
});
