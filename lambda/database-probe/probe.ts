import { lookup } from 'node:dns/promises';
import type { EndpointReading } from '../shared/failover/ports';
import type { DatabaseProbeAnswer, DatabaseProbeEvent } from './contract';
import { inTime, NoAnswer, WHOLE_MILLISECONDS } from './conversation';
import { Blind, networkReading } from './reading';

/** One endpoint with what is needed to sign in there. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Password for this endpoint and this user alone. Secret. */
  readonly token: string;
}

/** Asks one endpoint for its role, in a limited time. Throws when it cannot see, and for what is neither news nor silence. */
export type Ask = (endpoint: Endpoint) => Promise<EndpointReading>;

/** Whose certificates are trusted. */
export interface Trust {
  /**
   * Certificates of authorities, in PEM.
   *
   * @default - those of the machine, and those of the file that `NODE_EXTRA_CA_CERTS` names
   */
  readonly ca?: string;
}

/** What a probe needs of the machine it runs on. */
export interface ProbeSurroundings {
  /** Zone in which the probe stands. */
  readonly availabilityZone: string;
  readonly token: (host: string, port: number, user: string) => Promise<string>;
  readonly ask: Ask;
  /** @default lookup - asks the resolver of the machine */
  readonly resolve?: (host: string) => Promise<unknown>;
}

/**
 * Asks the endpoint of the cluster and those of its instances at once, each within three seconds.
 *
 * Throws when it can say nothing about endpoints because it cannot see: the invocation then fails, and whoever asked has
 * no view from this zone.
 */
export async function probeDatabase(
  event: DatabaseProbeEvent,
  { availabilityZone, token, ask, resolve = lookup }: ProbeSurroundings,
): Promise<DatabaseProbeAnswer> {
  if (event.availabilityZone !== availabilityZone) {
    throw new Error(`this probe stands in ${availabilityZone}, not in ${event.availabilityZone}`);
  }
  const { user, name: database, port, clusterEndpoint } = event.database;
  const read = async (host: string): Promise<EndpointReading> => {
    const endpoint = { host, port, user, database, token: await token(host, port, user) };
    const [reading] = await Promise.all([ask(endpoint), requireResolver(host, resolve)]);
    return reading;
  };
  const [writerEndpoint, instances] = await Promise.all([
    read(clusterEndpoint),
    Promise.all(event.instances.map(async ({ instanceId, host }) => [instanceId, await read(host)] as const)),
  ]);
  return { version: 1, availabilityZone, writerEndpoint, instances: Object.fromEntries(instances) };
}

/**
 * Throws when the resolver of the zone does not answer: drivers would call that silence of the database.
 *
 * That there is no such name is an answer of the resolver, and silence of the endpoint.
 */
async function requireResolver(host: string, resolve: (host: string) => Promise<unknown>): Promise<void> {
  try {
    await inTime(resolve(host), WHOLE_MILLISECONDS);
  } catch (error) {
    if (error instanceof NoAnswer) {
      throw new Blind('the resolver of the zone does not answer', { cause: error });
    }
    networkReading(error);
  }
}
