import { DescribeListenersCommand, paginateDescribeLoadBalancers } from '@aws-sdk/client-elastic-load-balancing-v2';
import { jsonRequest, plainRequest, type LocalClients } from '../aws';
import { all } from './pages';

/** Region that the control plane of CloudFront is in. */
const EDGE_REGION = 'us-east-1';

/** ARNs of the distributions and load balancers that serve a certificate. */
export async function findCertificateUsers(
  arn: string,
  { loadBalancing: client, address }: Pick<LocalClients, 'loadBalancing' | 'address'>,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  const distributions = await plainRequest(address, {
    service: 'cloudfront',
    region: EDGE_REGION,
    method: 'GET',
    path: '/2020-05-31/distribution',
  });
  const options = { abortSignal };
  const balancers = await all(paginateDescribeLoadBalancers({ client }, {}, options), (page) => page.LoadBalancers);
  const serving = await Promise.all(
    balancers.map(async ({ LoadBalancerArn = '' }) => {
      const { Listeners = [] } = await client.send(new DescribeListenersCommand({ LoadBalancerArn }), options);
      const served = Listeners.flatMap(({ Certificates = [] }) => Certificates.map((it) => it.CertificateArn));
      return served.includes(arn) ? [LoadBalancerArn] : [];
    }),
  );
  return [...distributionsWith(arn, distributions.body), ...serving.flat()];
}

/** ARNs of the distributions in a list that name a certificate. */
function distributionsWith(arn: string, list: string): readonly string[] {
  return list
    .split('</DistributionSummary>')
    .filter((summary) => summary.includes(`>${arn}<`))
    .flatMap((summary) => /<ARN>([^<]+)<\/ARN>/.exec(summary)?.[1] ?? []);
}

/** The certificate itself, in PEM; `undefined` when ACM does not give one. */
export async function readPem(
  arn: string,
  { address, region }: Pick<LocalClients, 'address' | 'region'>,
): Promise<string | undefined> {
  const answer = (await jsonRequest(address, {
    service: 'acm',
    region,
    target: 'CertificateManager.GetCertificate',
    input: { CertificateArn: arn },
  })) as { readonly Certificate?: string };
  return answer.Certificate;
}
