import { Evaluator } from '../../../lib/failures/engine/evaluate';
import { paperNetwork } from './network';

const FAULTS = ['line 1', 'line 2', 'gateway A', 'gateway B'];

/** The paper's Table 1: normal, then line 1, line 2, gateway A, gateway B lost. */
const TABLE = {
  'application server 1 to A': ['line 1', 'line 2', 'line 1', '-', 'line 1'],
  'application server 1 to B': ['line 2', 'line 2', 'line 1', 'line 2', '-'],
  'application server 2 to A': ['line 2', 'line 2', 'line 1', '-', 'line 1'],
  'application server 2 to B': ['line 1', 'line 2', 'line 1', 'line 2', '-'],
};

function tableOf(sharedFate: boolean): Readonly<Record<string, readonly string[]>> {
  const evaluator = new Evaluator(paperNetwork(sharedFate));
  const columns = [[], ...FAULTS.map((group) => [{ group, mode: 'lost' as const }])].map((first) =>
    evaluator.evaluate({ first }),
  );
  return Object.fromEntries(
    Object.keys(TABLE).map((service) => [
      service,
      columns.map(
        ({ services }) =>
          services
            .find((each) => each.service === service)
            ?.t1.path.flatMap(({ members }) => members)
            .join(' ') || '-',
      ),
    ]),
  );
}

test('gives the detours of the paper, all twenty', () => {
  expect(tableOf(true)).toEqual(TABLE);
});

test('gives two others when a gateway does not take its line along', () => {
  const found = tableOf(false);
  const other = Object.entries(TABLE).flatMap(([service, cells]) =>
    cells.flatMap((cell, at) => (cell === found[service]?.[at] ? [] : [`${service}, ${FAULTS[at - 1] ?? 'normal'}`])),
  );
  expect(other).toEqual(['application server 2 to A, gateway B', 'application server 2 to B, gateway A']);
});
