import type { Outcome } from '../../../lambda/local-provider/answer';
import type { Kind } from '../../../lambda/local-provider/contract';
import { run } from '../../../lambda/local-provider/run';
import { FakeClients, type Answers } from './fake-clients';

/** Stack of every request. */
export const STACK_ID = 'arn:aws:cloudformation:ap-northeast-1:111122223333:stack/Site-Network/0a1b';

/** Template properties of a resource, with their numbers and booleans. */
export type Properties = Readonly<Record<string, unknown>>;

/** A provider with fake clients. */
export interface Bench {
  readonly fake: FakeClients;
  readonly lines: readonly string[];
  /** Sends any payload. */
  readonly send: (payload: unknown, remainingMilliseconds?: number) => Promise<Outcome>;
  readonly create: (properties: Properties) => Promise<Outcome>;
  readonly update: (physicalId: string, before: Properties, after: Properties) => Promise<Outcome>;
  readonly remove: (physicalId: string, properties: Properties) => Promise<Outcome>;
}

/** Runs requests about one type. */
export function bench(type: string, answers: Answers = {}): Bench {
  const fake = new FakeClients(answers);
  const lines: string[] = [];
  const send = async (payload: unknown, remainingMilliseconds = 60_000): Promise<Outcome> => {
    const outcomes: Outcome[] = [];
    await run(payload, remainingMilliseconds, {
      clients: fake.clients,
      answer: (_request, outcome) => {
        outcomes.push(outcome);
        return Promise.resolve();
      },
      write: (line) => lines.push(line),
    });
    const [outcome] = outcomes;
    if (outcome === undefined || outcomes.length !== 1) {
      throw new Error('answered other than once');
    }
    return outcome;
  };
  return {
    fake,
    lines,
    send,
    create: (properties) => send(request('Create', { ResourceProperties: played(type, properties) })),
    update: (physicalId, before, after) =>
      send(
        request('Update', {
          PhysicalResourceId: physicalId,
          ResourceProperties: played(type, after),
          OldResourceProperties: played(type, before),
        }),
      ),
    remove: (physicalId, properties) =>
      send(request('Delete', { PhysicalResourceId: physicalId, ResourceProperties: played(type, properties) })),
  };
}

/** A request of CloudFormation. */
export function request(type: 'Create' | 'Update' | 'Delete', changes: object = {}) {
  return {
    RequestType: type,
    ResponseURL: 'http://127.0.0.1:1/answer/secret',
    StackId: STACK_ID,
    RequestId: 'r',
    ResourceType: 'Custom::Local',
    LogicalResourceId: 'Logical',
    ...changes,
  };
}

/** Properties as CloudFormation hands them on: every number and boolean a string. */
export function played(type: string, properties: Properties) {
  return {
    ServiceToken: 'arn:aws:lambda:ap-northeast-1:111122223333:function:honmaru-local-provider',
    ServiceTimeout: '60',
    Type: type,
    Properties: asStrings(properties),
    Kinds: kindsIn(properties),
  };
}

function asStrings(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asStrings);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, asStrings(item)]])),
      )
    : String(value);
}

function kindsIn(value: unknown, pointer = ''): Readonly<Record<string, Kind>> {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { [pointer]: typeof value === 'number' ? 'number' : 'boolean' };
  }
  return typeof value === 'object' && value !== null
    ? Object.assign({}, ...Object.entries(value).map(([key, item]) => kindsIn(item, `${pointer}/${key}`)))
    : {};
}
