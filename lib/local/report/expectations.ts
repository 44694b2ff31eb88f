import { describeDifference, describeReach } from '../../verify/drift';
import type { LocalReport } from './report-shape';

/** Parts of a report that say by themselves whether an expectation was missed. */
export type Judgeable = Pick<LocalReport, 'deployments' | 'network' | 'faults' | 'removal'>;

/**
 * A sentence for each expectation that a report shows to be missed: a second deployment that changed something, a network
 * that is not what the templates say, a fault not noticed, not recovered from or met by more or fewer orders to AWS than it must be, a removal that left too much or too
 * little.
 *
 * A run adds what only it can know, for example that a deployment failed.
 */
export function missedExpectations({ deployments, network, faults, removal }: Judgeable): readonly string[] {
  return [
    ...deployments.filter(({ name }) => name === 'again').flatMap(({ stacks }) => stacks.flatMap(needlessChange)),
    ...(network?.differences ?? []).map((it) => describeDifference(it)),
    ...(network?.reach.differences ?? []).map((it) => describeReach(it)),
    ...faults.filter(({ applied }) => applied === true).flatMap(missedFault),
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

/** Whether nothing is left to repair after a fault: a service that stood still for a single run. */
function isOfOneRun(id: string): boolean {
  return id.startsWith('service-frozen-');
}

function nameOf({ stack, logicalId, type }: { stack: string; logicalId: string; type: string }): string {
  return `${stack}.${logicalId} (${type})`;
}
