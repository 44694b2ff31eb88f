import * as z from 'zod/mini';
import { SETTINGS_VARIABLE } from '../../../lambda/evacuate-writer/contract';
import { evacuateWriterEvent, readSettings } from '../../../lambda/evacuate-writer/event';
import { evacuationSettings } from './scenario';

const order = {
  version: 1,
  order: { orderId: 'INC-42', issuedAt: '2026-11-25T12:00:00Z' },
  availabilityZone: 'ap-northeast-1a',
};

function settingsOf(value: unknown) {
  return readSettings({ ACTION_SETTINGS: JSON.stringify(value) });
}

test('an order is completed with the settings', () => {
  const event = z.parse(evacuateWriterEvent(settingsOf(evacuationSettings)), order);
  expect(event).toStrictEqual({
    ...evacuationSettings,
    order: order.order,
    availabilityZone: order.availabilityZone,
  });
});

test('the settings are in one variable', () => {
  expect(SETTINGS_VARIABLE).toBe('ACTION_SETTINGS');
  expect(() => readSettings({})).toThrow();
  expect(() => readSettings({ ACTION_SETTINGS: '{' })).toThrow();
});

test.each([
  ['a limit', { ...evacuationSettings, limits: { ...evacuationSettings.limits, actsPerDay: 4 } }],
  ['a zone without a probe', { ...evacuationSettings, probes: evacuationSettings.probes.slice(1) }],
  ['a member nobody knows', { ...evacuationSettings, force: true }],
])('settings with %s that is not safe are refused', (_what, value) => {
  expect(() => settingsOf(value)).toThrow();
});

test.each([
  ['another version', { ...order, version: 2 }],
  ['no zone', { ...order, availabilityZone: '' }],
  ['no id', { ...order, order: { ...order.order, orderId: '' } }],
  ['no time', { ...order, order: { orderId: 'INC-42' } }],
  ['a time that is none', { ...order, order: { orderId: 'INC-42', issuedAt: 'now' } }],
  ['limits of its own', { ...order, limits: evacuationSettings.limits }],
  ['nothing', null],
])('an order with %s is refused', (_what, value) => {
  expect(() => z.parse(evacuateWriterEvent(settingsOf(evacuationSettings)), value)).toThrow();
});
