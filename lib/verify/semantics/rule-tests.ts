/**
 * Tests that rest on a rule: scenarios of AWS's own pages, pairs of templates, or test files; a test of the register sees
 * that they do.
 */
export const RULE_TESTS: Readonly<Record<string, readonly string[]>> = {
  'SG-01': [
    'scenario: connect-endpoint-needs-an-outbound-rule',
    'scenario: gateway-endpoint-needs-an-outbound-rule',
    'scenario: group-as-destination-fails-over-a-transit-gateway',
  ],
  'SG-02': [
    'scenario: connect-endpoint-needs-an-outbound-rule',
    'scenario: gateway-endpoint-needs-an-outbound-rule',
    'scenario: group-as-destination-fails-over-a-transit-gateway',
  ],
  'SG-03': [
    'scenario: group-as-source-fails-behind-an-appliance',
    'scenario: group-as-source-is-off-at-the-gateway',
    'pair: condition-opens',
  ],
  'SG-04': [
    'scenario: transit-joins-sites-by-default',
    'scenario: two-prefix-lists-are-drawn-by-lot',
    'scenario: connect-endpoint-comes-from-its-own-address',
  ],
  'ACL-01': [
    'scenario: new-acl-denies-all',
    'scenario: acl-answers-need-their-own-rule',
    'pair: default-parameter-opens',
  ],
  'ACL-02': [
    'scenario: acl-first-match-wins',
    'scenario: acl-of-both-subnets-counts',
    'scenario: balancer-nodes-cross-zones-if-told',
  ],
  'ACL-05': [
    'scenario: firewall-drops-what-no-stateless-rule-matches',
    'pair: stateless-pass',
    'scenario: firewall-drops-answers-of-unseen-requests',
  ],
  'RT-01': [
    'scenario: ipv4-route-does-not-serve-ipv6',
    'scenario: nat-needs-a-public-subnet',
    'scenario: interface-endpoint-starts-nothing',
  ],
  'RT-02': ['pair: answers-to-low-ports-only', 'pair: database-proxy', 'pair: default-group'],
  'RT-03': [
    'pair: endpoint-policy-for-everything',
    'scenario: gateway-endpoint-serves-its-route-tables',
    'scenario: prefix-list-before-learnt-route',
  ],
  'RT-04': [
    'scenario: gateway-endpoint-is-not-lent-to-sites',
    'scenario: learnt-route-alone-is-used',
    'scenario: vpn-static-routes-are-learnt',
  ],
  'RT-05': ['test/verify/engine/unknowns.test.ts'],
  'RT-06': ['scenario: transit-static-route-before-propagated-route'],
  'RT-07': [
    'scenario: appliance-must-not-check-addresses',
    'scenario: range-as-source-serves-behind-an-appliance',
    'scenario: gateway-table-sends-to-an-appliance',
  ],
  'IGW-01': [
    'scenario: function-has-no-internet-in-a-public-subnet',
    'scenario: internet-not-without-a-public-address',
    'scenario: launch-overrides-the-subnet',
  ],
  'IGW-02': [
    'scenario: acl-answers-need-their-own-rule',
    'pair: default-parameter-opens',
    'pair: everything-in-two-halves',
  ],
  'IGW-03': [
    'scenario: ipv4-entry-of-an-acl-does-not-admit-ipv6',
    'scenario: ipv4-rule-does-not-admit-ipv6',
    'scenario: ipv6-address-with-a-gateway-is-public',
  ],
  'IGW-04': ['scenario: egress-only-gateway-lets-out-and-nothing-in'],
  'NAT-01': [
    'scenario: private-nat-ends-at-the-internet-gateway',
    'scenario: nat-answers-come-to-high-ports',
    'pair: hidden-nat-route',
  ],
  'NAT-02': ['scenario: nat-gateway-translates-ipv6-to-ipv4'],
  'EP-01': ['pair: endpoint-policy-for-everything', 'scenario: gateway-endpoint-serves-its-route-tables'],
  'EP-02': ['scenario: gateway-endpoint-serves-its-route-tables'],
  'EP-03': ['pair: endpoint-policy-for-everything'],
  'PCX-01': [
    'scenario: gateway-endpoint-is-not-lent-to-peers',
    'pair: peering-is-no-transit',
    'pair: peering-route-leak',
  ],
  'INT-02': ['pair: origin-for-all-of-cloudfront', 'scenario: range-as-source-serves-behind-an-appliance'],
  'IF-01': [
    'scenario: public-database-needs-public-subnets',
    'pair: database-public-by-default',
    'pair: origin-for-all-of-cloudfront',
  ],
  'IF-02': ['scenario: function-reaches-the-vpc-and-not-the-reverse'],
  'IF-03': [
    'scenario: function-is-known-by-its-group',
    'scenario: function-reaches-the-vpc-and-not-the-reverse',
    'scenario: function-uses-ports-from-1024',
  ],
  'CDK-01': ['test/verify/engine/matrices.test.ts'],
  'NFW-01': [
    'scenario: firewall-drops-what-no-stateless-rule-matches',
    'pair: stateless-pass',
    'scenario: firewall-drops-answers-of-unseen-requests',
  ],
  'NFW-02': [
    'scenario: firewall-drops-what-no-stateless-rule-matches',
    'pair: stateless-pass',
    'scenario: firewall-drops-answers-of-unseen-requests',
  ],
  'NFW-03': [
    'scenario: firewall-drops-what-no-stateless-rule-matches',
    'pair: stateless-pass',
    'scenario: firewall-drops-answers-of-unseen-requests',
  ],
  'NFW-04': [
    'pair: group-reference-through-middlebox',
    'scenario: firewall-action-order-passes-first',
    'scenario: firewall-drop-all-drops-the-rest',
  ],
  'NFW-05': ['scenario: firewall-stateless-pass-needs-no-symmetry'],
  'NFW-06': [
    'pair: datagrams-beside-names',
    'scenario: firewall-domain-list-goes-by-name-not-address',
    'scenario: firewall-domain-list-inspects-its-own-vpc',
  ],
  'NFW-07': ['test/verify/certify/fuzz.test.ts'],
  'TGW-01': [
    'scenario: transit-without-tables-carries-nothing',
    'pair: default-transit-tables',
    'scenario: transit-routes-are-those-of-the-associated-table',
  ],
  'TGW-02': [
    'scenario: transit-needs-a-route-of-the-subnet',
    'pair: default-transit-tables',
    'scenario: transit-blackhole-drops',
  ],
  'TGW-03': [
    'scenario: transit-is-reached-in-zones-of-the-attachment',
    'scenario: acl-of-the-attachment-subnet-counts',
    'pair: attachment-without-zone',
  ],
  'TGW-04': [
    'scenario: transit-blackhole-drops',
    'pair: shared-nat',
    'scenario: transit-leads-to-a-shared-nat-gateway',
  ],
  'TGW-05': [
    'scenario: transit-needs-a-route-of-the-subnet',
    'pair: default-transit-tables',
    'scenario: transit-blackhole-drops',
  ],
  'TGW-06': [
    'scenario: transit-needs-a-route-of-the-subnet',
    'pair: default-transit-tables',
    'scenario: transit-blackhole-drops',
  ],
  'VPN-01': [
    'scenario: vpn-needs-a-route-of-the-subnet',
    'scenario: gateway-endpoint-is-not-lent-to-sites',
    'scenario: learnt-route-alone-is-used',
  ],
  'VPN-02': ['scenario: learnt-route-alone-is-used', 'scenario: vpn-carries-known-prefixes-only'],
  'VPN-03': ['scenario: vpn-sites-on-gateways-of-their-own-are-apart', 'pair: vpn-transit', 'pair: vpn-transit-static'],
  'VPN-04': ['test/verify/certify/fuzz.test.ts'],
  'LB-01': [
    'pair: origin-bypass',
    'scenario: vpc-origin-needs-no-public-address',
    'pair: network-load-balancer-without-group',
  ],
  'LB-02': [
    'scenario: balancer-checks-health-by-outbound-rules',
    'scenario: balancer-nodes-stay-in-their-zone',
    'pair: second-listener',
  ],
  'LB-03': ['scenario: balancer-keeps-the-address-of-the-client', 'scenario: balancer-as-the-only-way-to-the-targets'],
  'CF-01': [
    'scenario: vpc-origin-needs-no-public-address',
    'scenario: prefix-list-keeps-others-from-the-origin',
    'scenario: open-origin-can-be-reached-past-cloudfront',
  ],
  'CF-02': [
    'scenario: vpc-origin-needs-no-public-address',
    'scenario: balancer-fails-open',
    'scenario: balancer-group-names-targets-by-group',
  ],
  'CF-03': ['scenario: vpc-origin-needs-no-public-address'],
  'UNK-01': ['pair: vpn-transit', 'pair: vpn-transit-static', 'scenario: transit-joins-sites-by-default'],
  'UNK-02': ['pair: shared-transit-gateway', 'pair: unknown-type-joins-networks'],
  'LVL-01': ['pair: endpoint-service-for-everybody', 'pair: function-url', 'pair: source-dest-check-off'],
};
