import type { MatrixSource } from './matrix';
import { APP, BALANCER, BARRIER, DATA, DMZ, EDGE, EGRESS, INTERNET, OPS, S3 } from './segments';

/**
 * `starter`: no domain, hence no certificate on load balancers and port 80 behind CloudFront; no firewall, no interface
 * endpoints, no partner, nobody who may administer it. It has no segment for what it does not have.
 */
export const starter: MatrixSource = {
  site: 'starter',
  segments: {
    internet: INTERNET,
    edge: EDGE,
    barrier: BARRIER,
    dmz: DMZ,
    balancer: BALANCER,
    app: APP,
    ops: OPS,
    data: DATA,
    egress: EGRESS,
    s3: S3,
  },
  direct: `
           | internet | edge                   | barrier | dmz      | balancer | app      | ops | data     | egress | s3
  internet | -        | tcp/80 tcp/443 udp/443 | -       | -        | -        | -        | -   | -        | -      | -
  edge     | -        | -                      | tcp/80  | -        | -        | -        | -   | -        | -      | -
  barrier  | -        | -                      | -       | tcp/8443 | -        | -        | -   | -        | -      | -
  dmz      | tcp/443  | tcp/443                | -       | -        | tcp/80   | -        | -   | -        | -      | tcp/443
  balancer | -        | -                      | -       | -        | -        | tcp/8443 | -   | -        | -      | -
  app      | tcp/443  | tcp/443                | -       | -        | -        | -        | -   | tcp/5433 | -      | tcp/443
  ops      | -        | -                      | -       | -        | -        | -        | -   | tcp/5433 | -      | -
  data     | -        | -                      | -       | -        | -        | -        | -   | -        | -      | -
  egress   | -        | -                      | -       | -        | -        | -        | -   | -        | -      | -
  s3       | -        | -                      | -       | -        | -        | -        | -   | -        | -      | -
  `,
  viaProxies: `
           | internet | edge                   | barrier | dmz      | balancer | app      | ops | data     | egress | s3
  internet | -        | tcp/80 tcp/443 udp/443 | tcp/80  | tcp/8443 | -        | -        | -   | -        | -      | -
  edge     | -        | -                      | tcp/80  | tcp/8443 | -        | -        | -   | -        | -      | -
  barrier  | -        | -                      | -       | tcp/8443 | -        | -        | -   | -        | -      | -
  dmz      | tcp/443  | tcp/443                | tcp/80  | tcp/8443 | tcp/80   | tcp/8443 | -   | -        | -      | tcp/443
  balancer | -        | -                      | -       | -        | -        | tcp/8443 | -   | -        | -      | -
  app      | tcp/443  | tcp/443                | tcp/80  | tcp/8443 | -        | -        | -   | tcp/5433 | -      | tcp/443
  ops      | -        | -                      | -       | -        | -        | -        | -   | tcp/5433 | -      | -
  data     | -        | -                      | -       | -        | -        | -        | -   | -        | -      | -
  egress   | -        | -                      | -       | -        | -        | -        | -   | -        | -      | -
  s3       | -        | -                      | -       | -        | -        | -        | -   | -        | -      | -
  `,
  reasons: {
    'internet > edge':
      'K2 E3 C10: HTTPS, over TCP and over QUIC; CloudFront listens on 80 in any case and only sends viewers on to HTTPS',
    'internet > barrier': 'K2 U6: by way of the edge; 80 for want of a certificate, a thing C1 would not have',
    'internet > dmz': 'K3 U8: by way of edge and entry load balancer, no other way',
    'edge > barrier': 'U6: the barrier is reached from the edge; 80 for want of a certificate',
    'edge > dmz': 'K3: through the entry load balancer',
    'barrier > dmz': 'U6 U12: the barrier reaches the web tier; the port of the web servers, TLS',
    'dmz > internet':
      'SILENT: no domain is declared and there is no firewall; AWS APIs are reached over NAT, any address',
    'dmz > edge':
      'SILENT: follows from dmz > internet: packets cannot tell the front door from the rest of the internet',
    'dmz > barrier': 'SILENT: follows from dmz > edge: as a viewer like any other',
    'dmz > dmz': 'SILENT: follows from dmz > edge: as a viewer like any other; nothing between web servers themselves',
    'dmz > balancer': 'U6: the dmz reaches the app load balancer; 80 for want of a certificate',
    'dmz > app': 'U6 U12: through the app load balancer',
    'dmz > s3': 'SILENT C11 K3: packages and releases; the table of U6 does not name AWS services',
    'balancer > app': 'K3 U12: the port of the app servers, TLS',
    'app > internet':
      'SILENT: no domain is declared and there is no firewall; AWS APIs are reached over NAT, any address',
    'app > edge':
      'SILENT: follows from app > internet: packets cannot tell the front door from the rest of the internet',
    'app > barrier': 'SILENT: follows from app > edge: as a viewer like any other',
    'app > dmz': 'SILENT: follows from app > edge: as a viewer like any other',
    'app > data': 'U3 U6: the app tier reaches the database, on a port that is not the default one',
    'app > s3': 'SILENT C11 K3: packages and releases; the table of U6 does not name AWS services',
    'ops > data':
      'K5 U7: probes ask the database for its role; the table of U6 names app tier, jobs and administration only',
  },
  forbidden: {
    'internet > data': 'U6: reached by the app tier, jobs and recorded administration',
    'internet > app': 'U8: no direct path from outside to inside',
    'internet > balancer': 'U8: no direct path from outside to inside',
    'barrier > app': 'U6: the barrier reaches the web tier',
    'barrier > data': 'U6: the barrier reaches the web tier',
    'dmz > data': 'U6: reached by the app tier, jobs and recorded administration',
    'data > internet': 'U6: the data segment reaches nothing',
    'data > app': 'U6: the data segment reaches nothing',
  },
  proxies: [
    { name: 'edge', on: 'tcp/443 udp/443' },
    { name: 'barrier', on: 'tcp/80' },
    { name: 'balancer', on: 'tcp/80' },
  ],
};
