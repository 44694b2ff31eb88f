import type { LocalReport } from './report-shape';
import { table } from './table';
import { printable, wrapped } from './text';

type Matrix = NonNullable<LocalReport['matrix']>;
type Compared = Matrix['rows'][number]['alarms'][number];

/** Columns that a line of this section may take. */
const WIDTH = 98;

/** Lines about what the failure matrix computes, beside what was measured, with what explains a difference. */
export function matrixLines(matrix: LocalReport['matrix']): readonly string[] {
  if (matrix === null) {
    return [];
  }
  const { rows, notModelled } = matrix;
  const alarms = rows.flatMap(({ fault, alarms: compared }) => compared.map((alarm) => ({ fault, ...alarm })));
  return [
    ...table(
      [
        { head: 'Fault', width: 25 },
        { head: 'Alarm', width: 27 },
        { head: 'Computed', width: 8, right: true },
        { head: 'Excluded', width: 8, right: true },
        { head: 'Measured', width: 8, right: true },
        { head: 'Verdict', width: 12 },
      ],
      rows.flatMap(({ fault, alarms: compared }) =>
        compared.length === 0 ? [[fault, 'none', '-', '-', '-', '-']] : compared.map((alarm) => cells(fault, alarm)),
      ),
    ),
    ...notes('excluded', grouped(alarms.flatMap(({ excluded }) => excluded.map(({ because }) => [because, ''])))),
    ...notes('explained', grouped(alarms.map(({ fault, alarm, because = '' }) => [because, `${alarm} in ${fault}`]))),
    ...notes('not in the matrix', grouped(notModelled.map(({ fault, because }) => [because, kindOf(fault)]))),
  ];
}

/** Name of a fault without the function that must notice it; services that stand still have one for all. */
function kindOf(fault: string): string {
  return (fault.split('/', 1)[0] ?? '').replace(/^(service-frozen-).*/, '$1…');
}

function cells(fault: string, { alarm, computedSeconds, excluded, measuredSeconds, verdict }: Compared) {
  const shown = (value: number | null): string => (value === null ? '-' : `${String(value)} s`);
  const sum = excluded.reduce((total, { seconds }) => total + seconds, 0);
  return [fault, alarm, shown(computedSeconds), shown(sum), shown(measuredSeconds), mark(verdict)];
}

/** What is a problem is written so that it is found. */
function mark(verdict: Compared['verdict']): string {
  return verdict === 'within' || verdict === 'explained' ? verdict : verdict.toUpperCase();
}

/** What is said for the same reason, by the reason. */
function grouped(pairs: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [because = '', what = ''] of pairs) {
    found.set(because, [...(found.get(because) ?? []), what]);
  }
  found.delete('');
  return found;
}

function notes(head: string, reasons: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...reasons].flatMap(([because, whats]) => {
    const named = [...new Set(whats)].filter((what) => what !== '');
    return wrapped(printable(`${head}: ${because}${named.length === 0 ? '' : `: ${named.join(', ')}`}`), WIDTH);
  });
}
