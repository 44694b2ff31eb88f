import type { TemplateResource } from '../../template';
import { Evaluator } from '../engine/evaluate';
import type { Capacity } from '../engine/outcome';
import { Matrix } from '../matrix/matrix';
import type { FailureModel, Scenario } from '../model/types';
import { at, type WeaknessContext } from './context';
import type { Weakness } from './types';

/** A peak, and the model in whose window it is. */
interface Asked {
  readonly name: string;
  readonly model: FailureModel;
  readonly matrix: Matrix;
  readonly peakOf: (service: FailureModel['services'][number]) => number | undefined;
}

/**
 * Services whose declared peak is more than what is left without one zone carries, before anything is launched. Nothing is said
 * where something does not declare what it carries.
 */
export function lackingCapacity(context: WeaknessContext): readonly Weakness[] {
  const { onSale } = context.options;
  const asked: readonly Asked[] = [
    { name: 'peak', model: context.model, matrix: context.matrix, peakOf: ({ peakPerSecond }) => peakPerSecond },
    ...(onSale === undefined
      ? []
      : [
          {
            name: 'on-sale peak',
            model: onSale.model,
            matrix: new Matrix(onSale.model),
            peakOf: ({ onSalePerSecond }: FailureModel['services'][number]) => onSalePerSecond,
          },
        ]),
  ];
  return asked.flatMap((each) => lackingFor(context, each));
}

function lackingFor(context: WeaknessContext, { name, model, matrix, peakOf }: Asked): readonly Weakness[] {
  return model.services.flatMap((service, index): readonly Weakness[] => {
    const peak = peakOf(service);
    if (peak === undefined) {
      return [];
    }
    const lost = context.lostZones
      .map((fault) => ({
        fault,
        left: numberOf(matrix.outcomeOf(fault.scenario).services[index]?.t1.capacity),
      }))
      .filter(({ left }) => left !== undefined && left < peak - 1e-6)
      .sort((a, b) => (a.left ?? 0) - (b.left ?? 0));
    const [worst] = lost;
    if (worst === undefined) {
      return [];
    }
    const left = Math.floor(worst.left ?? 0);
    const bound = boundOf(context, model, worst.fault.scenario, index);
    return [
      {
        code: 'CAPACITY_BELOW_PEAK',
        ...at(bound, service.id),
        means: `${service.label}: without ${worst.fault.zone} it serves ${String(left)} of the ${String(peak)} requests in a second of its ${name}`,
        change: `have so many of them in each zone that the others carry ${String(peak)} requests in a second`,
        severity: 'error',
        scenario: worst.fault.id,
      },
    ];
  });
}

function numberOf(capacity: Capacity | undefined): number | undefined {
  return typeof capacity === 'number' ? capacity : undefined;
}

/** Of everything that bounds a capacity what bounds it most: what alone, all others being unlimited, leaves least. */
function boundOf(
  context: WeaknessContext,
  model: FailureModel,
  scenario: Scenario,
  service: number,
): TemplateResource | undefined {
  const bounding = model.pools.flatMap(({ members }) =>
    members.flatMap(({ part, perSecond }) => (typeof perSecond === 'number' ? [ownerOf(part)] : [])),
  );
  const alone = [...new Set(bounding)].map((owner) => {
    const pools = model.pools.map((pool) => ({
      ...pool,
      members: pool.members.map((member) =>
        ownerOf(member.part) === owner ? member : { ...member, perSecond: 'unlimited' as const },
      ),
    }));
    const { services } = new Evaluator({ ...model, pools }).evaluate(scenario);
    return { owner, left: numberOf(services[service]?.t1.capacity) ?? Infinity };
  });
  const [least] = alone.sort((a, b) => a.left - b.left);
  return least === undefined ? undefined : context.resourceOf(least.owner);
}

/** The resource of a part, of which it may be one of several. */
function ownerOf(part: string): string {
  return part.replace(/#.*$/, '');
}
