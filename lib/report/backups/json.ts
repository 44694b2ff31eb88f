import { factOf, HORIZON, formatInstant, type BackupReport } from '../../verify/backups';
import type { BackupsRenderOptions } from './options';
import { placeOf } from './place';
import { countsOf } from './words';

/** Changes whenever a field is renamed or means something else. */
export const BACKUPS_REPORT_VERSION = 1;

/** The report for machines: every answer with its parts and sources, in one language. */
export function renderBackupsJson(report: BackupReport, options: BackupsRenderOptions): string {
  const { language, objectivesFile, toolVersion, read } = options;
  const document = {
    version: BACKUPS_REPORT_VERSION,
    toolVersion,
    language,
    name: report.name,
    objectives: objectivesFile,
    templates: read,
    looked: { from: formatInstant(HORIZON.from), until: formatInstant(HORIZON.until) },
    holds: report.holds,
    counts: countsOf(report.proofs.map(({ verdict }) => verdict)),
    proofs: report.proofs.map((proof) => ({
      check: proof.check,
      subject: proof.subject,
      about: proof.about,
      verdict: proof.verdict,
      says: proof.says[language],
      when: proof.world,
      counterExample:
        proof.counterExample === undefined
          ? undefined
          : { instant: proof.counterExample.instant, says: proof.counterExample.says[language] },
      open: proof.open.map((each) => each[language]),
      parts: proof.parts.map(({ what, ...part }) => ({ what: what[language], ...part })),
      facts: proof.facts,
      at: placeOf(proof, options),
    })),
    facts: report.facts.map((id) => {
      const { status, says, source } = factOf(id);
      return { id, status, says: says[language], source };
    }),
    unseen: report.unseen.map((each) => each[language]),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
