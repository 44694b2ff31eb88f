import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoLeaseStore } from '../../../../lambda/shared/aws-failover/lease-store';
import type { Lease } from '../../../../lambda/shared/failover/ports';
import type { Observed } from '../../../../lambda/shared/observed';
import type { FakeDynamo, FakeItem } from '../../support/fake-dynamo';
import { fakeClientConfig } from '../../support/fake-transport';

/** Time of the table. */
export const NOW = new Date('2026-11-25T12:00:00Z');
/** The same in milliseconds. */
export const TIME = NOW.getTime();
/** Key of the item. */
export const KEY = 'test-site-database';

/** The store over a table in memory. */
export function storeOf(dynamo: FakeDynamo, signal: AbortSignal = new AbortController().signal) {
  const client = new DynamoDBClient({ ...fakeClientConfig(dynamo.transport), maxAttempts: 3 });
  return dynamoLeaseStore(client, { tableName: 'leases', key: KEY }, signal);
}

/** The lease, if there is one. */
export function requireLease(lease: Observed<Lease | 'held'>): Lease {
  if (lease.kind === 'unknown' || lease.value === 'held') {
    throw new Error(`no lease: ${JSON.stringify(lease)}`);
  }
  return lease.value;
}

/** An item whose lease another function holds for half a minute. */
export function item(changes: Readonly<Record<string, FakeItem[string] | undefined>> = {}): FakeItem {
  const all = {
    pk: { S: KEY },
    fencing: { N: '7' },
    leaseUntil: { N: String(TIME + 30_000) },
    owner: { S: 'fail-over-writer/other' },
    state: { S: '{"count":2}' },
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Puts such an item into the table. */
export function put(dynamo: FakeDynamo, changes: Parameters<typeof item>[0] = {}): FakeDynamo {
  dynamo.items.set(KEY, item(changes));
  return dynamo;
}
