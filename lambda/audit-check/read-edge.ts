import { GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { GetLoggingConfigurationCommand, GetWebACLCommand } from '@aws-sdk/client-wafv2';
import { readOrAbsent } from '../shared/read';
import type { AuditClients, Asking } from './clients';
import type { ExpectedEdge } from './contract';
import type { EdgeObservation } from './observation';
import { distributionAnswer, loggingAnswer, webAclAnswer } from './replies-edge';

/** What WAF says about something that does not exist. */
const ABSENCE = 'WAFNonexistentItemException';

/** Asks CloudFront about the distribution, and WAF about its web ACL and the logs of that. */
export async function readEdge(
  { distributionId, webAclArn }: ExpectedEdge,
  { cloudFront, waf }: Pick<AuditClients, 'cloudFront' | 'waf'>,
  { abortSignal }: Asking,
): Promise<EdgeObservation> {
  // `arn:<partition>:wafv2:us-east-1:<account>:global/webacl/<name>/<id>`
  const [, , Name, Id] = webAclArn.split('/');
  const [distribution, webAcl, logging] = await Promise.all([
    readOrAbsent(
      {
        ask: () => cloudFront.send(new GetDistributionConfigCommand({ Id: distributionId }), { abortSignal }),
        schema: distributionAnswer,
      },
      'NoSuchDistribution',
    ),
    readOrAbsent(
      {
        ask: () => waf.send(new GetWebACLCommand({ Name, Id, Scope: 'CLOUDFRONT' }), { abortSignal }),
        schema: webAclAnswer,
      },
      ABSENCE,
    ),
    readOrAbsent(
      {
        ask: () => waf.send(new GetLoggingConfigurationCommand({ ResourceArn: webAclArn }), { abortSignal }),
        schema: loggingAnswer,
      },
      ABSENCE,
    ),
  ]);
  return { distribution, webAcl, logging };
}
