import { jsonAnswer } from '../../../../lib/local/gateway/answer';
import { substituteWebAclLogging } from '../../../../lib/local/gateway/bridges/web-acl-logging';
import type { JsonObject } from '../../../../lib/template';
import { contextOf, holding } from '../support/bridge-context';

const asked = (ResourceArn: string, properties: JsonObject = {}) =>
  substituteWebAclLogging(
    contextOf('GetLoggingConfiguration', {
      parameters: { ResourceArn },
      view: holding('AWS::WAFv2::LoggingConfiguration', 'acl', { properties }),
    }),
  );

test('a web ACL logs to where its stack says, and nothing else of that is told', async () => {
  const LogDestinationConfigs = ['arn:aws:s3:::aws-waf-logs-a', 'arn:aws:s3:::aws-waf-logs-b'];
  expect(await asked('acl', { LogDestinationConfigs, RedactedFields: [{}] })).toEqual(
    jsonAnswer({ LoggingConfiguration: { ResourceArn: 'acl', LogDestinationConfigs } }),
  );
});

test('one that no stack gives a log has none', async () => {
  expect(await asked('other')).toEqual(
    jsonAnswer({ __type: 'WAFNonexistentItemException', message: 'no stack gives this web ACL a log' }, 400),
  );
});

test('a destination that the stack cannot tell by itself is a bug, and not made up', async () => {
  await expect(asked('acl', { LogDestinationConfigs: [{ 'Fn::ImportValue': 'x' }] })).rejects.toThrow(
    'LogDestinationConfigs',
  );
});
