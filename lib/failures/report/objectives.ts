import type { Objectives } from '../declared';
import type { Row } from '../matrix/row';
import type { FailedGroup, Miss, MissReason, ObjectiveKind, ObjectiveResult, ReportedScenario } from './types';

/** Which single faults an objective is about. A zone that is cut off is left to the runbook of a zonal shift. */
const ABOUT: Readonly<
  Record<Exclude<ObjectiveKind, 'data-loss' | 'region-data-loss'>, (failed: FailedGroup) => boolean>
> = {
  instance: ({ element }) => element === 'instance',
  writer: ({ element }) => element === 'writer',
  zone: ({ kind, mode }) => kind === 'zone' && mode === 'lost',
  region: ({ kind }) => kind === 'region',
};

/** Holds single faults, in everyday operation and in an on-sale window, against objectives. */
export function checkObjectives(
  objectives: Objectives,
  scenarios: readonly ReportedScenario[],
): readonly ObjectiveResult[] {
  const single = scenarios.filter(
    ({ operation, isIrrelevant }) => !isIrrelevant && (operation === undefined || operation.kind === 'on-sale'),
  );
  const limits = {
    instance: objectives.instanceSeconds,
    writer: objectives.writerSeconds,
    zone: objectives.zoneSeconds,
    region: objectives.regionSeconds,
  };
  const results = Object.entries(limits).flatMap(([name, limit]): readonly ObjectiveResult[] => {
    const objective = name as keyof typeof limits;
    return limit === undefined
      ? []
      : [
          recoveryResult(
            objective,
            limit,
            single.filter(({ fails }) => fails.some(ABOUT[objective])),
          ),
        ];
  });
  const { dataLossSeconds, regionDataLossSeconds } = objectives;
  const isRegion = ({ fails }: ReportedScenario) => fails.some(ABOUT.region);
  return [
    ...results,
    ...(dataLossSeconds === undefined
      ? []
      : [
          dataLossResult(
            'data-loss',
            dataLossSeconds,
            single.filter((each) => !isRegion(each)),
          ),
        ]),
    ...(regionDataLossSeconds === undefined || !single.some(isRegion)
      ? []
      : [dataLossResult('region-data-loss', regionDataLossSeconds, single.filter(isRegion))]),
  ];
}

function recoveryResult(
  objective: keyof typeof ABOUT,
  limitSeconds: number,
  scenarios: readonly ReportedScenario[],
): ObjectiveResult {
  // Of a Region nothing moves by itself: the runbook counts.
  const isByHand = objective === 'region';
  const rows = scenarios.flatMap(({ rows: own }) => own);
  const secondsOf = (row: Row) => (isByHand ? (row.manual?.seconds ?? row.recovery?.seconds) : row.recovery?.seconds);
  const known = rows.flatMap((row) => secondsOf(row) ?? []);
  return {
    objective,
    limitSeconds,
    rows: rows.length,
    worstSeconds: known.length === 0 ? undefined : Math.max(...known),
    misses: rows.flatMap((row) =>
      reasonsOf(row, secondsOf(row), limitSeconds, isByHand).map((reason) => missOf(row, reason, secondsOf(row))),
    ),
  };
}

function reasonsOf(row: Row, seconds: number | undefined, limit: number, isByHand: boolean): readonly MissReason[] {
  const { state } = isByHand ? row.t2 : row.t1;
  if (state === 'UNDETERMINED') {
    return ['not-determined'];
  }
  if (seconds === undefined) {
    return ['not-recovered'];
  }
  const { carriesPeak } = row.capacity;
  return [
    ...(seconds > limit ? (['too-slow'] as const) : []),
    // What is not declared is told with the margins of the tiers, each by itself.
    ...(!isByHand && carriesPeak === false ? (['below-peak'] as const) : []),
  ];
}

function dataLossResult(
  objective: ObjectiveKind,
  limitSeconds: number,
  scenarios: readonly ReportedScenario[],
): ObjectiveResult {
  const rows = scenarios.flatMap(({ rows: own }) => own).filter(({ t2 }) => t2.state === 'UP');
  const known = rows.flatMap(({ t2 }) => t2.dataLossSeconds ?? []);
  return {
    objective,
    limitSeconds,
    rows: rows.length,
    worstSeconds: known.length === 0 ? undefined : Math.max(...known),
    misses: rows.flatMap((row) => {
      const { dataLossSeconds } = row.t2;
      return dataLossSeconds === undefined
        ? [missOf(row, 'not-determined', undefined)]
        : dataLossSeconds > limitSeconds
          ? [missOf(row, 'data-lost', dataLossSeconds)]
          : [];
    }),
  };
}

function missOf({ scenario, service }: Row, reason: MissReason, seconds: number | undefined): Miss {
  return { scenario, service, reason, seconds };
}

/** Whether an objective is shown to be met. */
export function isMet({ rows, misses }: ObjectiveResult): boolean {
  return rows > 0 && misses.length === 0;
}
