import type { Segment } from './matrix';

/**
 * Segments that sites share. The names are short, since they head the columns of a table.
 *
 * The resolver, the metadata service and the time service of the VPC are in no segment: groups and ACLs do not see them, and
 * DNS is the subject of DNS Firewall. Neither are the planes of AWS's own APIs, by which operators come (C10, E5): they stand
 * beside a verdict, not in it. What passes through a NAT gateway or a firewall is in the row of who sent it.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html read 2026-11-25
 */
export const INTERNET: Segment = { what: 'any address of the internet', members: { kind: 'internet' } };

/** CloudFront, with the web ACL at it. */
export const EDGE: Segment = { what: 'CloudFront, as viewers meet it', members: { kind: 'distribution' } };

/** What of the barrier takes requests. */
export const BARRIER: Segment = {
  what: 'entry load balancer',
  members: { kind: 'interfaces', roles: ['barrier-entry'], of: ['load-balancer'] },
};

/** What of the barrier only passes on. */
export const EGRESS: Segment = {
  what: 'NAT gateways and firewall endpoints, as addresses of their own',
  members: { kind: 'interfaces', roles: ['barrier-egress', 'firewall'], of: ['nat-gateway', 'firewall-endpoint'] },
};

/** Web tier. */
export const DMZ: Segment = {
  what: 'web servers',
  members: { kind: 'interfaces', roles: ['dmz'], of: ['server'] },
};

/** Internal: the load balancer in front of the app tier. */
export const BALANCER: Segment = {
  what: 'app load balancer',
  members: { kind: 'interfaces', roles: ['internal'], of: ['load-balancer'] },
};

/** Internal: app tier. */
export const APP: Segment = {
  what: 'app servers',
  members: { kind: 'interfaces', roles: ['internal'], of: ['server'] },
};

/** Internal: operations, of which only the database probes have interfaces. */
export const OPS: Segment = {
  what: 'operations: the probes of the database',
  members: { kind: 'interfaces', roles: ['internal'], of: ['function'] },
};

/** Internal: interface endpoints. */
export const ENDPOINTS: Segment = {
  what: 'interface endpoints of the AWS APIs the tiers call',
  members: { kind: 'interfaces', roles: ['internal'], of: ['interface-endpoint'] },
};

/** Inner part of internal. */
export const DATA: Segment = {
  what: 'Aurora',
  members: { kind: 'interfaces', roles: ['data'], of: ['database'] },
};

/** Amazon S3, by the way that leaves no VPC. */
export const S3: Segment = {
  what: 'Amazon S3 through the gateway endpoint',
  members: { kind: 'gateway-endpoint', service: 's3' },
};
