import { factOf, type BackupProof, type BackupReport } from '../../verify/backups';
import { fill } from '../verify/language';
import { inertMarkdown as inert, markdownTable as tableOf } from '../markdown';
import { placeText } from '../verify/explain/component';
import type { BackupsRenderOptions } from './options';
import { placeOf } from './place';
import { basisText, checkText, countsOf, wordsOf, type Words } from './words';

/** The report for a page or a ticket. */
export function renderBackupsMarkdown(report: BackupReport, options: BackupsRenderOptions): string {
  const { language, objectivesFile, toolVersion } = options;
  const words = wordsOf(language);
  const failing = report.proofs.filter(({ verdict }) => verdict !== 'PROVED');
  const state = report.holds ? words.holds : words.holdsNot;
  const counts = fill(words.counts, countsOf(report.proofs.map(({ verdict }) => verdict)));
  const lines = [
    `# ${words.title}${words.colon}${inert(report.name)}`,
    '',
    `${state}${words.colon}${counts}. ${words.objectives}${words.colon}${inert(objectivesFile)}. honmaru ${inert(toolVersion)}.`,
    '',
    ...tableOf(
      [words.check, words.subject, words.about, words.verdict, words.says],
      report.proofs.map((proof) => [
        checkText(proof.check, language),
        proof.subject ?? '',
        proof.about,
        proof.verdict,
        proof.says[language],
      ]),
    ),
    ...failing.flatMap((proof) => detailOf(proof, words, options)),
    '',
    `## ${words.facts}`,
    '',
    ...tableOf(
      ['', words.says, words.basis, words.source],
      report.facts.map((id) => {
        const { status, says, source } = factOf(id);
        return [id, says[language], words[status], source];
      }),
    ),
    '',
    `## ${words.unseen}`,
    '',
    ...report.unseen.map((each) => `- ${inert(each[language])}`),
  ];
  return `${lines.join('\n')}\n`;
}

function detailOf(proof: BackupProof, words: Words, options: BackupsRenderOptions): readonly string[] {
  const { language } = options;
  const { check, subject, about, counterExample, open, parts, world, verdict } = proof;
  const at = placeText(placeOf(proof, options) ?? {});
  const example = [counterExample?.instant, counterExample?.says[language]].filter((part) => part !== undefined);
  return [
    '',
    `## ${verdict}${words.colon}${checkText(check, language)}${subject === undefined ? '' : ` (${inert(subject)})`}`,
    '',
    `- ${inert(about)}`,
    ...(world === undefined ? [] : [`- ${inert(fill(words.world, { world }))}`]),
    ...(example.length === 0
      ? []
      : [`- ${verdict === 'REFUTED' ? words.counterExample : words.worst}${words.colon}${inert(example.join(' '))}`]),
    ...open.map((each) => `- ${words.open}${words.colon}${inert(each[language])}`),
    ...(at === undefined
      ? []
      : [`- ${words.where}${words.colon}${inert(at)} ${inert(proof.origin?.property ?? '')}`.trimEnd()]),
    ...(parts.length === 0
      ? []
      : [
          '',
          ...tableOf(
            [words.parts, '', words.basis],
            parts.map(({ what, value, basis }) => [what[language], value, basisText(basis, language)]),
          ),
        ]),
  ];
}
