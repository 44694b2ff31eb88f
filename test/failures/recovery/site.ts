import type { Delay, DelayPart, FailureModel, Member, Pool, Reaction } from '../../../lib/failures/model/types';
import { all, group, modelOf, oneOf, part, pool } from '../build';

export const ZONES = ['a', 'b', 'c'];

const TARGETS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const NODES = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html';
const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html';
const CLIENT =
  'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.BestPractices.FastFailover.html';
const VPN = 'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html';
const DNS =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';
const DRILL = 'rehearsals of the site';

const piece = (name: string, seconds: number, basis: DelayPart['basis'], source: string): DelayPart => ({
  name,
  seconds,
  basis,
  source,
});

/** 5 s x 2, and 2 s for the last answer: 12 s. */
const DETECT: Delay = [
  piece('interval x unhealthy threshold', 10, 'bound', TARGETS),
  piece('timeout of the last check', 2, 'bound', TARGETS),
];
/** 5 s x 2: 10 s. */
const RETURN: Delay = [piece('interval x healthy threshold', 10, 'bound', TARGETS)];
/** 30 s + 60 s + 15 s: 105 s. */
const NODE: Delay = [
  piece('detection of a node', 30, 'unverified', 'assumption'),
  piece('time that a client keeps its address', 60, 'bound', NODES),
  piece('new connections of clients', 15, 'declared', 'site'),
];
/** 60 s + 15 s: 75 s. */
const PROMOTE: Delay = [piece('promotion', 60, 'typical', AURORA), piece('clients', 15, 'declared', CLIENT)];
/** 30 s + 30 s: 60 s. */
const LINE: Delay = [
  piece('dead peer detection', 30, 'bound', VPN),
  piece('routes and new connections', 30, 'declared', 'site'),
];
/** 30 s x 3 + 60 s: 150 s. */
const RECORD: Delay = [
  piece('interval x failure threshold', 90, 'bound', DNS),
  piece('time to live of the record', 60, 'declared', 'site'),
];

const by = (delay: Delay, planes: readonly string[] = []): Reaction => ({ rule: 'TEST-01', delay, planes });

export interface SiteOptions {
  /** Whether the health check of the application tier asks the database. @default false */
  readonly deep?: boolean;
  /** Whether the Auto Scaling group ends what its load balancer calls unhealthy. @default false */
  readonly replaces?: boolean;
  /** Members below which target groups fail open. @default 1 */
  readonly open?: number;
}

