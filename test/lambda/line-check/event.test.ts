import * as z from 'zod/mini';
import { linesUpMetricName } from '../../../lambda/line-check/contract';
import { lineCheckEvent } from '../../../lambda/line-check/event';
import { expectation, vpnLine } from './expectation';

function partner(...lines: readonly object[]) {
  return { partners: [{ name: 'tickets', lines }] };
}

test.each([
  ['no partner', { partners: [] }],
  ['a partner without lines', partner()],
  ['a partner twice', { partners: [expectation.partners[0], expectation.partners[0]] }],
  ['a line twice', partner(vpnLine('line-1', 'a'), vpnLine('line-1', 'b'))],
  ['a line of another kind', partner({ ...vpnLine('line-1', 'a'), kind: 'carrier-pigeon' })],
  ['fewer than no routes', partner({ ...vpnLine('line-1', 'a'), minimumRoutes: -1 })],
  ['a line without an id', partner({ ...vpnLine('line-1', 'a'), vpnConnectionId: '' })],
  ['another version', { version: 2 }],
])('a payload with %s is none', (_what, changes) => {
  expect(z.safeParse(lineCheckEvent, { ...expectation, ...changes }).success).toBe(false);
});

test.each([
  ['both kinds of lines', {}],
  ['one line with static routes', partner({ ...vpnLine('line-1', 'a'), minimumRoutes: 0 })],
])('a payload with %s is one', (_what, changes) => {
  expect(z.parse(lineCheckEvent, { ...expectation, ...changes })).toStrictEqual({ ...expectation, ...changes });
});

test('the lines of a partner have a metric of their own', () => {
  expect(linesUpMetricName('tickets')).toBe('LinesUp/tickets');
});
