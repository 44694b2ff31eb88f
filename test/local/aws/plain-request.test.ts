import { jsonRequest, plainRequest } from '../../../lib/local/aws';
import { jsonServer, type GivenAnswer } from './support/json-server';

let given: GivenAnswer = { body: '' };
const server = jsonServer(() => given);
const address = () => ({ endpoint: server.endpoint(), account: '111122223333' });

beforeEach(() => {
  given = { body: { done: true } };
});

test('a request is for a service, a Region and an account, as its signature says', async () => {
  const request = { service: 'backup', region: 'us-east-1', method: 'GET', path: '/plans?a=b' };
  const { body } = await plainRequest(address(), { ...request, headers: { 'content-type': 'text/plain' } });
  expect(body).toBe('{"done":true}');
  const [{ method, url, authorization, contentType } = {}] = server.seen;
  expect({ method, url, contentType }).toStrictEqual({ method: 'GET', url: '/plans?a=b', contentType: 'text/plain' });
  expect(authorization).toMatch(/ Credential=111122223333\/\d{8}\/us-east-1\/backup\/aws4_request,/);
});

test('an action is named by its target, and its input is JSON', async () => {
  const call = { service: 'events', region: 'us-east-1', target: 'AWSEvents.PutEvents', input: { Entries: [] } };
  expect(await jsonRequest(address(), call)).toStrictEqual({ done: true });
  expect(server.seen).toMatchObject([
    {
      method: 'POST',
      url: '/',
      target: 'AWSEvents.PutEvents',
      contentType: 'application/x-amz-json-1.1',
      body: '{"Entries":[]}',
    },
  ]);
});

test('an answer without a body is an empty one', async () => {
  given = { body: '' };
  expect(await jsonRequest(address(), { service: 's', region: 'r', target: 't', input: {} })).toStrictEqual({});
});

test('a refusal is an error that shows what was said', async () => {
  given = { status: 400, body: { __type: 'InvalidAction' } };
  await expect(jsonRequest(address(), { service: 'wafv2', region: 'r', target: 't', input: {} })).rejects.toThrow(
    'wafv2 refuses POST /: 400 {"__type":"InvalidAction"}',
  );
});

test('headers of the answer are told as well', async () => {
  given = { body: '<xml/>', headers: { etag: 'E1' } };
  const { headers } = await plainRequest(address(), { service: 'cloudfront', region: 'us-east-1', method: 'GET' });
  expect(headers.get('etag')).toBe('E1');
});

test('a long refusal is cut', async () => {
  given = { status: 500, body: 'x'.repeat(1_000) };
  const request = plainRequest(address(), { service: 's', region: 'r', path: '/p' });
  await expect(request).rejects.toThrow(new Error(`s refuses POST /p: 500 ${'x'.repeat(300)}`));
});
