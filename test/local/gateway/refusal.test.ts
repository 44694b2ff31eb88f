import type { Call } from '../../../lib/local/gateway/call';
import { denied, refusal, throttled } from '../../../lib/local/gateway/refusal';

const ID = '00000000-0000-4000-8000-000000000000';

function callOf(service: string, protocol: Call['protocol']): Call {
  return { service, protocol, action: 'Ask', region: 'ap-northeast-1', account: '111122223333', parameters: new Map() };
}

const said = (call: Call) => {
  const { status, headers, body } = refusal(call, 418, 'Teapot', 'short and stout');
  return { status, headers, body: body.toString('latin1') };
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const ERROR = '<Error><Type>Sender</Type><Code>Teapot</Code><Message>short and stout</Message></Error>';

test.each([
  ['ec2', 'query', `<Response><Errors>${ERROR}</Errors><RequestID>${ID}</RequestID></Response>`],
  ['rds', 'query', `<ErrorResponse>${ERROR}<RequestId>${ID}</RequestId></ErrorResponse>`],
  ['cloudfront', 'rest-xml', `<ErrorResponse>${ERROR}<RequestId>${ID}</RequestId></ErrorResponse>`],
  [
    ...(['s3', 'rest-xml'] as const),
    `<Error><Code>Teapot</Code><Message>short and stout</Message><RequestId>${ID}</RequestId></Error>`,
  ],
] as const)('%s refuses in %s', (service, protocol, body) => {
  expect(said(callOf(service, protocol))).toEqual({
    status: 418,
    headers: ['content-type', 'text/xml'],
    body: `${DECLARATION}${body}`,
  });
});

test('in JSON the code is in the body', () => {
  expect(said(callOf('kms', 'json'))).toEqual({
    status: 418,
    headers: ['content-type', 'application/json'],
    body: '{"__type":"Teapot","message":"short and stout"}',
  });
});

test('over REST with JSON the code is in a header', () => {
  expect(said(callOf('backup', 'rest-json'))).toEqual({
    status: 418,
    headers: ['content-type', 'application/json', 'x-amzn-errortype', 'Teapot'],
    body: '{"message":"short and stout"}',
  });
});

test('in CBOR texts have their length in front, in a byte of its own from 24 on', () => {
  expect(said(callOf('monitoring', 'cbor'))).toEqual({
    status: 418,
    headers: ['content-type', 'application/cbor', 'smithy-protocol', 'rpc-v2-cbor'],
    body: '\u00A2\u0066__type\u0066Teapot\u0067message\u006Fshort and stout',
  });
  const { body } = refusal(callOf('monitoring', 'cbor'), 400, 'x'.repeat(23), 'y'.repeat(24));
  expect(body.toString('latin1')).toBe(
    `\u00A2\u0066__type\u0077${'x'.repeat(23)}\u0067message\u0078\u0018${'y'.repeat(24)}`,
  );
});

test.each([
  ['ec2', 'query', 503, 'RequestLimitExceeded'],
  ['rds', 'query', 400, 'Throttling'],
  ['cloudfront', 'rest-xml', 400, 'Throttling'],
  ['s3', 'rest-xml', 503, 'SlowDown'],
  ['kms', 'json', 400, 'ThrottlingException'],
  ['dynamodb', 'json', 400, 'ThrottlingException'],
  ['dynamodb', 'query', 400, 'ThrottlingException'],
  ['monitoring', 'cbor', 400, 'ThrottlingException'],
  ['backup', 'rest-json', 400, 'ThrottlingException'],
  ['lambda', 'rest-json', 429, 'TooManyRequestsException'],
] as const)('%s in %s asks to come back later with %i and %s', (service, protocol, status, code) => {
  const call = callOf(service, protocol);
  expect(throttled(call)).toEqual(refusal(call, status, code, 'Rate exceeded'));
});

test.each([
  ['ec2', 'query', 'AccessDenied'],
  ['s3', 'rest-xml', 'AccessDenied'],
  ['kms', 'json', 'AccessDeniedException'],
  ['backup', 'rest-json', 'AccessDeniedException'],
  ['monitoring', 'cbor', 'AccessDeniedException'],
] as const)('%s in %s does not let in with %s', (service, protocol, code) => {
  const call = callOf(service, protocol);
  expect(denied(call)).toEqual(refusal(call, 403, code, 'Access is denied'));
});
