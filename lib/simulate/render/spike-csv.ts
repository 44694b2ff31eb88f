import { printable } from '../../terminal-text';
import { renderCsv, type CsvColumn } from '../../report/csv';
import type { MinuteRow, SpikeReport, SpikeRun, TierMinute } from '../spike';

interface Line {
  readonly run: SpikeRun;
  readonly row: MinuteRow;
}

/** One line for each minute of each scenario. Headings are the same in every language: programs read them. */
export function renderSpikeCsv(report: SpikeReport): string {
  const site: readonly (readonly [string, (line: Line) => string])[] = [
    ['scenario', ({ run }) => run.scenario.id],
    ['timing', ({ run }) => run.timing],
    ['minute', ({ row }) => String(row.minute)],
    ['offered', ({ row }) => String(row.offered)],
    ['blocked', ({ row }) => String(row.blocked)],
    ['served', ({ row }) => String(row.served)],
  ];
  const fields = [
    'arrived',
    'passed',
    'shed',
    'failed',
    'queued',
    'inService',
    'starting',
    'desired',
    'capacity',
  ] as const;
  const tiers = report.tiers.flatMap(({ group }, index) =>
    fields.map((field): CsvColumn<Line> => ({
      header: `${printable(group.name)} ${field}`,
      cell: ({ row }) => String(fieldOf(row.tiers[index], field)),
    })),
  );
  const columns = [...site.map(([header, cell]): CsvColumn<Line> => ({ header, cell })), ...tiers];
  const lines = report.runs.flatMap((run) => run.rows.map((row): Line => ({ run, row })));
  return renderCsv(columns, lines);
}

function fieldOf(tier: TierMinute | undefined, field: keyof TierMinute): number {
  return tier?.[field] ?? 0;
}
