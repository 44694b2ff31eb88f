import type { CheckName } from '../../../lambda/shared/contract';
import type { FaultEffect, FaultRule } from '../gateway';
import { ALWAYS, type DrillFault } from './drill-fault';

/** Longer than any client of a check waits for an answer. */
const NO_ANSWER_MILLISECONDS = 120_000;

/** Service every check cannot do without. */
const SERVICES: Readonly<Record<CheckName, FaultRule['service']>> = {
  'topology-check': 'ec2',
  'database-check': 'rds',
  'backup-check': 'backup',
};

/** What an API can do to those who ask it, with the entries of the fault catalogue. */
const EFFECTS: readonly {
  readonly id: string;
  /** Of one API. */
  readonly title: string;
  /** Of the APIs of all checks. */
  readonly together: string;
  readonly references: readonly string[];
  readonly effect: FaultEffect;
  /** Runs given to the alarm on open questions; absent where runs take too long to wait for it. */
  readonly alarmWithinRuns?: number;
  readonly alarm?: string;
}[] = [
  {
    id: 'throttled',
    title: 'is throttled',
    together: 'the APIs are throttled',
    references: ['F52'],
    effect: { kind: 'throttle' },
  },
  {
    id: 'slow',
    title: 'does not answer in time',
    together: 'the APIs do not answer in time',
    references: ['F52'],
    effect: { kind: 'slow', milliseconds: NO_ANSWER_MILLISECONDS },
  },
  {
    id: 'reset',
    title: 'breaks the connection',
    together: 'the APIs break the connection',
    references: ['F52'],
    effect: { kind: 'reset' },
    alarmWithinRuns: 5,
    alarm: '-check-unknown',
  },
  {
    id: 'html',
    title: 'answers with a web page',
    together: 'the APIs answer with a web page',
    references: ['F53'],
    effect: { kind: 'html' },
  },
  {
    id: 'truncated',
    title: 'breaks off in the middle of an answer',
    together: 'the APIs break off in the middle of an answer',
    references: ['F53'],
    effect: { kind: 'truncate' },
  },
];

/** Answers that contradict themselves: a complete answer of the right shape that cannot be true. */
const CONTRADICTIONS: readonly {
  readonly check: CheckName;
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
    rewrite: (body) => body.replaceAll('<IsClusterWriter>false<', '<IsClusterWriter>true<'),
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

/** Faults between a check and the APIs it asks, made by the gateway: whatever happens, the check must not call it healthy. */
export const API_FAULTS: readonly DrillFault[] = [
  ...EFFECTS.flatMap(({ id, title, effect, ...kind }) =>
    (Object.keys(SERVICES) as CheckName[]).map((check) => ({
      ...kind,
      ...apiFault(`api-${id}`, `the API of ${SERVICES[check]} ${title}`, check, { service: SERVICES[check], effect }),
    })),
  ),
  ...CONTRADICTIONS.map(({ check, title, references, rule, rewrite }) => ({
    together: 'the APIs contradict themselves',
    references,
    ...apiFault('api-contradicting', `the API of ${rule.service} ${title}`, check, {
      ...rule,
      effect: { kind: 'rewrite', rewrite },
    }),
  })),
];

function apiFault(
  id: string,
  title: string,
  check: CheckName,
  rule: FaultRule,
): Omit<DrillFault, 'together' | 'references' | 'alarm' | 'alarmWithinRuns'> {
  return {
    id: `${id}/${check}`,
    title,
    check,
    expected: { status: ['UNKNOWN'], codes: [], withinRuns: 1 },
    applies: ALWAYS,
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
