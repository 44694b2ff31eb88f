import type { MatrixSource } from './matrix';
import { APP, BALANCER, BARRIER, DATA, DMZ, EDGE, EGRESS, ENDPOINTS, INTERNET, OPS, S3 } from './segments';

const VIEWER = 'a part of the internet, and a viewer like any other';
const PART = 'packets cannot tell it from the rest of the internet, to which TLS to declared names may go';
const NOT_IN_TABLE = 'instead of a way to the internet, though the table of U6 has no such flow';
const CONTROL_PLANE = 'administration by recorded sessions of the API plane; no packet from there goes in';
const DATA_ONLY_FROM = 'reached by the app tier, jobs and recorded administration';

/**
 * `ticket-agency`: a domain, a firewall, interface endpoints, two names declared for the app tier alone: the settlement
 * centre's, and a mail service's, which is part of the column `internet`. The site has no lines to partners and none to the head office: the
 * settlement centre is reached over the internet by its name, and is a partner in the sense of U9 all the same.
 */
export const ticketAgency: MatrixSource = {
  site: 'ticket-agency',
  segments: {
    internet: INTERNET,
    edge: EDGE,
    barrier: BARRIER,
    dmz: DMZ,
    balancer: BALANCER,
    app: APP,
    ops: OPS,
    endpoints: ENDPOINTS,
    data: DATA,
    egress: EGRESS,
    s3: S3,
    settlement: {
      what: 'settlement centre, the partner',
      members: { kind: 'name', name: 'api.settlement.example.com' },
    },
    room: {
      what: 'operations room, from which operators may open sessions',
      members: { kind: 'addresses', cidr: '198.51.100.0/28' },
    },
    support: {
      what: 'support centre, from which operators may open sessions',
      members: { kind: 'addresses', cidr: '203.0.113.16/29' },
    },
  },
  direct: `
             | internet | edge                   | barrier | dmz      | balancer | app      | ops | endpoints | data     | egress | s3      | settlement | room    | support
  internet   | -        | tcp/80 tcp/443 udp/443 | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  edge       | -        | -                      | tcp/443 | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  barrier    | -        | -                      | -       | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  dmz        | -        | -                      | -       | -        | tcp/443  | -        | -   | tcp/443   | -        | -      | tcp/443 | -          | -       | -
  balancer   | -        | -                      | -       | -        | -        | tcp/8443 | -   | -         | -        | -      | -       | -          | -       | -
  app        | tcp/443  | tcp/443                | -       | -        | -        | -        | -   | tcp/443   | tcp/5433 | -      | tcp/443 | tcp/443    | tcp/443 | tcp/443
  ops        | -        | -                      | -       | -        | -        | -        | -   | -         | tcp/5433 | -      | -       | -          | -       | -
  endpoints  | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  data       | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  egress     | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  s3         | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  settlement | -        | tcp/80 tcp/443 udp/443 | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  room       | -        | tcp/80 tcp/443 udp/443 | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  support    | -        | tcp/80 tcp/443 udp/443 | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  `,
  viaProxies: `
             | internet | edge                   | barrier | dmz      | balancer | app      | ops | endpoints | data     | egress | s3      | settlement | room    | support
  internet   | -        | tcp/80 tcp/443 udp/443 | tcp/443 | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  edge       | -        | -                      | tcp/443 | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  barrier    | -        | -                      | -       | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  dmz        | -        | -                      | -       | -        | tcp/443  | tcp/8443 | -   | tcp/443   | -        | -      | tcp/443 | -          | -       | -
  balancer   | -        | -                      | -       | -        | -        | tcp/8443 | -   | -         | -        | -      | -       | -          | -       | -
  app        | tcp/443  | tcp/443                | tcp/443 | tcp/8443 | -        | -        | -   | tcp/443   | tcp/5433 | -      | tcp/443 | tcp/443    | tcp/443 | tcp/443
  ops        | -        | -                      | -       | -        | -        | -        | -   | -         | tcp/5433 | -      | -       | -          | -       | -
  endpoints  | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  data       | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  egress     | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  s3         | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  settlement | -        | tcp/80 tcp/443 udp/443 | tcp/443 | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  room       | -        | tcp/80 tcp/443 udp/443 | tcp/443 | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  support    | -        | tcp/80 tcp/443 udp/443 | tcp/443 | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -          | -       | -
  `,
  reasons: {
    'internet > edge':
      'K2 E3 C10: HTTPS, over TCP and over QUIC; CloudFront listens on 80 in any case and only sends viewers on to HTTPS',
    'internet > barrier': 'K2 U6: by way of the edge',
    'internet > dmz': 'K3 U8: by way of edge and entry load balancer, no other way',
    'edge > barrier': 'U6 U12: the barrier is reached from the edge, over TLS',
    'edge > dmz': 'K3: through the entry load balancer',
    'barrier > dmz': 'U6 U12: the barrier reaches the web tier; the port of the web servers, TLS',
    'dmz > balancer': 'U6 U12: the dmz reaches the app load balancer, over TLS',
    'dmz > app': 'U6 U12: through the app load balancer',
    'dmz > endpoints': `SILENT C10 C12: administration and logs; ${NOT_IN_TABLE}`,
    'dmz > s3': 'SILENT C11 K3: packages and releases; the table of U6 does not name AWS services',
    'balancer > app': 'K3 U12: the port of the app servers, TLS',
    'app > internet': 'U6 U16: declared domains through the firewall; notification by mail',
    'app > edge': `SILENT: ${PART}`,
    'app > barrier': 'SILENT: follows from app > edge: as a viewer like any other',
    'app > dmz': 'SILENT: follows from app > edge: as a viewer like any other',
    'app > endpoints': `SILENT C10 C12: administration and logs; ${NOT_IN_TABLE}`,
    'app > data': 'U3 U6: the app tier reaches the database, on a port that is not the default one',
    'app > s3': 'SILENT C11 K3: packages and releases; the table of U6 does not name AWS services',
    'app > settlement': 'U9 U16 E8: only app servers talk to a partner, on the agreed port: authorisation of cards',
    'app > room': `SILENT: ${PART}`,
    'app > support': `SILENT: ${PART}`,
    'ops > data':
      'K5 U7: probes ask the database for its role; the table of U6 names app tier, jobs and administration only',
    'settlement > edge': `SILENT: ${VIEWER}`,
    'settlement > barrier': `SILENT: ${VIEWER}`,
    'settlement > dmz': `SILENT: ${VIEWER}`,
    'room > edge': `SILENT: ${VIEWER}`,
    'room > barrier': `SILENT: ${VIEWER}`,
    'room > dmz': `SILENT: ${VIEWER}`,
    'support > edge': `SILENT: ${VIEWER}`,
    'support > barrier': `SILENT: ${VIEWER}`,
    'support > dmz': `SILENT: ${VIEWER}`,
  },
  forbidden: {
    'internet > settlement': 'U9: impossible',
    'support > settlement': 'U9: impossible',
    'room > settlement': 'U19: the head office and the support centre are but examples',
    'dmz > settlement': 'U9: only app servers talk to a partner',
    'dmz > internet':
      'U9 U10: the site declares no domain for web servers; by any name they could reach the partner too',
    'ops > settlement': 'U9: only app servers talk to a partner',
    'data > settlement': 'U6 U9: the data segment reaches nothing, only app servers talk to a partner',
    'settlement > app': 'U8 U9: a partner is talked to, it does not come in',
    'settlement > data': `U6: ${DATA_ONLY_FROM}`,
    'internet > data': `U6: ${DATA_ONLY_FROM}`,
    'internet > app': 'U8: no direct path from outside to inside',
    'internet > balancer': 'U8: no direct path from outside to inside',
    'barrier > app': 'U6: the barrier reaches the web tier',
    'barrier > data': 'U6: the barrier reaches the web tier',
    'dmz > data': `U6: ${DATA_ONLY_FROM}`,
    'data > internet': 'U6: the data segment reaches nothing',
    'data > app': 'U6: the data segment reaches nothing',
    'room > app': `C10 E5: ${CONTROL_PLANE}`,
    'room > data': `C10 E5: ${CONTROL_PLANE}`,
    'support > app': `C10 E5: ${CONTROL_PLANE}`,
    'support > data': `C10 E5: ${CONTROL_PLANE}`,
  },
  proxies: [
    { name: 'edge', on: 'tcp/443 udp/443' },
    { name: 'barrier', on: 'tcp/443' },
    { name: 'balancer', on: 'tcp/443' },
  ],
};
