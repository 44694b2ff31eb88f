import { z } from 'zod';
import { jsonAnswer } from '../answer';
import { requireParameter } from '../call';
import { refusal } from '../refusal';
import type { Substitute } from './bridge';

const destinations = z.object({ LogDestinationConfigs: z.array(z.string()) });

/** `GetLoggingConfiguration`: the emulator keeps no logging of web ACLs; that which a stack holds is in effect. */
export const substituteWebAclLogging: Substitute = async ({ call, view }) => {
  const ResourceArn = requireParameter(call, 'ResourceArn');
  const logging = await view.deployedResource('AWS::WAFv2::LoggingConfiguration', ResourceArn);
  if (logging === undefined) {
    return refusal(call, 400, 'WAFNonexistentItemException', 'no stack gives this web ACL a log');
  }
  const { LogDestinationConfigs } = destinations.parse(logging.properties);
  return jsonAnswer({ LoggingConfiguration: { ResourceArn, LogDestinationConfigs } });
};
