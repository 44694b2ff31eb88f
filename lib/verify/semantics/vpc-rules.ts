import { AS_STATED, assumed, documented, observed, readOn, type SemanticRule } from './rule';

const VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide';

/** Security groups, network ACLs, routes, gateways, NAT and endpoints. */
export const VPC_RULES: readonly SemanticRule[] = [
  documented(
    'SG-01',
    'A packet passes an interface when a rule of one of its groups allows it; there are no deny rules.',
    `${VPC}/security-group-rules.html`,
  ),
  documented(
    'SG-02',
    'A group without egress rules of its own sends anywhere; one with them sends only what they allow.',
    `${VPC}/security-group-rules.html`,
    'a group with separate egress rules only may keep the default rule',
    'only rules that are written',
  ),
  documented(
    'SG-03',
    'A rule that names a group matches the private addresses of interfaces that carry it, in the same VPC, a peered VPC of the Region, or over a transit gateway that supports it; not through middleboxes or gateways, nor for what comes in from behind NAT.',
    `${VPC}/security-group-rules.html#security-group-referencing`,
    'through a firewall endpoint it may match, and so may an outbound rule through a NAT gateway',
    'through a firewall endpoint or a NAT gateway it does not match',
  ),
  readOn(
    '2026-11-26',
    documented(
      'SG-04',
      'Answers to what was allowed are allowed, whatever the rules say.',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html',
    ),
  ),
  documented(
    'ACL-01',
    'A network ACL is asked whenever a packet enters or leaves a subnet, and never within one; the lowest rule that matches decides, and the last denies.',
    `${VPC}/vpc-network-acls.html`,
  ),
  documented(
    'ACL-02',
    'Network ACLs keep no state: answers need rules of their own, on the ports of the initiator.',
    `${VPC}/custom-network-acl.html`,
  ),
  assumed(
    'ACL-05',
    'Network ACLs of the subnets of firewall endpoints: whether packets on their way through them are asked about is not documented.',
    'https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-single-zone-igw.html',
    'they let everything pass',
    'they are asked',
  ),
  documented(
    'RT-01',
    'The most specific route that matches an address is taken; without one the packet is dropped.',
    `${VPC}/route-tables-priority.html`,
  ),
  documented('RT-02', 'Every table holds local routes for the blocks of its VPC.', `${VPC}/VPC_Route_Tables.html`),
  documented(
    'RT-03',
    'Of equally specific routes a static one goes before one of a prefix list.',
    `${VPC}/route-tables-priority.html`,
  ),
  documented(
    'RT-04',
    'Propagated routes come last, and never take what a local route holds.',
    `${VPC}/route-tables-priority.html`,
  ),
  readOn(
    '2026-11-26',
    assumed(
      'RT-05',
      'A route whose target is gone, or not attached, is a black hole; that it still wins, no page says.',
      'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ec2/aws.sdk.kotlin.services.ec2.model/-route/state.html',
      'it wins and drops what it matches',
      'it wins and drops what it matches',
    ),
  ),
  assumed(
    'RT-06',
    'A packet that comes back to where it was is dropped in the end.',
    `${VPC}/VPC_Route_Tables.html`,
    'dropped',
    'dropped',
  ),
  readOn(
    '2026-11-26',
    documented(
      'RT-07',
      'An interface drops packets that are not for it unless its source/destination check is off; then it may do anything with them.',
      'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ec2/aws.sdk.kotlin.services.ec2.model/-modify-instance-attribute-request/source-dest-check.html',
      'it sends them anywhere',
      'it drops them',
    ),
  ),
  documented(
    'IGW-01',
    'Only interfaces with a public IPv4 address, or an IPv6 address, reach the internet through an internet gateway, and are reached through it.',
    `${VPC}/VPC_Internet_Gateway.html`,
  ),
  documented(
    'IGW-02',
    'Packets that come in through an internet gateway are delivered locally, or as its own route table says; no route back is asked for.',
    `${VPC}/VPC_Route_Tables.html`,
    AS_STATED,
    'databases, and IPv6 addresses, only in subnets with a route to the gateway',
  ),
  documented('IGW-03', 'IPv6 addresses are not translated.', `${VPC}/VPC_Internet_Gateway.html`),
  documented(
    'IGW-04',
    'An egress-only internet gateway lets IPv6 out, and only answers in.',
    `${VPC}/egress-only-internet-gateway.html`,
  ),
  documented(
    'NAT-01',
    'A NAT gateway sends TCP, UDP and ICMP on with its own address, from ports 1024-65535, and takes no connections from outside.',
    `${VPC}/vpc-nat-gateway.html`,
  ),
  readOn(
    '2026-11-26',
    documented(
      'NAT-02',
      'A NAT gateway sends what is addressed behind 64:ff9b::/96 on to the IPv4 address that stands in the last 32 bits.',
      `${VPC}/nat-gateway-nat64-dns64.html`,
      'TCP, UDP and, perhaps, ICMP',
      'TCP and UDP',
    ),
  ),
  documented(
    'EP-01',
    'A gateway endpoint is the target of a route for the prefix list of its service.',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  ),
  documented(
    'EP-02',
    'Network ACLs must let the answers of a service behind a gateway endpoint in.',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  ),
  documented(
    'EP-03',
    'An endpoint without a policy lets anyone do anything with the service.',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  ),
  documented(
    'PCX-01',
    'A peering connection carries packets between two VPCs only: none to the gateways or peers of the other.',
    'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
  ),
  assumed(
    'INT-02',
    'Packets from the internet and from sites may carry any source address.',
    `${VPC}/VPC_Internet_Gateway.html`,
    'forged private sources arrive',
    'they do not arrive',
  ),
  readOn(
    '2026-11-26',
    documented(
      'IF-01',
      'An interface has some address of its subnet; which one only the deployment tells, unless it is written.',
      'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ec2/aws.sdk.kotlin.services.ec2.model/-create-network-interface-request/private-ip-address.html',
    ),
  ),
  documented(
    'IF-02',
    'NAT gateways, firewall endpoints and the interfaces of functions take no connections.',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
  ),
  documented(
    'IF-03',
    'Functions open connections of TCP and UDP only.',
    'https://docs.aws.amazon.com/lambda/latest/dg/foundation-networking.html',
  ),
  readOn(
    '2026-11-26',
    observed(
      'CDK-01',
      'CDK takes the rules of the default security group away when told to.',
      'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.VpcProps.html',
      'no rules',
      'no rules',
    ),
  ),
];
