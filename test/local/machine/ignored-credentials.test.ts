import { ignoredCredentials } from '../../../lib/local/machine';

const nothing = (): boolean => false;

test('finds nothing in an environment without AWS', () => {
  expect(ignoredCredentials({ PATH: '/bin', HOME: '/home/jo', AWS_REGION: 'eu-west-1' }, 'linux', nothing)).toEqual([]);
});

test('names what would give credentials, and never a value', () => {
  const source = {
    AWS_SECRET_ACCESS_KEY: 'very secret',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_PROFILE: 'production',
    AWS_ENDPOINT_URL: 'https://elsewhere',
    AWS_ENDPOINT_URL_RDS: 'https://elsewhere',
  };
  expect(ignoredCredentials(source, 'linux', nothing)).toEqual([
    'AWS_ACCESS_KEY_ID',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_RDS',
    'AWS_PROFILE',
    'AWS_SECRET_ACCESS_KEY',
  ]);
});

test('leaves out a variable that is set to nothing', () => {
  expect(ignoredCredentials({ AWS_PROFILE: '' }, 'linux', nothing)).toEqual([]);
});

test('names the files in the home of the user', () => {
  const exists = (file: string): boolean => file === '/home/jo/.aws/config';
  expect(ignoredCredentials({ HOME: '/home/jo' }, 'linux', exists)).toEqual(['~/.aws/config']);
});

test('looks where Windows keeps them', () => {
  const exists = (file: string): boolean => file === 'C:\\Users\\Jo S\\.aws\\credentials';
  const source = { UserProfile: 'C:\\Users\\Jo S', aws_profile: 'real' };
  expect(ignoredCredentials(source, 'win32', exists)).toEqual(['aws_profile', '~/.aws/credentials']);
});
