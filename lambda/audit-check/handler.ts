import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { KMSClient } from '@aws-sdk/client-kms';
import { SNSClient } from '@aws-sdk/client-sns';
import { WAFV2Client } from '@aws-sdk/client-wafv2';
import { readClientOptions, type ReadClientOptions } from '../shared/client-options';
import { runCheck, type CheckResult, type RunContext } from '../shared/run-check';
import { containerSurroundings } from '../shared/surroundings';
import type { OfRegion } from './clients';
import { auditCheck } from './run';

const surroundings = containerSurroundings();

/** Region of CloudFront and its web ACLs. */
const EDGE_REGION = 'us-east-1';

const check = auditCheck({
  ec2: new EC2Client(readClientOptions()),
  cloudTrail: new CloudTrailClient(readClientOptions()),
  cloudFront: new CloudFrontClient(readClientOptions(EDGE_REGION)),
  waf: new WAFV2Client(readClientOptions(EDGE_REGION)),
  logs: ofRegion((options) => new CloudWatchLogsClient(options)),
  metrics: ofRegion((options) => new CloudWatchClient(options)),
  sns: ofRegion((options) => new SNSClient(options)),
  kms: ofRegion((options) => new KMSClient(options)),
});

/** Runs one check of logs, trail, web ACL and the path of the alarms. */
export function handler(payload: unknown, context: RunContext): Promise<CheckResult> {
  return runCheck(check, payload, context, surroundings);
}

/** Makes a client of each Region once. */
function ofRegion<C>(make: (options: ReadClientOptions) => C): OfRegion<C> {
  const clients = new Map<string, C>();
  return (region) => {
    const client = clients.get(region) ?? make(readClientOptions(region));
    clients.set(region, client);
    return client;
  };
}
