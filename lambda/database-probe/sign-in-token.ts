import { Sha256 } from '@smithy/core/checksum';
import { buildQueryString, HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';

/** Credentials of the function's role, as Lambda puts them into the environment. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Who signs in where. */
export interface SignIn {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/**
 * Longest life of a token; it only has to be valid when the connection is made.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html read 2026-11-25
 */
const LIFETIME_SECONDS = 900;

/**
 * The password with which a role signs in to a database: a signed URL without its scheme, made without a request.
 *
 * `@aws-sdk/rds-signer` makes the same, and brings along 270 KB of ways to find credentials that a function never uses.
 */
export async function signInToken(
  { host, port, user }: SignIn,
  region: string,
  credentials: RoleCredentials,
  now: Date,
): Promise<string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new SignatureV4({
    service: 'rds-db',
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    sha256: Sha256,
  });
  const place = `${host}:${String(port)}`;
  const request = new HttpRequest({
    method: 'GET',
    protocol: 'https:',
    hostname: host,
    port,
    query: { Action: 'connect', DBUser: user },
    headers: { host: place },
  });
  const signed = await signer.presign(request, { expiresIn: LIFETIME_SECONDS, signingDate: now });
  return `${place}/?${buildQueryString(signed.query ?? {})}`;
}
