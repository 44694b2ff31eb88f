import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import type { DatabaseProbeEvent, ProbedDatabase } from '../../database-probe/contract';
import type { EndpointReading, Vantage } from '../failover/ports';
import { unknownFrom } from '../failure';
import { known, unknown, type Observed, type Unknown } from '../observed';
import type { Probe } from './contract';

/** What probes are asked about. */
export interface ProbeQuestion {
  readonly site: string;
  readonly database: ProbedDatabase;
  readonly instances: DatabaseProbeEvent['instances'];
}

/**
 * Time for one probe to answer: three seconds at the endpoints, and the start of a function whose zone lives. One whose zone
 * is lost never answers.
 */
export const PROBE_MILLISECONDS = 8_000;

/** Asks every probe at once; one that fails, does not answer, or answers something else has an unknown view. */
export function readVantages(
  lambda: LambdaClient,
  probes: readonly Probe[],
  question: ProbeQuestion,
  signal: AbortSignal,
): Promise<readonly Vantage[]> {
  return Promise.all(
    probes.map(async (probe): Promise<Vantage> => {
      const { availabilityZone } = probe;
      const seen = await askProbe(lambda, probe, question, signal);
      return seen.kind === 'unknown'
        ? { availabilityZone, writerEndpoint: seen, instances: {} }
        : {
            availabilityZone,
            writerEndpoint: known(seen.value.writerEndpoint),
            instances: seen.value.instances,
          };
    }),
  );
}

const reason = z.string().check(z.minLength(1), z.maxLength(300));
const server = z.optional(z.string().check(z.minLength(1), z.maxLength(63)));

const reading: z.ZodMiniType<EndpointReading> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['writer', 'reader']), server }),
  z.object({ kind: z.enum(['silent', 'busy', 'refused']), reason }),
]);

const probeAnswer = z.object({
  version: z.literal(1),
  availabilityZone: z.string(),
  writerEndpoint: reading,
  instances: z.record(z.string(), reading),
});

/** What Lambda says of an invocation that was waited for. */
const invocation = z.object({
  StatusCode: z.literal(200),
  FunctionError: z.optional(z.string()),
  Payload: z.instanceof(Uint8Array),
});

async function askProbe(
  lambda: LambdaClient,
  { availabilityZone, functionName }: Probe,
  { site, database, instances }: ProbeQuestion,
  signal: AbortSignal,
): Promise<Observed<z.infer<typeof probeAnswer>>> {
  const event: DatabaseProbeEvent = { version: 1, site, availabilityZone, database, instances };
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(PROBE_MILLISECONDS)]);
  try {
    const sent = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(event)) }),
      { abortSignal },
    );
    return readInvocation(sent, event);
  } catch (error) {
    return unknownFrom(error);
  }
}

function readInvocation(sent: unknown, asked: DatabaseProbeEvent): Observed<z.infer<typeof probeAnswer>> {
  const parsed = z.safeParse(invocation, sent);
  if (!parsed.success) {
    return unknown('Malformed', 'not the answer of this API');
  }
  const payload = parseJson(parsed.data.Payload);
  if (parsed.data.FunctionError !== undefined) {
    return failed(payload);
  }
  const answer = z.safeParse(probeAnswer, payload);
  if (!answer.success) {
    return unknown('Malformed', 'the probe answers something else');
  }
  if (answer.data.availabilityZone !== asked.availabilityZone) {
    return unknown('Contradictory', 'the probe stands in another zone');
  }
  const named = asked.instances.every(({ instanceId }) => instanceId in answer.data.instances);
  return named && Object.keys(answer.data.instances).length === asked.instances.length
    ? known(answer.data)
    : unknown('Contradictory', 'the probe answers about other instances');
}

const failure = z.object({ errorType: z.string().check(z.regex(/^[\w.]{1,100}$/)) });

/**
 * A probe that failed: its zone is dark, or it is broken. Its message is not repeated; the type says enough.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html read 2026-11-25
 */
function failed(payload: unknown): Unknown {
  const parsed = z.safeParse(failure, payload);
  const type = parsed.success ? parsed.data.errorType : 'unnamed error';
  return unknown(type === 'Sandbox.Timedout' ? 'Timeout' : 'ApiError', `the probe failed: ${type}`);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}
