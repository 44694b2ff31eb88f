import type { Subnet } from '../../verify';
import { Matrix } from '../matrix/matrix';
import type { Need } from '../model/types';
import { ReadContext } from '../read/context';
import { wayOut } from '../read/egress';
import { UnreadError } from '../read/findings';
import { at, firstOf, some, type WeaknessContext } from './context';
import type { Weakness } from './types';

/** Interfaces of what runs in a subnet and may want to get out of it. */
const LEAVING = ['function', 'group-of-instances', 'instance', 'network-interface', 'task'];

/** A subnet with its way out. */
interface Way {
  readonly subnet: Subnet;
  readonly zone: string;
  readonly needs: readonly Need[];
}

/**
 * Ways out of one zone through an element of another. For each subnet in which something runs a service is made that needs its
 * way to the internet, whether a site declares that or not; what the loss of another zone makes of it decides.
 */
export function sharedEgress({ templates, read, ctx: { verifier } }: WeaknessContext): readonly Weakness[] {
  const ctx = new ReadContext(templates, read.declared, { verifier });
  const ways = waysOut(ctx);
  const services = ways.map(({ subnet, needs }) => ({ id: subnet.id, label: subnet.id, isRetried: false, needs }));
  const model = { ...ctx.draft.finish(), services };
  const matrix = new Matrix(model);
  const zones = model.groups.filter(({ kind }) => kind === 'zone').map(({ id }) => id);
  const lost = zones.flatMap((zone) => {
    const outcome = matrix.outcomeOf({ first: [{ group: zone, mode: 'lost' }] });
    return ways
      .filter((way, index) => way.zone !== zone && outcome.services[index]?.t1.state === 'DOWN')
      .flatMap((way) => elementsIn(ctx, way, zone).map((element) => ({ ...way, element, lost: zone })));
  });
  return firstOf(lost, ({ element }) => element).map(({ element, lost: zone }): Weakness => {
    const resource = ctx.model.resources.find((each) => `${each.stack.constructPath}/${each.logicalId}` === element);
    const others = new Set(lost.filter((each) => each.element === element).map((each) => each.zone));
    const isNat = resource?.type === 'AWS::EC2::NatGateway';
    const what = isNat ? 'NAT gateway' : 'firewall endpoint';
    return {
      code: isNat ? 'NAT_SHARED_BY_ZONES' : 'FIREWALL_SHARED_BY_ZONES',
      ...at(resource, element),
      means: `the loss of ${zone} takes the way out of ${some([...others].sort())}, which leads through the ${what} there`,
      change: `give ${some([...others].sort())} a ${what} of its own, and lead the default route of its subnets there`,
      severity: 'error',
      scenario: zone,
    };
  });
}

function waysOut(ctx: ReadContext): readonly Way[] {
  const subnets = new Set(
    ctx.network.interfaces
      .filter(({ kind, exists }) => LEAVING.includes(kind) && exists !== 'no')
      .map(({ subnet }) => subnet),
  );
  return [...subnets].flatMap((subnet): readonly Way[] => {
    try {
      const needs = wayOut({ ctx, service: { id: subnet.id } }, subnet, new Set());
      return needs.length === 0 ? [] : [{ subnet, zone: ctx.zoneOf(subnet), needs }];
    } catch (error) {
      // A subnet from which nothing leads to the internet shares no way there.
      if (error instanceof UnreadError) {
        return [];
      }
      throw error;
    }
  });
}

/** Elements on a way that stand in a zone, by their resources. */
function elementsIn(ctx: ReadContext, { needs }: Way, zone: string): readonly string[] {
  return needs
    .flatMap((need) => (need.kind === 'pool' ? (ctx.draft.findPool(need.pool)?.members ?? []) : []))
    .map(({ part }) => ctx.draft.findPart(part))
    .flatMap((part) => (part?.zone === zone ? [part.id.replace(/#.*$/, '')] : []));
}
