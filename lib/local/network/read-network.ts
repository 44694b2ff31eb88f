import { asList, asObject, type JsonObject, type JsonValue } from '../../template';
import type { LocalClients } from '../aws';
import { LocalFailure } from '../local-failure';
import { DESCRIBE_CALLS, type DescribeCall, type Described } from './describe-calls';

/** A list that a service refused to give: nothing is known of what it would hold. */
export interface Refusal {
  readonly region: string;
  /** Name of the list, for example `TransitGateways`. */
  readonly list: string;
  /** Code of the refusal, for example `InvalidAction`. */
  readonly code: string;
}

/** Lists of records by their name. */
export type DescribedLists = Readonly<Record<string, readonly JsonObject[]>>;

/** What one Region told about its network. */
export interface NetworkReading {
  readonly region: string;
  /** Those that were refused are left out. */
  readonly lists: DescribedLists;
  readonly refused: readonly Refusal[];
}

/**
 * Asks the services of a Region for everything that its network is made of, one question after the other.
 *
 * @throws LocalFailure when a service does not answer at all
 */
export async function readNetwork(clients: LocalClients, signal: AbortSignal): Promise<NetworkReading> {
  const { region } = clients;
  const lists: Record<string, readonly JsonObject[]> = {};
  const refused: Refusal[] = [];
  const calls: readonly (readonly [string, DescribeCall])[] = Object.entries(DESCRIBE_CALLS);
  for (const [list, ask] of calls) {
    try {
      lists[list] = asJson(await ask(clients, signal));
    } catch (error) {
      signal.throwIfAborted();
      refused.push({ region, list, code: refusalOf(error, list, region) });
    }
  }
  return { region, lists, refused };
}

/** Records as they would stand in a file. */
function asJson(records: readonly Described[]): readonly JsonObject[] {
  return asList(JSON.parse(JSON.stringify(records)) as JsonValue).map((record) => asObject(record));
}

/** Code of a service's refusal. @throws LocalFailure when there was no answer, and whatever is no error of a client */
function refusalOf(error: unknown, list: string, region: string): string {
  if (!(error instanceof Error) || !('$metadata' in error)) {
    throw error;
  }
  const { httpStatusCode } = error.$metadata as { readonly httpStatusCode?: number };
  if (httpStatusCode === undefined) {
    throw new LocalFailure([`${list} of ${region} must be told, and nobody answers: ${error.message}`], {
      cause: error,
    });
  }
  return error.name;
}
