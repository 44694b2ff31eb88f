import type { FakeReply } from './fake-emulator';

/** When the fake site answers: the latest step of five minutes is three minutes ago. */
export const NOW = new Date('2026-11-25T12:03:00.000Z');

/** When everything in the fake site was made. */
export const CREATED = new Date('2026-11-25T11:00:00.000Z');

/** Zones of the fake site; neither is the first of the Region. */
export const ZONES = ['ap-northeast-1c', 'ap-northeast-1d'] as const;

const DATE = ['date', NOW.toUTCString()];

/** An answer of EC2, laid out as the emulator does. */
export function ec2(action: string, inner: string): FakeReply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    ${inner}
    <requestId>r-1</requestId>
</${action}Response>`;
  return { headers: ['Content-Type', 'application/xml', ...DATE], body };
}

/** An answer of load balancing. */
export function elb(action: string, inner: string): FakeReply {
  return query('elasticloadbalancing', action, inner);
}

/** An answer of the query protocol. */
export function query(service: string, action: string, inner: string): FakeReply {
  const result = `${tag(`${action}Result`, inner)}<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>`;
  const root = `<${action}Response xmlns="http://${service}.amazonaws.com/doc/">${result}</${action}Response>`;
  return { headers: ['Content-Type', 'text/xml', ...DATE], body: `<?xml version="1.0" encoding="UTF-8"?>${root}` };
}

/** An answer of a service that speaks JSON. */
export function json(answer: object): FakeReply {
  return { headers: ['Content-Type', 'application/json', ...DATE], body: JSON.stringify(answer) };
}

/** A list of EC2. */
export function list(name: string, items: readonly string[]): string {
  return tag(name, items.map((item) => tag('item', item)).join('\n        '));
}

/** A list of the query protocol. */
export function members(name: string, items: readonly string[]): string {
  return tag(name, items.map((item) => tag('member', item)).join(''));
}

/** An element. */
export function tag(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`;
}
