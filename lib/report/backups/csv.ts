import type { BackupProof, BackupReport } from '../../verify/backups';
import { renderCsv, type CsvColumn } from '../csv';
import { placeText } from '../verify/explain/component';
import type { BackupsRenderOptions } from './options';
import { placeOf } from './place';

/** Every answer, one line each, for a spreadsheet. */
export function renderBackupsCsv(report: BackupReport, options: BackupsRenderOptions): string {
  const { language } = options;
  const columns: readonly CsvColumn<BackupProof>[] = [
    { header: 'check', cell: ({ check }) => check },
    { header: 'subject', cell: ({ subject }) => subject },
    { header: 'about', cell: ({ about }) => about },
    { header: 'verdict', cell: ({ verdict }) => verdict },
    { header: 'says', cell: ({ says }) => says[language] },
    { header: 'when', cell: ({ world }) => world },
    { header: 'instant', cell: ({ counterExample }) => counterExample?.instant },
    { header: 'counter-example', cell: ({ counterExample }) => counterExample?.says[language] },
    { header: 'unknown', cell: ({ open }) => open.map((each) => each[language]).join('; ') },
    {
      header: 'parts',
      cell: ({ parts }) => parts.map(({ what, value, basis }) => `${what[language]}=${value} (${basis})`).join('; '),
    },
    { header: 'facts', cell: ({ facts }) => facts.join(' ') },
    { header: 'place', cell: (proof) => placeText(placeOf(proof, options) ?? {}) },
    { header: 'property', cell: (proof) => placeOf(proof, options)?.property },
  ];
  return renderCsv(columns, report.proofs);
}
