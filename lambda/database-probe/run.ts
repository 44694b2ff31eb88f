import * as z from 'zod/mini';
import { PROBE_ENVIRONMENT, type DatabaseProbeAnswer } from './contract';
import { databaseProbeEvent } from './event';
import { probeDatabase, type Ask } from './probe';
import { signInToken } from './sign-in-token';

const text = z.string().check(z.minLength(1));

/**
 * Where the probe stands, and the credentials of its role, which Lambda renews from container to container.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html read 2026-11-25
 */
const environment = z.object({
  AWS_REGION: text,
  AWS_ACCESS_KEY_ID: text,
  AWS_SECRET_ACCESS_KEY: text,
  AWS_SESSION_TOKEN: z.optional(text),
  [PROBE_ENVIRONMENT.availabilityZone]: text,
});

/** Runs a probe: payload in, what was met out. It writes nothing, and throws when it can say nothing. */
export async function runProbe(
  payload: unknown,
  ask: Ask,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<DatabaseProbeAnswer> {
  const event = z.parse(databaseProbeEvent, payload);
  const env = z.parse(environment, variables);
  const credentials = {
    accessKeyId: env.AWS_ACCESS_KEY_ID,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
    sessionToken: env.AWS_SESSION_TOKEN,
  };
  return probeDatabase(event, {
    availabilityZone: env[PROBE_ENVIRONMENT.availabilityZone],
    ask,
    token: (host, port, user) => signInToken({ host, port, user }, env.AWS_REGION, credentials, new Date()),
  });
}