/** A site in three zones whose times are those of the recovery arithmetic. */
export function site({ deep = false, replaces = false, open = 1 }: SiteOptions = {}): FailureModel {
  const perZone = (name: string, needs: Member['needs'], more: Partial<Member> = {}): readonly Member[] =>
    ZONES.map((zone) => ({ id: `${name}-${zone}`, part: `${name}-${zone}`, needs, ...more }));
  const nodes = (name: string, to: string): Pool =>
    pool(name, 'spread', perZone(name, [oneOf(to)]), { leave: by(NODE), isShiftable: true });
  const names = ['entry', 'web', 'inner', 'app', 'nat', 'db'];
  return modelOf({
    groups: [
      group('tokyo', [...ZONES, 'tokyo-rds', 'tokyo-ec2']),
      ...ZONES.map((zone) => ({ ...group(zone), kind: 'zone' as const })),
      ...names.flatMap((name) => ZONES.map((zone) => group(`${name}-${zone}`))),
      ...['tokyo-rds', 'tokyo-ec2', 'tokyo-vault', 'osaka', 'line-1', 'line-2', 'page'].map((name) => group(name)),
      group('web in a'),
    ],
    parts: [
      ...names.flatMap((name) =>
        ZONES.map((zone) =>
          part(
            `${name}-${zone}`,
            [`${name}-${zone}`, zone, ...(name === 'web' && zone === 'a' ? ['web in a'] : [])],
            zone,
          ),
        ),
      ),
      part('tokyo', ['tokyo']),
      part('osaka', ['osaka']),
      part('line-1', ['line-1']),
      part('line-2', ['line-2']),
      part('page', ['page']),
    ],
    pools: [
      pool('origin', 'fallback', [
        { id: 'site', part: 'tokyo', needs: [oneOf('entry')] },
        { id: 'page', part: 'page', needs: [] },
      ]),
      nodes('entry', 'web'),
      pool('web', 'spread', perZone('web', [oneOf('inner')]), {
        leave: by(DETECT),
        comeBack: by(RETURN),
        failOpenBelow: open,
        isShiftable: true,
      }),
      nodes('inner', 'app'),
      pool('app', 'spread', perZone('app', [oneOf('writer')], deep ? { checks: [0] } : {}), {
        leave: by(DETECT),
        comeBack: by(RETURN),
        failOpenBelow: open,
        isShiftable: true,
        ...(replaces
          ? {
              replace: {
                after: by(DETECT, ['tokyo-ec2']),
                relaunch: by([piece('launch and warm-up', 300, 'declared', 'site')], ['tokyo-ec2']),
              },
            }
          : {}),
      }),
      pool('writer', 'prefer', perZone('db', []), { move: by(PROMOTE, ['tokyo-rds']) }),
      pool('nat', 'spread', perZone('nat', []), { reach: 'own-zone' }),
      pool('partner app', 'spread', perZone('app', [oneOf('nat'), oneOf('lines')]), {
        leave: by(DETECT),
        comeBack: by(RETURN),
        isShiftable: true,
      }),
      pool(
        'lines',
        'prefer',
        ['line-1', 'line-2'].map((line) => ({ id: line, part: line, needs: [] })),
        { move: by(LINE) },
      ),
      pool(
        'name',
        'prefer',
        [
          { id: 'tokyo', part: 'tokyo', needs: [oneOf('entry')], checks: [0] },
          { id: 'osaka', part: 'osaka', needs: [] },
        ],
        { move: by(RECORD) },
      ),
      pool('cluster', 'prefer', [
        { id: 'tokyo', part: 'tokyo', needs: [] },
        {
          id: 'restored',
          part: 'osaka',
          needs: [],
          isManual: true,
          loses: [
            piece('between backups', 43_200, 'bound', 'plan'),
            piece('windows', 10_800, 'bound', 'plan'),
            piece('copy', 14_400, 'unverified', 'assumption'),
          ],
        },
      ]),
    ],
    services: [
      { id: 'buy', label: 'POST', isRetried: false, needs: [oneOf('origin')] },
      { id: 'look', label: 'GET', isRetried: true, needs: [oneOf('origin')] },
      { id: 'partner', label: 'to the partner', isRetried: false, needs: [oneOf('partner app')] },
      { id: 'named', label: 'by name', isRetried: false, needs: [oneOf('name')] },
      { id: 'stored', label: 'restored', isRetried: false, needs: [oneOf('cluster'), all()] },
    ],
    manual: [
      {
        id: 'shift',
        runbook: 'zone-evacuated',
        delay: [piece('until somebody acts', 900, 'declared', 'site')],
        on: [{ group: 'nat-a' }, { group: 'a', mode: 'cut-off' }],
        effect: { kind: 'shift', zone: 'a' },
      },
      {
        id: 'evacuate',
        runbook: 'evacuate-writer',
        delay: [piece('until somebody acts', 1_200, 'declared', 'site')],
        on: [{ group: 'a', mode: 'cut-off' }],
        effect: { kind: 'move', pool: 'writer', member: 'db-b' },
      },
      {
        id: 'restore',
        runbook: 'site-outage',
        delay: [piece('restore', 14_400, 'typical', DRILL)],
        planes: ['osaka'],
        on: [{ group: 'tokyo' }],
        effect: { kind: 'move', pool: 'cluster', member: 'restored' },
      },
    ],
  });
}
