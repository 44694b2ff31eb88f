import { changeXml, textOf } from '../xml';
import type { Bridge } from './bridge';

/** `DescribeFlowLogs`: the emulator names a destination, no log group, and says nothing about the delivery. */
export const bridgeFlowLogs: Bridge = (body) => Promise.resolve(completeFlowLogs(body));

/** Names the log group of each flow log that has one, and says that what is active delivers: nobody is there to refuse it. */
export function completeFlowLogs(body: string): string {
  return changeXml(body, ['DescribeFlowLogsResponse', 'flowLogSet', 'item'], (flowLog) => {
    const isToLogs = textOf(flowLog, 'logDestinationType') === 'cloud-watch-logs';
    const logGroupName = isToLogs ? groupName(textOf(flowLog, 'logDestination') ?? '') : undefined;
    return {
      ...flowLog,
      ...(logGroupName === undefined ? {} : { logGroupName }),
      ...(textOf(flowLog, 'flowLogStatus') === 'ACTIVE' ? { deliverLogsStatus: 'SUCCESS' } : {}),
    };
  });
}

/** The name in the ARN of a log group; a destination that is no ARN is the name itself. */
function groupName(destination: string): string {
  return /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:(?<name>[^:]+)/.exec(destination)?.groups?.['name'] ?? destination;
}
