import { bridgeFlowLogs, completeFlowLogs } from '../../../../lib/local/gateway/bridges/flow-logs';
import { contextOf } from '../support/bridge-context';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const GROUP = 'arn:aws:logs:ap-northeast-1:111122223333:log-group:/site/flow-logs';

function answer(flowLog: string): string {
  return `<DescribeFlowLogsResponse><flowLogSet><item>${flowLog}</item></flowLogSet></DescribeFlowLogsResponse>`;
}

function flowLog(destination: string, type = 'cloud-watch-logs', status = 'ACTIVE'): string {
  return `<logDestination>${destination}</logDestination><logDestinationType>${type}</logDestinationType><flowLogStatus>${status}</flowLogStatus>`;
}

const DELIVERS = '<deliverLogsStatus>SUCCESS</deliverLogsStatus>';

test.each([
  ['is active and goes to a log group', flowLog(GROUP), `<logGroupName>/site/flow-logs</logGroupName>${DELIVERS}`],
  ['names every stream of its group', flowLog(`${GROUP}:*`), `<logGroupName>/site/flow-logs</logGroupName>${DELIVERS}`],
  ['names the group itself', flowLog('/site/own'), `<logGroupName>/site/own</logGroupName>${DELIVERS}`],
  ['goes to a bucket', flowLog('arn:aws:s3:::bucket', 's3'), DELIVERS],
  ['is not active', flowLog(GROUP, 'cloud-watch-logs', 'FAILED'), '<logGroupName>/site/flow-logs</logGroupName>'],
  ['says nothing', '<flowLogId>fl-1</flowLogId>', ''],
])('of one that %s is told what AWS would', (_, given, added) => {
  expect(completeFlowLogs(answer(given))).toBe(`${DECLARATION}${answer(`${given}${added}`)}`);
});

test('completes the answer, whatever was asked', async () => {
  const body = answer(flowLog(GROUP));
  expect(await bridgeFlowLogs(body, contextOf('DescribeFlowLogs'))).toBe(completeFlowLogs(body));
});
