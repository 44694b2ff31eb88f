import { jsonAnswer } from '../../../../lib/local/gateway/answer';
import { complete } from '../../../../lib/local/gateway/bridges';
import type { BridgeContext } from '../../../../lib/local/gateway/bridges/bridge';
import { contextOf, holding } from '../support/bridge-context';

const NOW = new Date('2026-11-25T12:03:00Z');

function contextFor(service: string, action: string, parameters: Readonly<Record<string, string>> = {}): BridgeContext {
  const view = holding('AWS::WAFv2::LoggingConfiguration', 'acl', { properties: { LogDestinationConfigs: ['a'] } });
  const context = contextOf(action, { parameters, view, answeredAt: NOW });
  return { ...context, call: { ...context.call, service } };
}

const status = jsonAnswer({ IsLogging: true }, 200, ['x-kept', 'yes']);

test('an answer that somebody completes keeps its status and headers', async () => {
  const LatestDeliveryTime = Date.parse('2026-11-25T12:00:00Z') / 1000;
  expect(await complete(status, contextFor('cloudtrail', 'GetTrailStatus'))).toEqual(
    jsonAnswer({ IsLogging: true, LatestDeliveryTime }, 200, ['x-kept', 'yes']),
  );
});

test.each([
  ['of another service', status, contextFor('config', 'GetTrailStatus')],
  ['of another action', status, contextFor('cloudtrail', 'GetTrail')],
  ['that refuses', { ...status, status: 400 }, contextFor('cloudtrail', 'GetTrailStatus')],
])('an answer %s is passed on as it is', async (_, answer, context) => {
  expect(await complete(answer, context)).toBe(answer);
});

test('what the emulator refuses, because it lacks the action, is answered in its place', async () => {
  const refused = jsonAnswer({ __type: 'InvalidAction' }, 400);
  const context = contextFor('wafv2', 'GetLoggingConfiguration', { ResourceArn: 'acl' });
  expect(await complete(refused, context)).toEqual(
    jsonAnswer({ LoggingConfiguration: { ResourceArn: 'acl', LogDestinationConfigs: ['a'] } }),
  );
});

test('an emulator that has learnt the action is believed', async () => {
  const answer = jsonAnswer({ LoggingConfiguration: { ResourceArn: 'acl' } });
  expect(await complete(answer, contextFor('wafv2', 'GetLoggingConfiguration', { ResourceArn: 'acl' }))).toBe(answer);
});
