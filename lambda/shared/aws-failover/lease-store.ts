import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Lease, LeaseStore, StoreTime } from '../failover/ports';
import { unknownFrom } from '../failure';
import { known, unknown, type Observed, type Unknown } from '../observed';
import { numberValue, readItem, type LeaseItem } from './lease-item';
import { watchDate } from './response-date';

/** Where a lease is kept. */
export interface LeasePlace {
  readonly tableName: string;
  /** Partition key of the item. */
  readonly key: string;
}

/** What a conditional write came to. */
type Written =
  | { readonly kind: 'written'; readonly item: unknown; readonly at: StoreTime | undefined }
  /** The condition did not hold; the item as it stands, if there is one. */
  | { readonly kind: 'refused'; readonly item: unknown }
  | Unknown;

/** What the header with the time cuts off. A lease lasts longer by that much for everybody but its holder. */
const CUT_MILLISECONDS = 1_000;

/**
 * Keeps the lease and the state of a cluster in one item of a DynamoDB table.
 *
 * Each lease raises the fencing number, and each write names it, so that a holder whose lease ran out while it was frozen
 * writes nothing any more. Time is the table's own. A write whose answer got lost is repeated by the client and then finds
 * its condition broken by itself: the token in `owner` tells such a win from a loss.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html read 2026-11-25
 */
export function dynamoLeaseStore(dynamo: DynamoDBClient, place: LeasePlace, abortSignal: AbortSignal): LeaseStore {
  const key = { pk: { S: place.key } };
  const write = async (
    input: Pick<
      UpdateItemCommandInput,
      'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
    >,
  ) => update(dynamo, { TableName: place.tableName, Key: key, ...input }, abortSignal);
  return {
    acquire: async (owner, leaseMilliseconds) => {
      const current = await readCurrent(dynamo, place, abortSignal);
      if (current.kind === 'unknown') {
        return current;
      }
      const { item, now } = current.value;
      if (item !== undefined && item.owner !== undefined && now <= item.leaseUntil) {
        return known('held');
      }
      const fencing = (item?.fencing ?? 0) + 1;
      const token = `${owner}/${randomUUID()}`;
      const written = await write({
        UpdateExpression: 'SET fencing = :fencing, #owner = :owner, leaseUntil = :until',
        ConditionExpression: item === undefined ? 'attribute_not_exists(pk)' : 'fencing = :before',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: {
          ':fencing': numberValue(fencing),
          ':owner': { S: token },
          ':until': numberValue(now + leaseMilliseconds + CUT_MILLISECONDS),
          ...(item === undefined ? {} : { ':before': numberValue(item.fencing) }),
        },
      });
      return leaseFrom(written, { place, token, fencing, now });
    },
    save: async (fencing, state) => {
      const written = await write({
        UpdateExpression: 'SET #state = :state',
        ConditionExpression: 'fencing = :fencing',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': { S: JSON.stringify(state) }, ':fencing': numberValue(fencing) },
      });
      switch (written.kind) {
        case 'written':
          return written.at === undefined
            ? unknown('Malformed', 'the store does not tell the time')
            : known({ savedAt: written.at });
        case 'refused':
          return known('lost');
        case 'unknown':
          return written;
      }
    },
    release: async (fencing) => {
      await write({
        UpdateExpression: 'REMOVE #owner',
        ConditionExpression: 'fencing = :fencing',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':fencing': numberValue(fencing) },
      });
    },
  };
}

const answer = z.object({ Item: z.optional(z.record(z.string(), z.unknown())) });

/** The item as it stands, with the time at which it stood so. */
async function readCurrent(
  dynamo: DynamoDBClient,
  { tableName, key }: LeasePlace,
  abortSignal: AbortSignal,
): Promise<Observed<{ readonly item: LeaseItem | undefined; readonly now: StoreTime }>> {
  const command = new GetItemCommand({ TableName: tableName, Key: { pk: { S: key } }, ConsistentRead: true });
  const date = watchDate(command);
  try {
    const parsed = z.safeParse(answer, await dynamo.send(command, { abortSignal }));
    const now = date.find();
    if (!parsed.success || now === undefined) {
      return unknown('Malformed', parsed.success ? 'the store does not tell the time' : 'not the answer of this API');
    }
    const { Item } = parsed.data;
    const item = Item === undefined ? known(undefined) : readItem(Item, key);
    return item.kind === 'unknown' ? item : known({ item: item.value, now });
  } catch (error) {
    return unknownFrom(error);
  }
}

async function update(
  dynamo: DynamoDBClient,
  input: UpdateItemCommandInput,
  abortSignal: AbortSignal,
): Promise<Written> {
  const command = new UpdateItemCommand({
    ...input,
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const date = watchDate(command);
  try {
    const { Attributes } = await dynamo.send(command, { abortSignal });
    return { kind: 'written', item: Attributes, at: date.find() };
  } catch (error) {
    return error instanceof ConditionalCheckFailedException
      ? { kind: 'refused', item: error.Item }
      : unknownFrom(error);
  }
}

/** The lease, if the item says that this very call has it, whatever became of the answers in between. */
function leaseFrom(
  written: Written,
  expected: { readonly place: LeasePlace; readonly token: string; readonly fencing: number; readonly now: StoreTime },
): Observed<Lease | 'held'> {
  if (written.kind === 'unknown') {
    return written;
  }
  // Refused, and no item: it was deleted in between.
  const item =
    written.item === undefined
      ? unknown('Incomplete', 'the store does not say who holds the lease')
      : readItem(written.item, expected.place.key);
  if (item.kind === 'unknown') {
    return item;
  }
  const { fencing, owner, saved } = item.value;
  if (owner === expected.token && fencing === expected.fencing) {
    return known({ fencing, grantedAt: expected.now, saved });
  }
  return written.kind === 'refused'
    ? known('held')
    : unknown('Contradictory', 'the store confirmed a lease and names another holder');
}
