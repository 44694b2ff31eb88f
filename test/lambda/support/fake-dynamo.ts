import { FakeTransport, type Reply, type SentRequest } from './fake-transport';
import { jsonReply } from './fake-rds-metrics';
import { operationOf } from './fake-operations';

/** An attribute as DynamoDB writes it. */
export type FakeAttribute = { readonly S: string } | { readonly N: string };

/** An item of the table of leases. */
export type FakeItem = Readonly<Record<string, FakeAttribute>>;

/** A request of `UpdateItem`, as far as the table understands it. */
interface SentUpdate {
  readonly Key: { readonly pk: { readonly S: string } };
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, FakeAttribute>>;
}

/** What happens to a request: it is answered so, or it is carried out and its answer gets lost. */
export type DynamoFault = { readonly reply: Reply } | { readonly lost: Reply } | undefined;

/** A table with conditional writes, which tells the time it is told to. */
export class FakeDynamo {
  readonly items = new Map<string, FakeItem>();
  readonly transport: FakeTransport;
  /** Time of the table, in milliseconds. */
  now: number;

  constructor(
    now: Date,
    fault: (operation: string, request: SentRequest, nth: number) => DynamoFault = () => undefined,
  ) {
    this.now = now.getTime();
    const counts = new Map<string, number>();
    this.transport = new FakeTransport((request) => {
      const operation = operationOf(request);
      const nth = (counts.get(operation) ?? 0) + 1;
      counts.set(operation, nth);
      const faulted = fault(operation, request, nth);
      if (faulted !== undefined && 'reply' in faulted) {
        return faulted.reply;
      }
      const reply = this.reply(request);
      return faulted === undefined ? reply : faulted.lost;
    });
  }

  /** Answers a request. */
  reply(request: SentRequest): Reply {
    const body = JSON.parse(request.body) as SentUpdate;
    const key = body.Key.pk.S;
    const item = this.items.get(key);
    if (operationOf(request) === 'GetItem') {
      return this.dated(item === undefined ? {} : { Item: item });
    }
    if (!holds(body, item)) {
      return {
        ...this.dated({
          __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
          message: 'The conditional request failed',
          ...(item === undefined ? {} : { Item: item }),
        }),
        status: 400,
      };
    }
    const updated = apply(body, item ?? { pk: { S: key } });
    this.items.set(key, updated);
    return this.dated({ Attributes: updated });
  }

  private dated(body: unknown): Reply {
    const { headers } = jsonReply(body) as { headers: Readonly<Record<string, string>> };
    return { ...jsonReply(body), headers: { ...headers, date: new Date(this.now).toUTCString() } };
  }
}

/** Whether the condition holds: `attribute_not_exists(a)` or `a = :v`. */
function holds({ ConditionExpression: text, ExpressionAttributeValues: values }: SentUpdate, item?: FakeItem): boolean {
  const absent = /^attribute_not_exists\((\w+)\)$/.exec(text)?.[1];
  if (absent !== undefined) {
    return item?.[absent] === undefined;
  }
  const [, name = '', value = ''] = /^(\w+) = (:\w+)$/.exec(text) ?? [];
  if (name === '') {
    throw new Error(`the fake knows no condition ${text}`);
  }
  return JSON.stringify(item?.[name]) === JSON.stringify(values?.[value]);
}

/** The item after `SET a = :v, #b = :w` or `REMOVE #b`. */
function apply(update: SentUpdate, item: FakeItem): FakeItem {
  const { UpdateExpression: text, ExpressionAttributeNames: names, ExpressionAttributeValues: values } = update;
  const nameOf = (name: string): string => names?.[name] ?? name;
  const removed = /^REMOVE (#\w+)$/.exec(text)?.[1];
  if (removed !== undefined) {
    return Object.fromEntries(Object.entries(item).filter(([name]) => name !== nameOf(removed)));
  }
  const set = text.replace(/^SET /, '').split(', ');
  const changes = set.map((part) => {
    const [, name = '', value = ''] = /^(#?\w+) = (:\w+)$/.exec(part) ?? [];
    const attribute = values?.[value];
    if (attribute === undefined) {
      throw new Error(`the fake knows no update ${text}`);
    }
    return [nameOf(name), attribute] as const;
  });
  return { ...item, ...Object.fromEntries(changes) };
}
