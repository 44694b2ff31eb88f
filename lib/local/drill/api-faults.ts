import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { FaultEffect, FaultRule } from '../gateway';
import { ALWAYS, withDataPlane, withSiteCheck, type DrillFault, type Wave } from './drill-fault';

/** An API that a function cannot do without. */
interface Asked {
  readonly check: FunctionLabel;
  readonly service: FaultRule['service'];
}

/** One API of each of the first checks, which meet every fault. */
const TOPOLOGY: Asked = { check: 'topology-check', service: 'ec2' };
const DATABASE: Asked = { check: 'database-check', service: 'rds' };
const BACKUP: Asked = { check: 'backup-check', service: 'backup' };

/** What an API can do to those who ask it, with the entries of the fault catalogue. */
const EFFECTS: readonly {
  readonly id: string;
  /** Of one API. */
  readonly title: string;
  /** Of all of them. */
  readonly together: string;
  readonly references: readonly string[];
  readonly effect: FaultEffect;
  /** Runs given to the alarm on open questions; absent where runs take too long to wait for it. */
  readonly alarmWithinRuns?: number;
  /** Beside the first three checks: each of the others meets one of the faults at least. */
  readonly also: readonly Asked[];
}[] = [
  {
    id: 'throttled',
    title: 'is throttled',
    together: 'the APIs are throttled',
    references: ['F52'],
    effect: { kind: 'throttle' },
    also: [
      { check: 'audit-check', service: 'cloudtrail' },
      { check: 'fail-over-writer', service: 'rds' },
      { check: 'site-check', service: 'site' },
    ],
  },
  {
    id: 'reset',
    title: 'breaks the connection',
    together: 'the APIs break the connection',
    references: ['F52'],
    effect: { kind: 'reset' },
    alarmWithinRuns: 5,
    also: [
      { check: 'heartbeat-check', service: 'monitoring' },
      { check: 'site-check', service: 'site' },
    ],
  },
  {
    id: 'html',
    title: 'answers with a web page',
    together: 'the APIs answer with a web page',
    references: ['F53'],
    effect: { kind: 'html' },
    also: [
      { check: 'audit-check', service: 'wafv2' },
      { check: 'fail-over-writer', service: 'rds' },
    ],
  },
  {
    id: 'truncated',
    title: 'breaks off in the middle of an answer',
    together: 'the APIs break off in the middle of an answer',
    references: ['F53'],
    effect: { kind: 'truncate' },
    also: [{ check: 'certificate-check', service: 'rds' }],
  },
];

/** Answers that contradict themselves: a complete answer of the right shape that cannot be true. */
const CONTRADICTIONS: readonly {
  readonly check: FunctionLabel;
  readonly title: string;
  readonly references: readonly string[];
  readonly rule: Pick<FaultRule, 'service' | 'action'>;
  readonly rewrite: (body: string) => string;
}[] = [
  {
    check: 'database-check',
    title: 'names two writers',
    references: ['F22'],
    rule: { service: 'rds', action: 'DescribeDBClusters' },
    rewrite: withTwoWriters,
  },
  {
    check: 'fail-over-writer',
    title: 'names two writers',
    references: ['F22'],
    rule: { service: 'rds', action: 'DescribeDBClusters' },
    rewrite: withTwoWriters,
  },
  {
    check: 'topology-check',
    title: 'gives pages without an end',
    references: ['F53'],
    rule: { service: 'ec2', action: 'DescribeRouteTables' },
    rewrite: (body) =>
      body
        .replace(/<nextToken>[^<]*<\/nextToken>|<nextToken\/>/, '')
        .replace('<routeTableSet>', '<nextToken>again</nextToken><routeTableSet>'),
  },
  {
    check: 'backup-check',
    title: 'dates a vault in the future',
    references: ['F55'],
    rule: { service: 'backup', action: 'DescribeBackupVault' },
    rewrite: (body) => body.replace(/"CreationDate":\s*[^,}]+/, '"CreationDate":4102444800'),
  },
];

/** Faults between a function and the APIs it asks, made by the gateway: whatever happens, nothing may be called healthy. */
export const API_WAVES: readonly Wave[] = [
  ...EFFECTS.map(({ id, title, together, effect, also, ...kind }): Wave => ({
    title: together,
    faults: [TOPOLOGY, DATABASE, BACKUP, ...also].map(({ check, service }) => ({
      ...apiFault(`api-${id}`, `${asked(service)} ${title}`, check, { service, effect }),
      ...kind,
      ...(kind.alarmWithinRuns === undefined ? {} : { alarm: '-check-unknown' }),
    })),
  })),
  {
    title: 'the APIs contradict themselves',
    faults: CONTRADICTIONS.map(({ check, title, references, rule, rewrite }) => ({
      ...apiFault('api-contradicting', `the API of ${rule.service} ${title}`, check, {
        ...rule,
        effect: { kind: 'rewrite', rewrite },
      }),
      references,
      ...(check === 'fail-over-writer'
        ? {
            expected: { status: ['SPLIT_SUSPECT'], codes: ['TwoWritersReported'], withinRuns: 1 },
            alarmWithinRuns: 3,
            alarm: '-writer-split',
          }
        : {}),
    })),
  },
];

/** Whoever does not answer, for people. */
function asked(service: FaultRule['service']): string {
  return service === 'site' ? 'the site' : `the API of ${service}`;
}

function withTwoWriters(body: string): string {
  return body.replaceAll('<IsClusterWriter>false<', '<IsClusterWriter>true<');
}

function apiFault(id: string, title: string, check: FunctionLabel, rule: FaultRule): Omit<DrillFault, 'references'> {
  const isDecision = check === 'fail-over-writer';
  return {
    id: `${id}/${check}`,
    title,
    check,
    expected: {
      status: [isDecision ? 'HOLD' : 'UNKNOWN'],
      codes: isDecision ? ['ControlPlaneUnknown'] : [],
      withinRuns: 1,
    },
    applies: isDecision ? withDataPlane : check === 'site-check' ? withSiteCheck : ALWAYS,
    inject: ({ gateway }) => {
      const injection = gateway.inject(rule);
      return Promise.resolve({
        hasMet: () => injection.hits > 0,
        repair: () => {
          injection.remove();
          return Promise.resolve();
        },
      });
    },
  };
}
