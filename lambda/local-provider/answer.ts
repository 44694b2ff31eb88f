import type { Request } from './request';

/** How the work on a resource ended. */
export type Outcome =
  | { readonly status: 'SUCCESS'; readonly physicalId: string; readonly attributes: Readonly<Record<string, unknown>> }
  | { readonly status: 'FAILED'; readonly physicalId: string; readonly reason: string };

/** CloudFormation reads this many bytes of an answer. */
export const ANSWER_BYTES = 4_096;

const ATTEMPTS = 3;
const ATTEMPT_MILLISECONDS = 3_000;

/** Body of the answer. A long reason is cut; attributes that are too long make the answer a failure. */
export function answerBody(request: Request, outcome: Outcome): string {
  const common = {
    PhysicalResourceId: outcome.physicalId,
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  };
  if (outcome.status === 'FAILED') {
    let { reason } = outcome;
    let body = failed(reason);
    while (Buffer.byteLength(body) > ANSWER_BYTES && reason !== '') {
      reason = reason.slice(0, Math.floor(reason.length * 0.9));
      body = failed(reason);
    }
    return body;
  }
  const body = JSON.stringify({ Status: 'SUCCESS', ...common, Data: outcome.attributes });
  return Buffer.byteLength(body) > ANSWER_BYTES
    ? failed(`the attributes make the answer longer than ${String(ANSWER_BYTES)} bytes`)
    : body;

  function failed(reason: string): string {
    return JSON.stringify({ Status: 'FAILED', Reason: reason, ...common });
  }
}

/** Sends the answer; without one, CloudFormation waits until its own time-out. Errors never name the address. */
export async function sendAnswer(request: Request, outcome: Outcome): Promise<void> {
  const body = answerBody(request, outcome);
  const failures: string[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const failure = await put(request.ResponseURL, body);
    if (failure === undefined) {
      return;
    }
    failures.push(failure);
  }
  throw new Error(`CloudFormation did not take the answer: ${failures.join(', ')}`);
}

/** Why the answer was not taken; `undefined` when it was. */
async function put(url: string, body: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      // The address is signed for exactly this: an empty content type.
      headers: { 'content-type': '' },
      body,
      signal: AbortSignal.timeout(ATTEMPT_MILLISECONDS),
    });
    await response.arrayBuffer();
    return response.ok ? undefined : `status ${String(response.status)}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no reply' : 'no connection';
  }
}
