import { FailoverDBClusterCommand, RDSClient, type RDSClientConfig } from '@aws-sdk/client-rds';
import * as z from 'zod/mini';
import type { FailoverPorts, MutationOutcome } from '../failover/ports';
import { unknownFrom } from '../failure';
import type { ActionTools } from './run-failover';

/** What the one mutating call is sent with. */
export interface MutationOptions {
  readonly clusterIdentifier: string;
  /**
   * Milliseconds by which the clock of AWS is ahead of this machine's: what a client that only reads has found out. A
   * request that is signed with a wrong time is refused, and this client does not send it again with the right one.
   */
  readonly systemClockOffset: () => number;
  /**
   * Milliseconds from sending until the outcome counts as unknown.
   *
   * @default 10_000
   */
  readonly milliseconds?: number;
  /**
   * Credentials, Region and transport.
   *
   * @default - those of the function
   */
  readonly client?: Pick<RDSClientConfig, 'region' | 'credentials' | 'requestHandler' | 'endpoint'>;
}

const DEFAULT_MILLISECONDS = 10_000;

/** Time to connect; over a connection that was never made nothing was sent, but this is not concluded from a timeout. */
const CONNECTION_MILLISECONDS = 3_000;

/**
 * The one call that changes anything: it fails the cluster over to a named instance, and is sent once.
 *
 * `client-rds` sends `FailoverDBCluster` again by itself after resets, timeouts and errors of the service, hence the single
 * attempt. The client lives as long as the call and its connection is new: one that died while the container was frozen
 * would break on being used, and leave the outcome unknown although nothing was sent.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_FailoverDBCluster.html read 2026-11-25
 */
export function failOverCluster({
  clusterIdentifier,
  systemClockOffset,
  milliseconds = DEFAULT_MILLISECONDS,
  client = {},
}: MutationOptions): NonNullable<FailoverPorts['failOver']> {
  return async (targetInstanceId) => {
    const rds = new RDSClient({
      maxAttempts: 1,
      retryMode: 'standard',
      systemClockOffset: systemClockOffset(),
      requestHandler: {
        connectionTimeout: CONNECTION_MILLISECONDS,
        requestTimeout: milliseconds,
        throwOnRequestTimeout: true,
        httpsAgent: { keepAlive: false },
      },
      ...client,
    });
    const command = new FailoverDBClusterCommand({
      DBClusterIdentifier: clusterIdentifier,
      TargetDBInstanceIdentifier: targetInstanceId,
    });
    try {
      // The time limit of the transport ends with the first bytes of an answer; this one does not.
      return confirm(await rds.send(command, { abortSignal: AbortSignal.timeout(milliseconds) }), clusterIdentifier);
    } catch (error) {
      return outcomeOf(error);
    } finally {
      rds.destroy();
    }
  };
}

/** The call of an action's container, with the time as its client of RDS knows it from reading. */
export const failOver: ActionTools['failOver'] = (clusterIdentifier, { rds }) =>
  failOverCluster({ clusterIdentifier, systemClockOffset: () => rds.config.systemClockOffset });

function confirm(answer: unknown, clusterIdentifier: string): MutationOutcome {
  const confirmation = z.object({ DBCluster: z.object({ DBClusterIdentifier: z.literal(clusterIdentifier) }) });
  return z.safeParse(confirmation, answer).success
    ? { kind: 'accepted' }
    : { kind: 'outcomeUnknown', reason: 'the answer does not confirm it' };
}

/**
 * An error with which the API itself says that it did nothing: a fault of the sender, as its document says. The page of a
 * proxy has the same status and no such document.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/APITroubleshooting.html read 2026-11-25
 */
const refusal = z.object({
  name: z.string(),
  Type: z.literal('Sender'),
  $metadata: z.object({ httpStatusCode: z.int().check(z.minimum(400), z.maximum(499)) }),
});

/**
 * What an error says about whether anything happened. Only two things say that nothing did: the API, and a connection that
 * could not be made.
 */
function outcomeOf(error: unknown): MutationOutcome {
  const { reason } = unknownFrom(error);
  const refused = z.safeParse(refusal, error);
  if (refused.success) {
    // In this state of the cluster: most likely because it is failing over already, which whoever asks looks up.
    return { kind: 'refused', inProgress: refused.data.name === 'InvalidDBClusterStateFault', reason };
  }
  return wasNeverSent(error) ? { kind: 'refused', inProgress: false, reason } : { kind: 'outcomeUnknown', reason };
}

/** Looking up the name and connecting come before the first byte; credentials come before that. */
function wasNeverSent(error: unknown): boolean {
  const { syscall, name } = error as { readonly syscall?: unknown; readonly name?: unknown };
  return syscall === 'getaddrinfo' || syscall === 'connect' || name === 'CredentialsProviderError';
}
