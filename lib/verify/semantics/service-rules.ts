import { assumed, documented, readOn, type SemanticRule } from './rule';

const NFW = 'https://docs.aws.amazon.com/network-firewall/latest/developerguide';
const TGW = 'https://docs.aws.amazon.com/vpc/latest/tgw';
const VPN = 'https://docs.aws.amazon.com/vpn/latest/s2svpn';

/** Firewalls, transit gateways, VPNs, load balancers, CloudFront, and what is not known at all. */
export const SERVICE_RULES: readonly SemanticRule[] = [
  documented(
    'NFW-01',
    'Stateless rules go first, by priority: pass, drop, or forward to the stateful rules.',
    `${NFW}/firewall-policy-processing.html`,
  ),
  documented(
    'NFW-02',
    'Stateful rules go by their order when it is strict; else what passes goes before what drops, and what no rule matches passes.',
    `${NFW}/suricata-rule-evaluation-order.html`,
  ),
  documented(
    'NFW-03',
    'Dropping established packets lets through what makes a TCP connection and nothing after it; UDP and ICMP are dropped at once.',
    `${NFW}/suricata-rule-evaluation-order.html`,
    'a session may begin',
    'no session comes about',
  ),
  readOn(
    '2026-11-26',
    documented(
      'NFW-04',
      'Stateful rules know the answers of a connection; stateless rules do not.',
      `${NFW}/rule-groups.html`,
    ),
  ),
  documented(
    'NFW-05',
    'Packet and answer must cross the same firewall endpoint, or the stateful rules drop what they did not see from its beginning.',
    `${NFW}/asymmetric-routing.html`,
    'unequal ways may work past stateless rules that pass packets',
    'unequal ways do not work',
  ),
  documented(
    'NFW-06',
    'A rule on names, contents or states of a connection matches what addresses and ports do not tell.',
    `${NFW}/stateful-rule-groups-domain-names.html`,
    'it may match or not',
    'it may match or not',
  ),
  documented(
    'NFW-07',
    'Traffic over a peering connection is not supported behind a firewall endpoint.',
    `${NFW}/architectures.html`,
    'it may work',
    'it does not work',
  ),
  documented(
    'TGW-01',
    'An attachment is associated with at most one table, which routes what it brings; longest prefix first, static before propagated.',
    `${TGW}/how-transit-gateways-work.html`,
  ),
  documented(
    'TGW-02',
    'Attachments propagate their blocks into tables; unless it is switched off, into the default table.',
    `${TGW}/how-transit-gateways-work.html`,
  ),
  documented(
    'TGW-03',
    'Packets go onto a transit gateway through a subnet of the attachment in their own zone, and come off in that zone unless appliance mode is on.',
    `${TGW}/how-transit-gateways-work.html`,
  ),
  documented('TGW-04', 'A black hole route drops what it matches.', `${TGW}/how-transit-gateways-work.html`),
  documented(
    'TGW-05',
    'The ACL of an attachment subnet is asked about sources of what goes onto the gateway, and about destinations of what comes off it for other subnets.',
    `${TGW}/tgw-nacls.html`,
  ),
  documented(
    'TGW-06',
    'Groups of another attached VPC can be named in ingress rules only, when gateway and attachment support it; by default the gateway does not.',
    'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html',
  ),
  documented(
    'VPN-01',
    'A VPN carries packets between its gateway and the network of its customer gateway.',
    `${VPN}/vpn-route-priority.html`,
    'what comes from elsewhere through the VPC may be carried, too',
    'packets of the VPC',
  ),
  documented(
    'VPN-02',
    'A virtual private gateway sends over a VPN what its static routes name, or what the other side advertises.',
    `${VPN}/vpn-route-priority.html`,
    'with BGP anything may be advertised',
    'what is declared',
  ),
  documented(
    'VPN-03',
    'Connections on one virtual private gateway tell each other the routes that they advertise, when their autonomous systems differ.',
    `${VPN}/VPN_CloudHub.html`,
    'connections with static routes may be joined, too',
    'connections with BGP, for prefixes that are declared',
  ),
  assumed(
    'VPN-04',
    'Which of its connections a site sends into is up to the device at its end.',
    `${VPN}/vpn-route-priority.html`,
    'any of them',
    'whichever: every one must lead there',
  ),
  readOn(
    '2026-11-26',
    documented(
      'LB-01',
      'A load balancer takes packets on its listeners, and ICMP where its groups let it in.',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
      'ICMP may be answered',
      'ICMP is not answered',
    ),
  ),
  documented(
    'LB-02',
    'A load balancer opens connections to the targets of its target groups only.',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html',
  ),
  documented(
    'LB-03',
    'A network load balancer that keeps client addresses is let in by rules on the client or on its own group.',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',
  ),
  documented(
    'CF-01',
    'A distribution takes HTTP and HTTPS from anywhere, and asks its origins.',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html',
  ),
  documented(
    'CF-02',
    'Rules on the prefix list of CloudFront let VPC origins in.',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html',
    'rules on groups and blocks may, too',
    'rules on the list or on every address',
  ),
  assumed(
    'CF-03',
    'How network ACLs see packets of VPC origins is not documented.',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html',
    'they pass',
    'they come from addresses of CloudFront, or from some of the subnet',
  ),
  assumed(
    'UNK-01',
    'What only the deployment tells may be anything.',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'it lets the packet through',
    'it does not',
  ),
  assumed(
    'UNK-02',
    'Whatever is not modelled joins the internet to every network that it names.',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
    'it does',
    'it does not',
  ),
  documented(
    'LVL-01',
    'Proxies, functions that outsiders call, partners and servers may send on what they receive.',
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    'they do',
    'what they end as a connection',
  ),
];
