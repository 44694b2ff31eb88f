import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Request } from './request';

/** How the work on a resource ended. */
export interface Outcome {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly physicalId: string;
  /** Why it failed, for the events of the stack. */
  readonly reason?: string;
}

/** CloudFormation reads 4,096 bytes of an answer; the other members need up to half of them. */
const REASON_LENGTH = 1_000;

const ATTEMPTS = 3;
const ATTEMPT_MILLISECONDS = 3_000;

/** Body of the answer. */
export function answerBody(request: Request, outcome: Outcome): string {
  return JSON.stringify({
    Status: outcome.status,
    Reason: (outcome.reason ?? 'done').slice(0, REASON_LENGTH),
    PhysicalResourceId: outcome.physicalId,
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  });
}

/** Sends the answer; without one, CloudFormation waits until its own time-out. Errors never name the address. */
export async function sendAnswer(request: Request, outcome: Outcome): Promise<void> {
  const body = answerBody(request, outcome);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (await put(new URL(request.ResponseURL), body)) {
      return;
    }
  }
  throw new Error('CloudFormation did not take the answer');
}

function put(url: URL, body: string): Promise<boolean> {
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve) => {
    const request = send(
      url,
      {
        method: 'PUT',
        // The address is signed for exactly this: an empty content type.
        headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(ATTEMPT_MILLISECONDS),
      },
      (response) => {
        response.resume();
        const { statusCode = 0 } = response;
        resolve(statusCode >= 200 && statusCode < 300);
      },
    );
    request.on('error', () => {
      resolve(false);
    });
    request.end(body);
  });
}
