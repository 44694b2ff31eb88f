import { heartbeatCheckEvent } from '../../../lambda/heartbeat-check/event';
import { expectation } from './expectation';

const [first] = expectation.heartbeats;

function withHeartbeats(heartbeats: readonly unknown[]): object {
  return { ...expectation, heartbeats };
}

test.each([
  ['as it is deployed', expectation],
  ['with a bound of two minutes', withHeartbeats([{ ...first, silenceSeconds: 120 }])],
  ['with a bound of 14 days', withHeartbeats([{ ...first, silenceSeconds: 1_209_600 }])],
])('a payload %s is one', (_what, payload) => {
  expect(heartbeatCheckEvent.parse(payload)).toStrictEqual(payload);
});

test.each([
  ['without functions', withHeartbeats([]), 'too_small'],
  ['with a function twice', withHeartbeats([first, first]), 'each function once'],
  ['with a function that keeps no records', withHeartbeats([{ ...first, check: 'other' }]), 'invalid_value'],
  ['with a bound below two minutes', withHeartbeats([{ ...first, silenceSeconds: 119 }]), 'too_small'],
  ['with a bound beyond 14 days', withHeartbeats([{ ...first, silenceSeconds: 1_209_601 }]), 'too_big'],
  ['of another version', { ...expectation, version: 2 }, 'invalid_value'],
  ['without a Region', { ...expectation, region: '' }, 'too_small'],
  ['without a site', { ...expectation, site: '' }, 'too_small'],
])('a payload %s is none', (_what, payload, error) => {
  expect(() => heartbeatCheckEvent.parse(payload)).toThrow(error);
});
