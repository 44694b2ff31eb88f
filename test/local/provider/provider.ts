import { makeClients, type Clients } from '../../../lambda/local-provider/clients';
import type { Outcome } from '../../../lambda/local-provider/answer';
import { run } from '../../../lambda/local-provider/run';
import { played, request, type Properties } from '../../lambda/local-provider/bench';
import { emulatorUrl } from '../contract/support/emulator';

/** A resource that was made. */
export interface MadeResource {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The provider, with clients that reach the emulator. */
export interface Provider {
  readonly clients: Clients;
  readonly create: (type: string, properties: Properties, logicalId?: string) => Promise<MadeResource>;
  readonly update: (type: string, id: string, before: Properties, after: Properties) => Promise<MadeResource>;
  /** Deletes twice: the second time there is nothing left. */
  readonly remove: (type: string, id: string, properties: Properties) => Promise<void>;
  /** Reason why a deletion fails. */
  readonly refusal: (type: string, id: string, properties: Properties) => Promise<string>;
}

/** Makes a provider of a Region. The environment is that of the function, so it is set for the whole test file. */
export function localProvider(region: string): Provider {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: emulatorUrl(),
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: '111122223333',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const clients = makeClients();
  const send = async (payload: object): Promise<Outcome> => {
    const outcomes: Outcome[] = [];
    await run({ ...payload, StackId: `arn:aws:cloudformation:${region}:111122223333:stack/Provider/1` }, 60_000, {
      clients,
      answer: (_request, outcome) => {
        outcomes.push(outcome);
        return Promise.resolve();
      },
      write: () => undefined,
    });
    const [outcome] = outcomes;
    if (outcome === undefined) {
      throw new Error('no answer');
    }
    return outcome;
  };
  const succeed = async (payload: object): Promise<MadeResource> => {
    const outcome = await send(payload);
    if (outcome.status === 'FAILED') {
      throw new Error(outcome.reason);
    }
    return outcome;
  };
  const deletion = (type: string, id: string, properties: Properties): object =>
    request('Delete', { PhysicalResourceId: id, ResourceProperties: played(type, properties) });
  return {
    clients,
    create: (type, properties, logicalId = 'Logical') =>
      succeed({
        ...request('Create', { ResourceProperties: played(type, properties) }),
        LogicalResourceId: logicalId,
      }),
    update: (type, id, before, after) =>
      succeed(
        request('Update', {
          PhysicalResourceId: id,
          ResourceProperties: played(type, after),
          OldResourceProperties: played(type, before),
        }),
      ),
    remove: async (type, id, properties) => {
      await succeed(deletion(type, id, properties));
      await succeed(deletion(type, id, properties));
    },
    refusal: async (type, id, properties) => {
      const outcome = await send(deletion(type, id, properties));
      return outcome.status === 'FAILED' ? outcome.reason : 'it was deleted';
    },
  };
}
