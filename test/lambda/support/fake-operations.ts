import { jsonTargetError } from './fake-audit';
import { FakeTransport, type Reply, type SentRequest } from './fake-transport';

/** The operation of a request: named by the query protocols in the body, by the JSON protocols in a header, else method and path. */
export function operationOf({ headers, action }: SentRequest): string {
  return headers['x-amz-target']?.split('.').at(-1) ?? action;
}

/** Answers by operation; `nth` counts the requests of the operation, from 1. */
export type Replies = Readonly<Record<string, (request: SentRequest, nth: number) => Reply>>;

/** A transport with these answers; any other operation is refused. */
export function answering(replies: Replies): FakeTransport {
  const counts = new Map<string, number>();
  return new FakeTransport((request) => {
    const operation = operationOf(request);
    const nth = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, nth);
    return replies[operation]?.(request, nth) ?? jsonTargetError('InvalidAction');
  });
}
