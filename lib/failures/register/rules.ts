import { assumed, documented, notRead, observed, type FailureRule } from './rule';
import { RULE_TESTS } from './rule-tests';
import { SOURCES } from './sources';

const ALL: readonly FailureRule[] = [
  documented(
    'FM-01',
    'A target leaves the rotation after the interval of its health check times the unhealthy threshold; the last check may hang for its timeout.',
    SOURCES.targetHealth,
    'interval x unhealthy threshold + timeout',
  ),
  documented(
    'FM-02',
    'A target comes back after the interval of its health check times the healthy threshold.',
    SOURCES.targetHealth,
  ),
  documented(
    'FM-03',
    'A load balancer node sends requests to all targets in a zone of a target group when fewer of them are healthy than its routing threshold says.',
    SOURCES.groupHealth,
    'counted over all targets that a node sends to, not zone by zone',
  ),
  assumed(
    'FM-04',
    'The addresses of a load balancer node that is not healthy leave DNS. How long that takes is not documented; the TTL of 60 s is still to be read.',
    SOURCES.groupHealth,
    '30 s + TTL 60 s + recovery of the client',
  ),
  assumed(
    'FM-05',
    'CloudFront reaches an internal load balancer by interfaces of its own in the zones of the load balancer. How it chooses among them and leaves one that is lost is not documented.',
    SOURCES.vpcOrigin,
    'one interface in each zone, which leads to the node of that zone, and leaves as slowly as a node leaves DNS',
  ),
  assumed(
    'FM-06',
    'An Auto Scaling group that heeds the checks of its load balancer ends every instance whose target fails, also when it fails for the sake of a dependency. When it does so, and when another serves, is not promised.',
    SOURCES.replacement,
    'ended as soon as the target is out; another serves after the time for booting, the warm-up, and the return of the target',
  ),
  notRead(
    documented(
      'FM-07',
      'Aurora promotes a reader in less than 60 s, mostly in less than 30: the one with the lowest promotion tier, of these the largest. An older report says of these the one as large as the writer.',
      SOURCES.auroraFailover,
      '60 s, which is typical and no bound, plus the recovery of the client; readers of the template only, the largest of a tier, then the order of the template',
    ),
  ),
  documented(
    'FM-08',
    'The reader endpoint leads to the readers, and to the writer when there is no reader.',
    SOURCES.readerEndpoint,
    'a lost reader leaves with the TTL of 5 s and the recovery of the client',
  ),
  documented(
    'FM-09',
    'The volume of an Aurora cluster has two copies in each of three zones, whether the site uses them or not; four of six must work for writing, three for reading.',
    SOURCES.auroraVolume,
  ),
  documented(
    'FM-10',
    'A Multi-AZ instance fails over to its standby in 60 to 120 s typically.',
    SOURCES.multiAz,
    '120 s plus the recovery of the client',
  ),
  documented(
    'FM-11',
    'A Multi-AZ cluster of RDS fails over in less than 35 s typically.',
    SOURCES.multiAzCluster,
    '35 s plus the recovery of the client',
  ),
  documented(
    'FM-12',
    'An origin group of CloudFront sends GET, HEAD and OPTIONS to the second origin when the first gives no answer, for each request anew.',
    SOURCES.originGroup,
    'each request tries the first origin first; a POST tries it alone',
  ),
  documented(
    'FM-13',
    'A tunnel of a VPN connection whose peer is dead is found after its DPD timeout, and the other one carries on.',
    SOURCES.vpnTunnels,
    'the timeout of the template, or 40 s',
  ),
  assumed(
    'FM-14',
    'A tunnel whose DPD timeout has passed goes down and its routes go, unless its DPD timeout action is none. Then BGP withdraws them after its hold time, which is not documented.',
    SOURCES.deadPeer,
    'the longest DPD timeout of the connection; with BGP and the action none 90 s',
  ),
  documented(
    'FM-15',
    'A failover record is answered with the second target when the health check has failed for its interval times its threshold; resolvers hold the answer for the TTL.',
    SOURCES.route53Failover,
  ),
  assumed(
    'FM-16',
    'What sends through a NAT gateway of another zone has no internet when that zone is lost. That routes to a firewall endpoint or an interface endpoint that is lost stay too is not documented.',
    SOURCES.natGateway,
    'each serves those whose routes or names lead to it, and no reaction leads elsewhere',
  ),
  documented(
    'FM-17',
    'What is sent to a transit gateway leaves by the attachment in the zone of the sender.',
    SOURCES.transitAttachment,
    'no reaction',
  ),
  documented(
    'FM-18',
    'A zonal shift takes a zone out of the DNS of a load balancer, and, where cross-zone load balancing is on, its targets out of the rotation of the other nodes.',
    SOURCES.zonalShift,
    'where the load balancer allows it; never by itself: autoshift does not count',
  ),
  assumed(
    'FM-19',
    'A site is restored in another Region from the copies in its vault, by people.',
    SOURCES.none,
    'in the time that is declared, with the loss of the interval of the copies and their windows',
  ),
  assumed(
    'FM-20',
    'What CloudFront does when its web ACL does not answer is not documented; when it is detached, requests pass.',
    SOURCES.none,
    'without an answer of the web ACL no request is answered',
  ),
  assumed(
    'FM-21',
    'A cluster whose key is disabled cannot be used once Aurora finds out. When it does is not documented.',
    SOURCES.keys,
    'at once; likewise for whatever else refers to the key',
  ),
  assumed(
    'FM-22',
    'What two or more zones refer to fails for all of them: a launch template, a security group, a key.',
    SOURCES.none,
    'changed badly, disabled or expired, it takes whatever refers to it along',
  ),
  assumed(
    'FM-23',
    'An alarm goes off when so many of its periods have breached. How long it takes until a metric is there is not documented.',
    SOURCES.alarms,
    'what is seen must last for all these periods, then 60 s; what stops to send a metric is seen only where missing data is breaching',
  ),
  assumed(
    'FM-24',
    'An event is delivered, and its notification sent, in a time that is not documented.',
    SOURCES.none,
    '60 s; 300 s for events of RDS',
  ),
  documented(
    'FM-25',
    'Control planes of Route 53, CloudFront, WAF and IAM are in us-east-1; those of other services in each Region.',
    SOURCES.planes,
    'a reaction that makes, changes or ends something needs the control plane of its service and Region',
  ),
  notRead(
    observed(
      'FM-26',
      'Clients that pool connections serve again some seconds after a name has another address.',
      SOURCES.clientRecovery,
      '15 s, unless it is declared',
    ),
  ),
  documented(
    'FM-27',
    'Each node of a load balancer checks all its targets itself.',
    SOURCES.targetHealth,
    'a node takes a target out of its own rotation also when nothing passes between their zones',
  ),
  documented(
    'FM-28',
    'Where cross-zone load balancing is off, the address of a node whose zone has no healthy target leaves DNS.',
    SOURCES.crossZone,
    'in the time of FM-04',
  ),
  documented(
    'FM-29',
    'A group that must keep 100 % of its servers healthy while it replaces them launches a new one, and waits until it is ready, before it ends the old one.',
    SOURCES.maintenance,
    'then a server that is being replaced by a release is not missed; elsewhere it is out of every rotation',
  ),
  assumed(
    'FM-30',
    'What an API tells of the state of a database, a gateway or an endpoint says nothing of who gets to it.',
    SOURCES.none,
    'security groups, network ACLs and route tables that fail are not seen by its metrics, its events and checks that ask the API',
  ),
];

/** Every rule on which models that are read from templates rest, by its id. */
export const FAILURE_RULES: ReadonlyMap<string, FailureRule> = new Map(
  ALL.map((rule) => [rule.id, { ...rule, tests: RULE_TESTS[rule.id] ?? [] }]),
);
