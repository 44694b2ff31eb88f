import { localClients, type LocalClients } from '../../../../lib/local/aws';

/** Account of the local site. */
export const ACCOUNT = '111122223333';

/** A call as a client was asked to make it. */
export interface FakeCall {
  /** Client, as `LocalClients` names it. */
  readonly service: string;
  readonly region: string;
  /** Action, for example `DescribeStacks`. */
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the client was told beside the input. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Answers by action; one that is not there fails, and so does one that throws. */
export type Answers = Readonly<Record<string, (call: FakeCall) => unknown>>;

/** Real clients of one Region that reach nothing: every call is answered here, and noted. */
export function fakeClients(
  answers: Answers,
  region = 'ap-northeast-1',
  endpoint = 'http://127.0.0.1:9',
): { readonly clients: LocalClients; readonly calls: FakeCall[] } {
  const clients = localClients({ endpoint, account: ACCOUNT }, region);
  const calls: FakeCall[] = [];
  for (const [service, client] of Object.entries(clients) as [string, unknown][]) {
    if (typeof client === 'object' && client !== null && 'send' in client) {
      Object.assign(client, {
        send: async ({ constructor, input }: Command, options: FakeCall['options'] = {}) => {
          const action = constructor.name.replace(/Command$/, '');
          // Members that are left out are no members.
          const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
          const call = { service, region, action, input: given, options };
          calls.push(call);
          const answer = answers[action];
          if (answer === undefined) {
            throw new Error(`the fake has no answer to ${action}`);
          }
          return { ...(await (answer(call) as Promise<object>)), $metadata: {} };
        },
      });
    }
  }
  return { clients, calls };
}

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: object;
}

/** Calls as `Action input`, in the order in which they were made, without those that only read. */
export function changesIn(calls: readonly FakeCall[]): readonly (readonly [string, unknown])[] {
  return calls.filter(({ action }) => !/^(Describe|List|Get)/.test(action)).map(({ action, input }) => [action, input]);
}
