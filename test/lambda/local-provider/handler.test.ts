import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { handler } from '../../../lambda/local-provider/handler';
import { played, request } from './bench';

const bodies: string[] = [];
const server = createServer((incoming, response) => {
  let body = '';
  incoming.setEncoding('utf8').on('data', (text: string) => (body += text));
  incoming.on('end', () => {
    bodies.push(body);
    response.end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a request is answered where it says, and told in the log', async () => {
  const lines: unknown[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    const ResponseURL = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/answer`;
    const recorded = { ...played('AWS::X::Y', {}), Reference: 'recorded' };
    const payload = request('Create', { ResponseURL, ResourceProperties: recorded });
    await handler(payload, { awsRequestId: 'r', getRemainingTimeInMillis: () => 60_000 });
  } finally {
    log.mockRestore();
    write.mockRestore();
  }
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
    ...{ Status: 'SUCCESS', PhysicalResourceId: 'recorded', RequestId: 'r', LogicalResourceId: 'Logical' },
  });
  expect(bodies).toHaveLength(1);
  expect(lines).toHaveLength(1);
});
