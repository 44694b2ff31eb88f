import type { LocalReport } from './report-shape';
import { table } from './table';
import { counted, printable, wrapped } from './text';

type Fault = LocalReport['faults'][number];

/** Columns that a line of this section may take. */
const WIDTH = 98;

/** Lines about the faults of the drill: what was expected, what was seen, and what came of it. */
export function faultLines(faults: readonly Fault[]): readonly string[] {
  const applied = faults.filter((fault) => fault.applied === true);
  const noticed = applied.filter((fault) => fault.noticed);
  const recovered = applied.filter((fault) => fault.recovered === true);
  const total = `${counted(applied.length, 'fault')}: ${String(noticed.length)} noticed in time, ${String(recovered.length)} recovered from.`;
  return faults.length === 0
    ? []
    : [
        total,
        ...table(
          [
            { head: 'Fault', width: 25 },
            { head: 'Check', width: 14 },
            { head: 'Seen', width: 25 },
            { head: 'Runs', width: 6 },
            { head: 'Noticed', width: 7 },
            { head: 'Alarm', width: 5 },
            { head: 'Back', width: 4 },
          ],
          applied.map(row),
        ),
        ...faults.flatMap(notApplied),
      ];
}

function row({ title, references, check, expected, observed, noticed, recovered, alarms }: Fault): readonly string[] {
  const ids = references.length === 0 ? '' : ` (${references.join(', ')})`;
  return [
    `${title}${ids}`,
    check,
    [observed.status, ...observed.codes].join(' '),
    `${String(observed.runs)} of ${String(expected.withinRuns)}`,
    noticed ? 'yes' : 'NO',
    alarmText(alarms),
    recovered === null ? '-' : recovered ? 'yes' : 'NO',
  ];
}

/** `-` when nothing went off: an alarm may need more runs than the drill waits. `MUTE` when nobody was told. */
function alarmText(alarms: Fault['alarms']): string {
  if (alarms.length === 0) {
    return '-';
  }
  return alarms.every(({ notified }) => notified) ? 'yes' : 'MUTE';
}

function notApplied({ title, applied }: Fault): readonly string[] {
  return applied === true ? [] : wrapped(printable(`not played: ${title}: ${applied.reason}`), WIDTH);
}
