import { jsonAnswer, type Answer } from './answer';
import type { Call } from './call';

/** Stands for the id of a request that no service has seen. */
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** How services name what they refuse; where one differs from the common word, here it stands. */
const THROTTLED: Readonly<Record<string, { readonly status: number; readonly code: string }>> = {
  dynamodb: { status: 400, code: 'ThrottlingException' },
  ec2: { status: 503, code: 'RequestLimitExceeded' },
  lambda: { status: 429, code: 'TooManyRequestsException' },
  s3: { status: 503, code: 'SlowDown' },
  site: { status: 429, code: 'TooManyRequests' },
};

/** The common words, by protocol. */
const THROTTLED_BY_PROTOCOL: Readonly<Record<Call['protocol'], { readonly status: number; readonly code: string }>> = {
  query: { status: 400, code: 'Throttling' },
  json: { status: 400, code: 'ThrottlingException' },
  cbor: { status: 400, code: 'ThrottlingException' },
  'rest-json': { status: 400, code: 'ThrottlingException' },
  'rest-xml': { status: 400, code: 'Throttling' },
};

/**
 * The answer of an API that asks to come back later.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html read 2026-11-25
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/CommonErrors.html read 2026-11-25
 */
export function throttled(call: Call): Answer {
  const { status, code } = THROTTLED[call.service] ?? THROTTLED_BY_PROTOCOL[call.protocol];
  return refusal(call, status, code, 'Rate exceeded');
}

/** The answer of an API to somebody whose policy does not let him in. */
export function denied(call: Call): Answer {
  const code = call.protocol === 'rest-xml' || call.protocol === 'query' ? 'AccessDenied' : 'AccessDeniedException';
  return refusal(call, 403, code, 'Access is denied');
}

/** A refusal in the words of the protocol that was spoken. */
export function refusal({ service, protocol }: Call, status: number, code: string, message: string): Answer {
  switch (protocol) {
    case 'json':
      return jsonAnswer({ __type: code, message }, status);
    case 'rest-json':
      return jsonAnswer({ message }, status, ['x-amzn-errortype', code]);
    case 'cbor':
      return {
        status,
        headers: ['content-type', 'application/cbor', 'smithy-protocol', 'rpc-v2-cbor'],
        body: cborTexts({ __type: code, message }),
      };
    case 'rest-xml':
    case 'query':
      return xml(status, xmlRefusal(service, code, message));
  }
}

function xmlRefusal(service: string, code: string, message: string): string {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  switch (service) {
    case 'ec2':
      return `<Response><Errors>${error}</Errors><RequestID>${REQUEST_ID}</RequestID></Response>`;
    case 's3':
      return `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${REQUEST_ID}</RequestId></Error>`;
    default:
      return `<ErrorResponse>${error}<RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`;
  }
}

function xml(status: number, text: string): Answer {
  return {
    status,
    headers: ['content-type', 'text/xml'],
    body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`),
  };
}

/** A map of at most 23 short texts in CBOR (RFC 8949, section 3.1). */
function cborTexts(members: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(members);
  return Buffer.concat([Buffer.of(0xa0 + entries.length), ...entries.flat().map(cborText)]);
}

/** A text of fewer than 256 bytes. */
function cborText(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([bytes.length < 24 ? Buffer.of(0x60 + bytes.length) : Buffer.of(0x78, bytes.length), bytes]);
}
