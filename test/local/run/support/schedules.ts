import type { Answers } from '../../aws/support/fake-clients';

const COMMON = { version: 1, site: 'starter' };

/** Payloads of the functions that every site has on schedule, by the names of the functions. */
export const PAYLOADS = {
  topology: { ...COMMON, tiers: [], network: {} },
  database: { ...COMMON, clusterIdentifier: 'db', instanceClasses: [] },
  backup: { ...COMMON, vaults: [], backups: [] },
  audit: { ...COMMON, trail: {}, logGroups: [] },
  certificate: { ...COMMON, renewal: {}, certificates: [] },
  heartbeat: { ...COMMON, heartbeats: [] },
  summary: { ...COMMON, functions: [] },
  failover: { ...COMMON, probes: [], clusterIdentifier: 'db', database: { port: 5432, clusterEndpoint: 'db.local' } },
};

/** What Scheduler and Lambda answer about them. */
export function scheduleAnswers(payloads: Readonly<Record<string, object>> = PAYLOADS): Answers {
  return {
    ListSchedules: () => ({ Schedules: Object.keys(payloads).map((Name) => ({ Name, GroupName: 'starter' })) }),
    GetSchedule: ({ input }) => {
      const name = String(input['Name']);
      const Target = { Arn: `arn:aws:lambda:r:a:function:${name}`, Input: JSON.stringify(payloads[name]) };
      return { ScheduleExpression: 'rate(1 minute)', State: 'ENABLED', Target };
    },
    GetFunctionConfiguration: ({ input }) => ({
      FunctionName: String(input['FunctionName']).split(':').at(-1),
      Timeout: 45,
    }),
  };
}
