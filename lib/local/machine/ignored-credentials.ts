import { existsSync } from 'node:fs';
import path from 'node:path';
import { readVariable } from './variables';

/** Variables that give AWS tools credentials, or say where to get them. */
const CREDENTIALS = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CONFIG_FILE',
  'AWS_BEARER_TOKEN_BEDROCK',
]);

/** Variables that send requests of AWS tools elsewhere, one per service. */
const ENDPOINT = /^AWS_ENDPOINT_URL(_|$)/;

/**
 * Names of what would give AWS tools real credentials, profiles or endpoints, were they not kept from the local site:
 * variables first, then the files in the user's home. Never a value.
 */
export function ignoredCredentials(
  source: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  exists: (file: string) => boolean = existsSync,
): readonly string[] {
  const variables = Object.keys(source).filter((name) => {
    const known = platform === 'win32' ? name.toUpperCase() : name;
    return source[name] !== '' && (CREDENTIALS.has(known) || ENDPOINT.test(known));
  });
  const home = readVariable(source, platform === 'win32' ? 'USERPROFILE' : 'HOME', platform);
  const files = home === undefined || home === '' ? [] : ['credentials', 'config'];
  const style = platform === 'win32' ? path.win32 : path.posix;
  return [
    ...variables.sort(),
    ...files.filter((name) => exists(style.join(home ?? '', '.aws', name))).map((name) => `~/.aws/${name}`),
  ];
}
