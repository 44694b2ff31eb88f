import { factOf, type BackupProof, type BackupReport } from '../../verify/backups';
import { fill } from '../verify/language';
import { indented, tableLines, whereText, type Layout } from '../verify/text/lines';
import { paintOf } from '../verify/text/paint';
import type { BackupsPrettyOptions } from './options';
import { placeOf } from './place';
import { basisText, checkText, countsOf, wordsOf, type Words } from './words';

const NARROWEST = 60;
const MARKS = { PROVED: '✓', REFUTED: '✗', UNDETERMINED: '?' } as const;

/** The report for people at a terminal: what is not proved first, with everything that it is made of. */
export function renderBackups(report: BackupReport, options: BackupsPrettyOptions): string {
  const { language, colours = false, width = 100, verbose = false } = options;
  const layout: Layout = { language, width: Math.max(NARROWEST, width), paint: paintOf(colours) };
  const words = wordsOf(language);
  const failing = report.proofs.filter(({ verdict }) => verdict !== 'PROVED');
  const holding = report.proofs.filter(({ verdict }) => verdict === 'PROVED');
  const sections = [
    failing.flatMap((proof) => [...headLines(proof, layout), ...whyLines(proof, layout, words, options), '']),
    holding.flatMap((proof) => [
      ...headLines(proof, layout),
      ...(verbose ? partLines(proof, layout, words, options) : []),
    ]),
    factLines(verbose ? report.facts : factsOf(failing), layout, words),
    listLines(
      words.unseen,
      report.unseen.map((each) => each[language]),
      layout,
      words,
    ),
    summaryLines(report, layout, words),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n').trimEnd())
    .join('\n\n')}\n`;
}

/** One answer in full, for a test that fails. */
export function renderBackupProof(
  proof: BackupProof,
  options: Pick<BackupsPrettyOptions, 'language' | 'root' | 'templates'>,
): string {
  const layout: Layout = { language: options.language, width: 100, paint: paintOf(false) };
  return [...headLines(proof, layout), ...whyLines(proof, layout, wordsOf(options.language), options)].join('\n');
}

function headLines({ check, subject, about, verdict, says }: BackupProof, layout: Layout): readonly string[] {
  const { paint, language } = layout;
  const colour = { PROVED: paint.good, REFUTED: paint.bad, UNDETERMINED: paint.unsure }[verdict];
  const name = [checkText(check, language), ...(subject === undefined ? [] : [subject])].join('  ');
  return [
    `${colour(`${MARKS[verdict]} ${verdict}`)}  ${paint.strong(name)}`,
    ...indented(about, layout, 4).map(paint.faint),
    ...indented(says[language], layout, 4),
  ];
}

function whyLines(
  proof: BackupProof,
  layout: Layout,
  words: Words,
  options: Pick<BackupsPrettyOptions, 'language' | 'root' | 'templates'>,
): readonly string[] {
  const { counterExample, open, verdict, world } = proof;
  const { language } = layout;
  const example =
    counterExample === undefined
      ? []
      : indented(
          `${verdict === 'REFUTED' ? words.counterExample : words.worst}${words.colon}${[
            counterExample.instant,
            counterExample.says[language],
          ]
            .filter((part) => part !== undefined)
            .join('  ')}`,
          layout,
          4,
          2,
        );
  return [
    ...(world === undefined ? [] : indented(fill(words.world, { world }), layout, 4)),
    ...example,
    ...listLines(
      words.open,
      open.map((each) => each[language]),
      layout,
      words,
      4,
    ),
    ...partLines(proof, layout, words, options),
  ];
}

function partLines(
  proof: BackupProof,
  layout: Layout,
  words: Words,
  options: Pick<BackupsPrettyOptions, 'language' | 'root' | 'templates'>,
): readonly string[] {
  const { language, paint } = layout;
  const at = placeOf(proof, options);
  const rows = proof.parts.map(({ what, value, basis, fact }) => [
    what[language],
    value,
    [basisText(basis, language), ...(fact === undefined ? [] : [`[${fact}]`])].join(' '),
  ]);
  return [
    ...(rows.length === 0
      ? []
      : [...indented(`${words.parts}${words.colon}`, layout, 4), ...tableLines(rows, layout, 6)]),
    ...(at === undefined ? [] : indented(`${words.where}${words.colon}${whereText(at)}`, layout, 4).map(paint.faint)),
  ];
}

function listLines(
  title: string,
  items: readonly string[],
  layout: Layout,
  words: Words,
  indent = 0,
): readonly string[] {
  return items.length === 0
    ? []
    : [
        ...indented(`${title}${words.colon}`, layout, indent),
        ...items.flatMap((item) => indented(`- ${item}`, layout, indent + 2, 2)),
      ];
}

function factLines(facts: BackupReport['facts'], layout: Layout, words: Words): readonly string[] {
  return facts.length === 0
    ? []
    : [
        layout.paint.strong(words.facts),
        ...facts.flatMap((id) => {
          const { status, says, source } = factOf(id);
          const note = status === 'documented' ? '' : ` (${words[status]})`;
          return [
            ...indented(`${id}  ${says[layout.language]}${note}`, layout, 2, 7),
            ...indented(source, layout, 9).map(layout.paint.faint),
          ];
        }),
      ];
}

function factsOf(proofs: readonly BackupProof[]): BackupReport['facts'] {
  return [...new Set(proofs.flatMap(({ facts }) => facts))].sort();
}

function summaryLines({ name, holds, proofs }: BackupReport, layout: Layout, words: Words): readonly string[] {
  const counts = fill(words.counts, countsOf(proofs.map(({ verdict }) => verdict)));
  const text = fill(words.summary, { name, state: holds ? words.holds : words.holdsNot, counts });
  return [(holds ? layout.paint.good : layout.paint.bad)(text)];
}
