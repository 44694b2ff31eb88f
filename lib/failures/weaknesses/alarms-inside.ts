import { Matrix } from '../matrix/matrix';
import type { Detector } from '../model/types';
import { failedGroups } from '../monotone';
import { at, some, type WeaknessContext } from './context';
import type { Weakness } from './types';

/** A fault of which a detector does not tell for the sake of what is lost with it. */
interface Inside {
  readonly scenario: string;
  readonly lost: readonly string[];
  /** Whether a service loses requests. */
  readonly costs: boolean;
}

/**
 * Detectors that would tell of a fault, were it not for what the fault takes along: their control planes, topic, or key. Only
 * where nobody else tells of it. A fault that costs no service a request makes a warning: what watches the site is then lost unseen.
 */
export function alarmsInside(context: WeaknessContext): readonly Weakness[] {
  const { model } = context;
  const free = new Matrix({ ...model, detectors: model.detectors.map((detector) => ({ ...detector, planes: [] })) });
  const inside = new Map<Detector, Inside[]>();
  for (const fault of context.faults) {
    const outcome = context.outcomeOf(fault);
    if (outcome.seen.size > 0) {
      continue;
    }
    const costs = outcome.services.some(({ recoverySeconds }) => recoverySeconds !== 0);
    const failed = failedGroups(model, fault.scenario.first);
    const { seen } = free.outcomeOf(fault.scenario);
    for (const detector of model.detectors.filter(({ id }) => seen.has(id))) {
      const lost = detector.planes.filter((id) => failed.has(id));
      inside.set(detector, [...(inside.get(detector) ?? []), { scenario: fault.id, lost, costs }]);
    }
  }
  return together(inside).map(({ detectors, faults }): Weakness => {
    const lost = [...new Set(faults.flatMap((fault) => fault.lost))];
    const [first = '', ...others] = detectors;
    const also = others.length === 0 ? '' : ` (nor does ${some(others)})`;
    return {
      code: 'ALARM_INSIDE_ITS_FAULT',
      ...at(context.resourceOf(first), first),
      means: `the loss of ${some(faults.map(({ scenario }) => scenario))} takes along ${some(lost)}, without which it tells nobody${also}, and nobody else tells of that`,
      change: `let something that does not need ${some(lost)} tell of it: a check in another Region, or a topic of its own`,
      severity: faults.some(({ costs }) => costs) ? 'error' : 'warning',
      ...(faults[0] === undefined ? {} : { scenario: faults[0].scenario }),
    };
  });
}

interface Together {
  readonly detectors: readonly string[];
  readonly faults: readonly Inside[];
}

/** Detectors that tell of the same faults no more. */
function together(inside: ReadonlyMap<Detector, readonly Inside[]>): readonly Together[] {
  const found = new Map<string, Together>();
  for (const [{ id }, faults] of inside) {
    const key = JSON.stringify(faults.map(({ scenario }) => scenario));
    const known = found.get(key);
    const lost = known?.faults ?? faults;
    found.set(key, {
      detectors: [...(known?.detectors ?? []), id],
      faults: lost.map((fault, index) => ({
        ...fault,
        lost: [...new Set([...fault.lost, ...(faults[index]?.lost ?? [])])],
      })),
    });
  }
  return [...found.values()];
}
