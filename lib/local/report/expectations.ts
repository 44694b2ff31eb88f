import { describeDifference, describeReach } from '../../verify/drift';
import type { LocalReport } from './report-shape';

/** Parts of a report that say by themselves whether an expectation was missed. */
export type Judgeable = Pick<LocalReport, 'deployments' | 'network' | 'faults' | 'matrix' | 'removal'>;

/**
 * A sentence for each expectation that a report shows to be missed: a second deployment that changed something, a network
 * that is not what the templates say, a fault not noticed, not recovered from or met by more or fewer orders to AWS than it must be, an
 * alarm that went off otherwise than the failure matrix computes, a removal that left too much or too little.
 *
 * A run adds what only it can know, for example that a deployment failed.
 */
export function missedExpectations({ deployments, network, faults, matrix, removal }: Judgeable): readonly string[] {
  return [
    ...deployments.filter(({ name }) => name === 'again').flatMap(({ stacks }) => stacks.flatMap(needlessChange)),
    ...(network?.differences ?? []).map((it) => describeDifference(it)),
    ...(network?.reach.differences ?? []).map((it) => describeReach(it)),
    ...faults.filter(({ applied }) => applied === true).flatMap(missedFault),
    ...(matrix?.rows ?? []).flatMap(missedTimes),
    ...(removal?.unexpected ?? []).map((left) => `${nameOf(left)} was left behind although no policy says so`),
    ...(removal?.missing ?? []).map((gone) => `${nameOf(gone)} was removed although its policy says that it stays`),
  ];
}

type Stack = LocalReport['deployments'][number]['stacks'][number];

function needlessChange({ name, outcome, updated, replaced, created, deleted }: Stack): readonly string[] {
  const touched = [...updated, ...replaced, ...created, ...deleted];
  if (outcome === 'unchanged' && touched.length === 0) {
    return [];
  }
  return [`${name} was ${outcome} by a second deployment of the same templates: ${touched.join(', ') || 'as a whole'}`];
}

function missedFault({ id, check, expected, observed, noticed, recovered }: LocalReport['faults'][number]): string[] {
  const wanted = [...expected.status, ...expected.codes].join(', ') || 'it';
  const seen = [observed.status, ...observed.codes].join(', ');
  const times = (runs: number): string => `${String(runs)} ${runs === 1 ? 'run' : 'runs'}`;
  return [
    ...(noticed
      ? []
      : [
          `${id}: ${check} must report ${wanted} within ${times(expected.withinRuns)}, and said ${seen} after ${times(observed.runs)}`,
        ]),
    ...(recovered === true || (recovered === null && isOfOneRun(id))
      ? []
      : [`${id}: ${check} must be healthy again after repair, and was not`]),
    ...(observed.orders === expected.orders
      ? []
      : [`${id}: functions must send ${String(expected.orders)} orders to AWS, and sent ${String(observed.orders)}`]),
  ];
}

type MatrixRow = NonNullable<LocalReport['matrix']>['rows'][number];

function missedTimes({ fault, scenario, alarms }: MatrixRow): readonly string[] {
  return alarms
    .filter(({ verdict }) => verdict !== 'within' && verdict !== 'explained')
    .map(({ alarm, computedSeconds, excluded, measuredSeconds, verdict }) => {
      const left = excluded.reduce((sum, { seconds }) => sum - seconds, computedSeconds ?? 0);
      const computed =
        computedSeconds === null
          ? 'the failure matrix says that it does not go off'
          : `the failure matrix says after ${String(computedSeconds)} s, of which ${String(left)} s are compared`;
      const measured = measuredSeconds === null ? 'it did not' : `it did after ${String(measuredSeconds)} s`;
      return `${fault}: ${alarm}: ${verdict}: ${computed}, and ${measured} (${scenario})`;
    });
}

/** Whether nothing is left to repair after a fault: a service that stood still for a single run. */
function isOfOneRun(id: string): boolean {
  return id.startsWith('service-frozen-');
}

function nameOf({ stack, logicalId, type }: { stack: string; logicalId: string; type: string }): string {
  return `${stack}.${logicalId} (${type})`;
}
