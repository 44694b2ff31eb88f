import { jsonRequest, type LocalClients } from '../../../../lib/local/aws';

/** Asks the emulator whether it still diverges. */
export interface Probe {
  /** Makes what it needs, and gives what the emulator says. */
  readonly observe: (clients: LocalClients) => Promise<unknown>;
  /** What it says as long as it diverges. */
  readonly diverging: unknown;
}

/** What an error of the SDK is called, or `accepted`. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
}

/** What a service that speaks JSON answers, or the name of its refusal. */
export async function answerOf(
  { address, region }: LocalClients,
  service: string,
  target: string,
  input: object,
): Promise<unknown> {
  try {
    return await jsonRequest(address, { service, region, target, input });
  } catch (error) {
    return /"__type": ?"([^"]+)"/.exec(error instanceof Error ? error.message : '')?.[1] ?? String(error);
  }
}
