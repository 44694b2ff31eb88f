import { findCertificateUsers, readPem } from '../../../lib/local/gateway/certificate-users';
import { fakeClients } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';

const ARN = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
const OTHER = `${ARN}0`;

const distribution = (id: string, certificate: string): string =>
  `<DistributionSummary><Id>${id}</Id><ARN>arn:${id}</ARN><ViewerCertificate><ACMCertificateArn>${certificate}</ACMCertificateArn></ViewerCertificate></DistributionSummary>`;

let body = '';
const server = jsonServer(() => ({ body }));

/** Users of the certificate where listeners of each balancer have these certificates. */
function usersOf(balancers: Readonly<Record<string, readonly (readonly string[] | undefined)[]>>) {
  const { clients, calls } = fakeClients(
    {
      DescribeLoadBalancers: () => ({
        LoadBalancers: Object.keys(balancers).map((LoadBalancerArn) => ({ LoadBalancerArn })),
      }),
      DescribeListeners: ({ input }) => ({
        Listeners: balancers[String(input['LoadBalancerArn'])]?.map((certificates) =>
          certificates === undefined
            ? {}
            : { Certificates: certificates.map((CertificateArn) => ({ CertificateArn })) },
        ),
      }),
    },
    'ap-northeast-1',
    server.endpoint(),
  );
  const { signal } = new AbortController();
  return { found: findCertificateUsers(ARN, clients, signal), calls, signal };
}

test('finds the distributions and load balancers that serve a certificate, and no other', async () => {
  body = `<DistributionList>${distribution('E1', ARN)}${distribution('E2', OTHER)}${distribution('E3', ARN)}</DistributionList>`;
  const { found } = usersOf({ 'b-1': [undefined, [OTHER, ARN]], 'b-2': [[OTHER]], 'b-3': [[ARN], [ARN]], 'b-4': [] });
  expect(await found).toEqual(['arn:E1', 'arn:E3', 'b-1', 'b-3']);
});

test('asks CloudFront in its own Region, and ends with whoever asked', async () => {
  body = '<DistributionList/>';
  const { found, calls, signal } = usersOf({ 'b-1': [] });
  expect(await found).toEqual([]);
  expect(server.seen.map(({ method, url }) => [method, url])).toEqual([['GET', '/2020-05-31/distribution']]);
  expect(server.seen[0]?.authorization).toContain('/us-east-1/cloudfront/aws4_request');
  expect(calls.map(({ options }) => options['abortSignal'])).toEqual([signal, signal]);
});

test('reads a certificate as it was imported', async () => {
  body = JSON.stringify({ Certificate: 'PEM', CertificateChain: 'CHAIN' });
  const { clients } = fakeClients({}, 'us-east-1', server.endpoint());
  expect(await readPem(ARN, clients)).toBe('PEM');
  const [seen] = server.seen;
  expect([seen?.target, seen?.body]).toEqual([
    'CertificateManager.GetCertificate',
    JSON.stringify({ CertificateArn: ARN }),
  ]);
  expect(seen?.authorization).toContain('/us-east-1/acm/aws4_request');
});

test('a certificate that is not given is none', async () => {
  body = '{}';
  expect(await readPem(ARN, fakeClients({}, 'us-east-1', server.endpoint()).clients)).toBeUndefined();
});
