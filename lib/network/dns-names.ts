import type { Site } from '../site';
import { tierServices } from './tier-services';

/**
 * Names of AWS in the Region that the tiers resolve: the APIs they call, S3, load balancers, Aurora, and their own
 * instances with the reverse names.
 *
 * API names are listed one by one: a wildcard over the Region would also allow the API Gateway of anybody. For other
 * AWS APIs an application declares the host name among its egress domains.
 *
 * The wildcards for S3, load balancers and Aurora also resolve other people's buckets, load balancers and databases of
 * the Region. Name servers of AWS answer for all of them, so a query tells nobody else anything; a connection is up to
 * the firewall, the security groups and the endpoint policies. Reverse names are another matter, since the owner of any
 * range of addresses runs the name servers for it: only those of the VPC and of the link-local services are resolved.
 */
export function awsDnsNames(site: Pick<Site, 'regions' | 'operations'>): readonly string[] {
  const { region, vpcCidr } = site.regions.primary;
  return [
    ...tierServices(site).map(({ hostName }) => hostName),
    `s3.${region}.amazonaws.com`,
    `*.s3.${region}.amazonaws.com`,
    `s3.dualstack.${region}.amazonaws.com`,
    `*.s3.dualstack.${region}.amazonaws.com`,
    `*.${region}.elb.amazonaws.com`,
    `*.${region}.rds.amazonaws.com`,
    region === 'us-east-1' ? '*.ec2.internal' : `*.${region}.compute.internal`,
    ...reverseNames(vpcCidr),
    // Resolver, metadata and time: 169.254.169.253, .254 and .123.
    '*.169.254.169.in-addr.arpa',
  ];
}

/**
 * Reverse names of the VPC's range: one zone for a /16, and one for each third octet of a smaller range, at most 128.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html
 */
function reverseNames(vpcCidr: string): readonly string[] {
  const [address = '', prefix = ''] = vpcCidr.split('/');
  const [first = '', second = '', third = ''] = address.split('.');
  if (prefix === '16') {
    return [`*.${second}.${first}.in-addr.arpa`];
  }
  const octets = Array.from({ length: 2 ** (24 - Number(prefix)) }, (_, index) => Number(third) + index);
  return octets.map((octet) => `*.${octet}.${second}.${first}.in-addr.arpa`);
}

/**
 * Names the site declares: its egress domains, and its own domain.
 *
 * `.example.com` stands for the name and every name below it, as in Network Firewall; DNS Firewall wants both written.
 */
export function declaredDnsNames(site: Pick<Site, 'network' | 'domain'>): readonly string[] {
  const { web, app } = site.network.egressDomains;
  const declared = [...web, ...app, ...(site.domain === undefined ? [] : [`.${site.domain.name}`])];
  const names = declared.flatMap((name) => (name.startsWith('.') ? [name.slice(1), `*${name}`] : [name]));
  return [...new Set(names)].sort();
}

/**
 * Names a healthy instance asks for and is refused: public time servers beside the one of the VPC, and the deprecated
 * message service of Systems Manager.
 *
 * They have a list of their own so that what the last rule counts is a name nobody expected.
 */
export function expectedRefusals(site: Pick<Site, 'regions' | 'operations'>): readonly string[] {
  return ['time.aws.com', '*.amazon.pool.ntp.org', `ec2messages.${site.regions.primary.region}.amazonaws.com`];
}
