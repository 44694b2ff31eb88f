import { acl, ANYWHERE, rule, template, type AclRow, type Template } from './builders';
import type { Pair } from './pair';
import { publicServer, twoServers } from './worlds';

const CLIENTS = '10.0.1.0/24';
const ACL_PAGE = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html';
const EPHEMERAL_PAGE = {
  url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-vpc-network-acls.html',
  read: '2026-11-25',
} as const;

/** Pairs about network ACLs. */
export const ACL_PAIRS: readonly Pair[] = [
  {
    id: 'udp-out-without-way-back',
    title: 'a datagram needs no answer to carry data out',
    source: { url: ACL_PAGE },
    policy: {
      says: 'The server sends no logs out.',
      from: 'Server',
      to: 'internet',
      services: ['udp/514'],
      relation: 'isolate',
    },
    bad: {
      template: publicBehind([out(100, 'udp', ANYWHERE)]),
      verdict: 'REFUTED',
      because: 'nothing comes back through the ACL, and the datagram has arrived all the same',
    },
    good: {
      template: publicBehind([out(100, 'tcp/443', ANYWHERE)]),
      verdict: 'PROVED',
      because: 'the ACL lets no UDP out',
    },
  },
  {
    id: 'udp-needs-way-back',
    title: 'a question by UDP is worth nothing without the row for its answer',
    source: EPHEMERAL_PAGE,
    policy: {
      says: 'The server asks for the time.',
      from: 'Server',
      to: 'internet',
      services: ['udp/123'],
      relation: 'reach',
    },
    bad: {
      template: publicBehind([out(100, 'udp/123', ANYWHERE), into(100, 'tcp/1024-65535', ANYWHERE)]),
      verdict: 'REFUTED',
      because: 'the ACL lets answers in by TCP alone',
    },
    good: {
      template: publicBehind([out(100, 'udp/123', ANYWHERE), into(100, 'udp/1024-65535', ANYWHERE)]),
      verdict: 'PROVED',
      because: 'answers come in on every port from which the server may ask',
    },
  },
  {
    id: 'answers-to-low-ports-only',
    title: 'an ACL that answers low ports only, and is taken for a closed one',
    source: EPHEMERAL_PAGE,
    policy: {
      says: 'The client does not get to the server.',
      from: 'Client',
      to: 'Server',
      services: ['tcp/8443'],
      relation: 'isolate',
    },
    bad: {
      template: privateBehind([into(100, 'tcp/8443', CLIENTS), out(100, 'tcp/1-1023', CLIENTS)]),
      verdict: 'REFUTED',
      because:
        'the request arrives whatever becomes of the answer; a client that sends from a port below 1024 even gets it',
    },
    good: {
      template: privateBehind([into(100, 'tcp/443', CLIENTS), out(100, 'tcp/1-1023', CLIENTS)]),
      verdict: 'PROVED',
      because: 'the ACL lets port 8443 in from nobody',
    },
  },
  {
    id: 'answers-to-some-ports',
    title: 'an ACL that answers the ports of one operating system only',
    source: EPHEMERAL_PAGE,
    policy: {
      says: 'The client reaches the server.',
      from: 'Client',
      to: 'Server',
      services: ['tcp/8443'],
      relation: 'reach',
    },
    bad: {
      template: privateBehind([into(100, 'tcp/8443', CLIENTS), out(100, 'tcp/49152-65535', CLIENTS)]),
      verdict: 'REFUTED',
      because: 'Linux asks from 32768 up as well: those sessions get no answer',
    },
    good: {
      template: privateBehind([into(100, 'tcp/8443', CLIENTS), out(100, 'tcp/1024-65535', CLIENTS)]),
      verdict: 'PROVED',
      because: 'every port from which a client may ask gets its answer',
    },
  },
  {
    id: 'denied-after-allowed',
    title: 'a denial below the rule that allows',
    source: { url: ACL_PAGE },
    policy: {
      says: 'The client opens no SSH.',
      from: 'Client',
      to: 'Server',
      services: ['tcp/22'],
      relation: 'isolate',
    },
    bad: {
      template: privateBehind([
        into(100, '-1', CLIENTS),
        into(200, 'tcp/22', CLIENTS, 'deny'),
        out(100, '-1', CLIENTS),
      ]),
      verdict: 'REFUTED',
      because: 'rows are taken by number, and the first that fits decides',
    },
    good: {
      template: privateBehind([into(50, 'tcp/22', CLIENTS, 'deny'), into(100, '-1', CLIENTS), out(100, '-1', CLIENTS)]),
      verdict: 'PROVED',
      because: 'the denial comes first',
    },
  },
];

/** A public server whose group is open both ways, behind an ACL. */
function publicBehind(rows: readonly AclRow[]): Template {
  return template([...publicServer([rule('-1', ANYWHERE)]), acl('PublicAcl', 'Vpc', ['PublicA'], rows)]);
}

/** Two servers whose groups are open, the second behind an ACL. */
function privateBehind(rows: readonly AclRow[]): Template {
  return template(twoServers([rule('-1', '10.0.0.0/16')], rows));
}

function into(number: number, service: string, cidr: string, action: AclRow['action'] = 'allow'): AclRow {
  return { direction: 'in', number, action, service, cidr };
}

function out(number: number, service: string, cidr: string): AclRow {
  return { direction: 'out', number, action: 'allow', service, cidr };
}
