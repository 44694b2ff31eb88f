import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { runCheck } from '../../../lambda/shared/run-check';
import { topologyCheck } from '../../../lambda/topology-check/run';
import { targetHealthReply } from '../support/fake-ec2';
import { FakeHeads } from '../support/fake-heads';
import { fakeRun, NOW } from '../support/fake-run';
import { ec2Error, fakeClientConfig, FakeTransport } from '../support/fake-transport';
import { expectation } from './expectation';
import { healthyReplies, operationOf, serversOf } from './run-with-replies';

/** Runs the check once a minute; in a slow minute the health checks of the first zone run into their timeout. */
async function runEveryMinute(minutes: number, isSlow: (minute: number) => boolean): Promise<readonly string[]> {
  const heads = new FakeHeads();
  const announced: string[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const transport = new FakeTransport((request, nth) => {
      const operation = operationOf(request);
      return operation === 'DescribeTargetHealth' && isSlow(minute)
        ? targetHealthReply(
            serversOf(request, 'TargetGroupArn').map(([id, zone]) => [
              id,
              zone.endsWith('a') ? 'unhealthy' : 'healthy',
            ]),
          )
        : (healthyReplies[operation]?.(request, nth) ?? ec2Error('InvalidAction'));
    });
    const config = fakeClientConfig(transport);
    const check = topologyCheck({
      ec2: new EC2Client(config),
      loadBalancing: new ElasticLoadBalancingV2Client(config),
    });
    const now = new Date(NOW.getTime() + minute * 60_000);
    const { surroundings, context } = fakeRun({ heads, now, requestId: `r-${String(minute)}` });
    const result = await runCheck(check, expectation, context, surroundings);
    announced.push(...(result.changed ? [`${String(minute)} ${result.status}`] : []));
  }
  return announced;
}

test('F13 a zone that is slow every other minute is announced once, and again when it is calm', async () => {
  const announced = await runEveryMinute(30, (minute) => minute >= 4 && minute < 20 && minute % 2 === 0);
  expect(announced).toStrictEqual(['0 HEALTHY', '4 DEGRADED', '23 HEALTHY']);
});
