import type { FailureReport } from '../../failures';
import { inertMarkdown, markdownTable } from '../markdown';
import { fill } from '../verify/language';
import { hashOf } from './header';
import { holdsText, isHolding } from './holds';
import { labelsOf } from './labels';
import type { FailuresRenderOptions } from './options';
import { tablesOf } from './tables';
import { wordsOf } from './words';

/** The report for a page or a ticket. */
export function renderFailuresMarkdown(report: FailureReport, options: FailuresRenderOptions): string {
  const { language } = options;
  const words = wordsOf(language);
  const labels = labelsOf(report);
  const lines = [
    `# ${words.title}`,
    '',
    `${inertMarkdown(holdsText(report, isHolding(report, options), language))}`,
    '',
    ...headerLines(report, options).map((line) => `- ${inertMarkdown(line)}`),
    ...tablesOf(report, options, labels).flatMap(({ title, head, rows }) => [
      '',
      `## ${inertMarkdown(title)}`,
      '',
      ...markdownTable(head, rows),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was read, by which rules, and how much of it. */
export function headerLines(report: FailureReport, options: FailuresRenderOptions): readonly string[] {
  const words = wordsOf(options.language);
  const faults = report.scenarios.filter(({ operation }) => operation === undefined).length;
  const pairs = report.pairs === undefined ? '' : fill(words.countsPairs, { pairs: report.pairs.scenarios - faults });
  return [
    fill(words.counts, { faults, services: report.services.length + report.unread.length }) + pairs,
    `${words.hash}${words.colon}${hashOf(options.read)}`,
    `${words.register}${words.colon}${report.register}`,
    `${words.version} ${options.toolVersion}`,
    ...report.unread.map(({ service, because }) => `${words.unread}${words.colon}${service} (${because.means})`),
    ...(report.pairs?.counts ?? []).map((count) => fill(words.pairsSurvived, { ...count })),
  ];
}
