import type { PolicyFinding, ProofResult, VerifyReport } from '../../verify/policy/types';
import { nameIn } from './catalogue';
import { escapeMarkup } from './escape';
import { explainResult, focusOf, placeText, whereaboutsOf, type Whereabouts } from './explain';
import type { RenderOptions } from './options';
import { explanationLines, whereText, type Layout } from './text/lines';
import { paintOf } from './text/paint';
import { wordsOf } from './words';

/** One test of a suite. */
interface Case {
  readonly name: string;
  readonly at?: Whereabouts;
  readonly state: 'passed' | 'failed' | 'warned';
  readonly message: string;
  readonly details: string;
}

/**
 * The report as JUnit XML: a suite for every rule, a test for every question. What fails with severity `warning` is skipped,
 * so that it is seen and fails nothing.
 */
export function renderJunit(report: VerifyReport, options: RenderOptions): string {
  const words = wordsOf(options.language);
  const suites = new Map<string, Case[]>();
  for (const result of report.results) {
    suites.set(result.rule, [...(suites.get(result.rule) ?? []), caseOf(result, options)]);
  }
  const findings = report.findings.map((finding) => findingCase(finding, options));
  const all = [...suites, ...(findings.length === 0 ? [] : [[words.findings, findings] as const])];
  const cases = all.flatMap(([, each]) => each);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeMarkup(`honmaru verify: ${report.policy.name}`)}" ${counts(cases)}>`,
    ...all.flatMap(([name, each]) => suiteLines(name, each)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines(name: string, cases: readonly Case[]): readonly string[] {
  return [
    `  <testsuite name="${escapeMarkup(name)}" ${counts(cases)}>`,
    ...cases.flatMap((each) => caseLines(name, each)),
    '  </testsuite>',
  ];
}

function caseLines(suite: string, { name, at, state, message, details }: Case): readonly string[] {
  const file = at?.file === undefined ? '' : ` file="${escapeMarkup(at.file)}"`;
  const line = at?.line === undefined ? '' : ` line="${String(at.line)}"`;
  const open = `    <testcase classname="${escapeMarkup(suite)}" name="${escapeMarkup(name)}"${file}${line}`;
  switch (state) {
    case 'passed':
      return [`${open}/>`];
    case 'failed':
      return [
        `${open}>`,
        `      <failure message="${escapeMarkup(message)}">${escapeMarkup(details)}</failure>`,
        '    </testcase>',
      ];
    case 'warned':
      return [
        `${open}>`,
        `      <skipped message="${escapeMarkup(message)}"/>`,
        `      <system-out>${escapeMarkup(details)}</system-out>`,
        '    </testcase>',
      ];
  }
}

function counts(cases: readonly Case[]): string {
  const count = (state: Case['state']) => String(cases.filter((each) => each.state === state).length);
  return `tests="${String(cases.length)}" failures="${count('failed')}" errors="0" skipped="${count('warned')}"`;
}

function caseOf(result: ProofResult, options: RenderOptions): Case {
  const { language } = options;
  const { from, to, services, holds, severity, says, verdict } = result;
  const explanation = explainResult(result, language, options);
  const layout: Layout = { language, width: 120, paint: paintOf(false) };
  const origin = holds ? undefined : focusOf(result);
  return {
    name: [`${nameIn(from, language)} > ${nameIn(to, language)}`, ...services].join(' '),
    ...(origin === undefined ? {} : { at: whereaboutsOf(origin, options) }),
    state: holds ? 'passed' : severity === 'error' ? 'failed' : 'warned',
    message: `${verdict.verdict}: ${says[language]}`,
    details: explanationLines(explanation, layout, 0).join('\n'),
  };
}

function findingCase({ code, severity, says, origin }: PolicyFinding, options: RenderOptions): Case {
  const at = origin === undefined ? undefined : whereaboutsOf(origin, options);
  return {
    name: [code, ...(at === undefined ? [] : [at.constructPath ?? at.label])].join(': '),
    ...(at === undefined ? {} : { at }),
    state: severity === 'error' ? 'failed' : severity === 'warning' ? 'warned' : 'passed',
    message: says[options.language],
    details: at === undefined ? says[options.language] : `${whereText(at)} ${placeText(at) ?? ''}`.trim(),
  };
}
