import type { MatrixSource } from './matrix';
import { APP, BALANCER, BARRIER, DATA, DMZ, EDGE, EGRESS, ENDPOINTS, INTERNET, OPS, S3 } from './segments';

/**
 * `safety-confirmation`: a domain, a firewall, interface endpoints, and not one name declared that servers may reach. Operators
 * come from one listed room, by the API plane alone.
 */
export const safetyConfirmation: MatrixSource = {
  site: 'safety-confirmation',
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
    room: {
      what: 'operations room, from which operators may open sessions',
      members: { kind: 'addresses', cidr: '198.51.100.64/28' },
    },
  },
  direct: `
            | internet | edge                   | barrier | dmz      | balancer | app      | ops | endpoints | data     | egress | s3      | room
  internet  | -        | tcp/80 tcp/443 udp/443 | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  edge      | -        | -                      | tcp/443 | -        | -        | -        | -   | -         | -        | -      | -       | -
  barrier   | -        | -                      | -       | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -
  dmz       | -        | -                      | -       | -        | tcp/443  | -        | -   | tcp/443   | -        | -      | tcp/443 | -
  balancer  | -        | -                      | -       | -        | -        | tcp/8443 | -   | -         | -        | -      | -       | -
  app       | -        | -                      | -       | -        | -        | -        | -   | tcp/443   | tcp/5433 | -      | tcp/443 | -
  ops       | -        | -                      | -       | -        | -        | -        | -   | -         | tcp/5433 | -      | -       | -
  endpoints | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  data      | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  egress    | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  s3        | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  room      | -        | tcp/80 tcp/443 udp/443 | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  `,
  viaProxies: `
            | internet | edge                   | barrier | dmz      | balancer | app      | ops | endpoints | data     | egress | s3      | room
  internet  | -        | tcp/80 tcp/443 udp/443 | tcp/443 | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -
  edge      | -        | -                      | tcp/443 | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -
  barrier   | -        | -                      | -       | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -
  dmz       | -        | -                      | -       | -        | tcp/443  | tcp/8443 | -   | tcp/443   | -        | -      | tcp/443 | -
  balancer  | -        | -                      | -       | -        | -        | tcp/8443 | -   | -         | -        | -      | -       | -
  app       | -        | -                      | -       | -        | -        | -        | -   | tcp/443   | tcp/5433 | -      | tcp/443 | -
  ops       | -        | -                      | -       | -        | -        | -        | -   | -         | tcp/5433 | -      | -       | -
  endpoints | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  data      | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  egress    | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  s3        | -        | -                      | -       | -        | -        | -        | -   | -         | -        | -      | -       | -
  room      | -        | tcp/80 tcp/443 udp/443 | tcp/443 | tcp/8443 | -        | -        | -   | -         | -        | -      | -       | -
  `,
  reasons: {
    'internet > edge':
      'K2 E3 C10: HTTPS, over TCP and over QUIC; CloudFront listens on 80 in any case and only sends viewers on to HTTPS',
    'internet > barrier': 'K2 U6: by way of the edge',
    'internet > dmz': 'K3 U8: by way of edge and entry load balancer, no other way',
    'edge > barrier': 'U6 C1: the barrier is reached from the edge, over TLS',
    'edge > dmz': 'K3: through the entry load balancer',
    'barrier > dmz': 'U6 C1: the barrier reaches the web tier; the port of the web servers, TLS',
    'dmz > balancer': 'U6 C1: the dmz reaches the app load balancer, over TLS',
    'dmz > app': 'U6 C1: through the app load balancer',
    'dmz > endpoints':
      'SILENT C10 C12: administration and logs; instead of a way to the internet, though the table has no such flow',
    'dmz > s3': 'SILENT C11 K3: packages and releases; the table of U6 does not name AWS services',
    'balancer > app': 'K3 C1: the port of the app servers, TLS',
    'app > endpoints':
      'SILENT C10 C12: administration and logs; instead of a way to the internet, though the table has no such flow',
    'app > data': 'U3 U6: the app tier reaches the database, on a port that is not the default one',
    'app > s3': 'SILENT C11 K3: packages and releases; the table of U6 does not name AWS services',
    'ops > data':
      'K5 U7: probes ask the database for its role; the table of U6 names app tier, jobs and administration only',
    'room > edge': 'SILENT: the room is a part of the internet, and a viewer like any other',
    'room > barrier': 'SILENT: as a viewer like any other',
    'room > dmz': 'SILENT: as a viewer like any other',
  },
  forbidden: {
    'internet > data': 'U6: reached by the app tier, jobs and recorded administration',
    'internet > app': 'U8: no direct path from outside to inside',
    'internet > balancer': 'U8: no direct path from outside to inside',
    'barrier > app': 'U6: the barrier reaches the web tier',
    'barrier > data': 'U6: the barrier reaches the web tier',
    'dmz > internet': 'U6 U10: declared domains only, and none is declared',
    'app > internet': 'U6 U10: declared domains only, and none is declared',
    'dmz > data': 'U6: reached by the app tier, jobs and recorded administration',
    'data > internet': 'U6: the data segment reaches nothing',
    'data > app': 'U6: the data segment reaches nothing',
    'room > app': 'C10 E5: administration by recorded sessions of the API plane; no packet of the room goes in',
    'room > data': 'C10 E5: administration by recorded sessions of the API plane; no packet of the room goes in',
  },
  proxies: [
    { name: 'edge', on: 'tcp/443 udp/443' },
    { name: 'barrier', on: 'tcp/443' },
    { name: 'balancer', on: 'tcp/443' },
  ],
};
