import { bridgeTrailStatus, completeTrailStatus } from '../../../../lib/local/gateway/bridges/trail-status';
import { contextOf } from '../support/bridge-context';

const STARTED = Date.parse('2026-11-25T11:01:00Z') / 1000;
const at = (time: string): Date => new Date(`2026-11-25T${time}Z`);
const body = (isLogging: boolean): string => JSON.stringify({ IsLogging: isLogging, StartLoggingTime: STARTED });

test.each([
  ['12:00:00', '12:00:00'],
  ['12:04:59.999', '12:00:00'],
  ['12:05:00', '12:05:00'],
  ['11:03:00', '11:01:00'],
])('a trail that records has, at %s, delivered at %s', (now, expected) => {
  expect(JSON.parse(completeTrailStatus(body(true), at(now)))).toEqual({
    ...{ IsLogging: true, StartLoggingTime: STARTED },
    LatestDeliveryTime: at(expected).getTime() / 1000,
  });
});

test('one that does not say since when delivers as well', () => {
  expect(JSON.parse(completeTrailStatus('{"IsLogging":true}', at('12:03:00')))).toEqual({
    ...{ IsLogging: true, LatestDeliveryTime: at('12:00:00').getTime() / 1000 },
  });
});

test.each([body(false), '{ "Name" : "trail" }'])('one that does not record delivers nothing: %s', (answer) => {
  expect(completeTrailStatus(answer, at('12:00:00'))).toBe(answer);
});

test('is as late as the emulator says it is, and unchanged when that does not say', async () => {
  const context = contextOf('GetTrailStatus', { answeredAt: at('12:03:00') });
  expect(await bridgeTrailStatus(body(true), context)).toBe(completeTrailStatus(body(true), at('12:03:00')));
  expect(await bridgeTrailStatus(body(true), contextOf('GetTrailStatus'))).toBe(body(true));
});
