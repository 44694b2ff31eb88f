import type { FailureModel } from '../../../lib/failures/model/types';
import { after, at, lost, of, post, prefer, small, some } from './small-models';
import { simulate } from './simulate';

/**
 * Table 1 of the paper on the ticket agency: two servers, two lines, and two standby groups that prefer one line each. A
 * gateway of the centre ends a line and owns an address: with that shared fate the table comes out, without it two cells
 * do not.
 */
function paper({ isShared }: { readonly isShared: boolean }): FailureModel {
  const line = (number: number, gateway: string): FailureModel['parts'][number] => {
    const id = `line ${number}`;
    return { id, label: id, fate: isShared ? [id, gateway] : [id] };
  };
  const address = (id: string, gateway: string): FailureModel['parts'][number] => ({ id, label: id, fate: [gateway] });
  const move = after(10);
  const service = (app: number, to: string, group: string): FailureModel['services'][number] =>
    post(`app ${app} to ${to}`, of(group), some(1, to));
  return small({
    parts: [line(1, 'gateway A'), line(2, 'gateway B'), address('A', 'gateway A'), address('B', 'gateway B')],
    pools: [prefer('G1', [at('line 1'), at('line 2')], { move }), prefer('G2', [at('line 2'), at('line 1')], { move })],
    services: [service(1, 'A', 'G1'), service(1, 'B', 'G2'), service(2, 'A', 'G2'), service(2, 'B', 'G1')],
  });
}

const FAULTS = [[], lost('line 1'), lost('line 2'), lost('gateway A'), lost('gateway B')];

/** The row of a service: by which line it goes at t1, or `-` if it does not. */
function row(model: FailureModel, service: string): readonly string[] {
  const group = model.services.find(({ id }) => id === service)?.needs.find((need) => need.kind === 'pool')?.pool;
  const first = model.pools.find(({ id }) => id === group)?.members[0]?.id;
  return FAULTS.map((faults) => {
    const { services, reactions } = simulate(model, { first: faults });
    const move = reactions.findLast(({ kind, pool }) => kind === 'move' && pool === group);
    const isUp = services.some((each) => each.service === service && each.t1.state === 'UP');
    return isUp ? (move?.member ?? first ?? '') : '-';
  });
}

describe('the table of the paper', () => {
  const shared = paper({ isShared: true });
  const apart = paper({ isShared: false });

  test.each([
    ['app 1 to A', ['line 1', 'line 2', 'line 1', '-', 'line 1']],
    ['app 1 to B', ['line 2', 'line 2', 'line 1', 'line 2', '-']],
    ['app 2 to A', ['line 2', 'line 2', 'line 1', '-', 'line 1']],
    ['app 2 to B', ['line 1', 'line 2', 'line 1', 'line 2', '-']],
  ])('comes out for %s', (service, cells) => {
    expect(row(shared, service)).toEqual(cells);
  });

  test('comes out wrong in two cells without the shared fate of gateway and line', () => {
    const wrong = shared.services.flatMap(({ id }) => {
      const right = row(shared, id);
      return row(apart, id).flatMap((cell, index) => {
        const [fault] = FAULTS[index] ?? [];
        return cell === right[index] ? [] : [`${id} under ${fault?.group ?? 'no fault'}: ${cell}`];
      });
    });
    expect(wrong).toEqual(['app 2 to A under gateway B: line 2', 'app 2 to B under gateway A: line 1']);
  });
});
