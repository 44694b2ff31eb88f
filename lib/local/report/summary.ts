import { counted, printable, seconds, wrapped } from './text';
import { SUMMARY_COLUMNS, table } from './table';
import type { LocalReport } from './report-shape';
import { faultLines } from './summary-faults';
import { matrixLines } from './summary-matrix';

/**
 * What a person reads when a run has ended: the verdict first, what was missed and what to do about it last.
 *
 * At most 100 columns wide, without colours or other control characters but line feeds.
 */
export function summaryOf(report: LocalReport): string {
  const sections: readonly (readonly string[])[] = [
    verdict(report),
    section('Stacks', stackLines(report)),
    section('Resources', resourceLines(report)),
    section('Deployments', deploymentLines(report)),
    section('Running network', networkLines(report)),
    section('Checks', checkLines(report)),
    section('Faults', faultLines(report.faults)),
    section('Times to alarms, as the failure matrix computes them, and as measured', matrixLines(report.matrix)),
    section('After removal', removalLines(report)),
    section('Times', timeLines(report)),
    section('Problems', problemLines(report)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What the verdict is called. */
const VERDICTS: Readonly<Record<LocalReport['result'], string>> = {
  passed: 'PASSED',
  failed: 'FAILED',
  interrupted: 'INTERRUPTED',
};

function verdict({ result, site, stacks, regions, seconds: total, problems, versions, machine }: LocalReport) {
  const what = `${counted(stacks.length, 'stack')} in ${counted(regions.length, 'Region')}`;
  const missed = problems.length === 0 ? '' : `, ${counted(problems.length, 'problem')}`;
  const known = Object.entries(VERSION_NAMES).flatMap(([key, name]) => {
    const version = versions[key as keyof typeof VERSION_NAMES];
    return version === null ? [] : [`${name} ${version}`];
  });
  const ignored = machine.ignoredCredentials.join(', ');
  return [
    ...text(`${VERDICTS[result]}: site ${site}, ${what}, ${seconds(total)}${missed}`),
    ...text(known.join(', ')),
    ...(ignored === '' ? [] : text(`AWS settings of this machine were ignored: ${ignored}`)),
  ];
}

const VERSION_NAMES = {
  honmaru: 'honmaru',
  emulator: 'ministack',
  cdkCli: 'CDK CLI',
  node: 'Node.js',
  python: 'Python',
} as const;

function stackLines({ stacks }: LocalReport): readonly string[] {
  return table(
    [
      { head: 'Stack', width: 44 },
      { head: 'Region', width: 14 },
      { head: 'Native', width: 6, right: true },
      { head: 'Transl.', width: 7, right: true },
      { head: 'Recorded', width: 8, right: true },
      { head: 'Time', width: 8, right: true },
    ],
    stacks.map(({ name, region, native, translated, recorded, seconds: took }) => [
      name,
      region,
      String(native),
      String(translated),
      String(recorded),
      `${took.toFixed(1)} s`,
    ]),
  );
}

function resourceLines({ census, result }: LocalReport): readonly string[] {
  if (census.length === 0) {
    return [];
  }
  const of = (treatment: string) => census.filter((entry) => entry.treatment === treatment);
  const total = (entries: LocalReport['census']) => entries.reduce((sum, { count }) => sum + count, 0);
  const recorded = of('recorded');
  const share = (entries: LocalReport['census'], name: string) =>
    `${String(total(entries))} ${name} (${counted(entries.length, 'type')})`;
  const shares = [share(of('native'), 'native'), share(of('translated'), 'translated'), share(recorded, 'recorded')];
  return [
    ...text(`${counted(total(census), 'resource')}: ${shares.join(', ')}.`),
    ...text(
      'native: the emulator makes it. translated: made through the API of its service. recorded: an id, no more.',
    ),
    ...(recorded.length === 0
      ? []
      : text(
          `A local ${result === 'passed' ? 'pass' : 'run'} says nothing about recorded types: ${recorded
            .map(({ type, count }) => `${type} (${String(count)})`)
            .join(', ')}.`,
        )),
  ];
}

function deploymentLines({ deployments }: LocalReport): readonly string[] {
  return deployments.flatMap(({ name, seconds: took, stacks }) => {
    const counts = (['created', 'updated', 'unchanged'] as const).flatMap((outcome) => {
      const number = stacks.filter((stack) => stack.outcome === outcome).length;
      return number === 0 ? [] : [`${String(number)} ${outcome}`];
    });
    const changes = stacks.flatMap((stack) => {
      const parts = (['created', 'updated', 'replaced', 'deleted'] as const)
        .filter((kind) => stack[kind].length > 0 && !(kind === 'created' && stack.outcome === 'created'))
        .map((kind) => `${kind} ${stack[kind].join(', ')}`);
      return parts.length === 0 ? [] : text(`${stack.name}: ${parts.join('; ')}`, 4);
    });
    return [...text(`${DEPLOYMENTS[name]}: ${counts.join(', ') || 'no stack'} (${seconds(took)})`), ...changes];
  });
}

const DEPLOYMENTS: Readonly<Record<LocalReport['deployments'][number]['name'], string>> = {
  first: 'first',
  again: 'again, nothing may change',
  changed: 'what was lost, and without protection: only that may change',
};

function networkLines({ network }: LocalReport): readonly string[] {
  if (network === null) {
    return [];
  }
  const { agreed, differences, untold, reach, taken, refused } = network;
  return [
    ...text(
      `${counted(agreed, 'fact')} as the templates say, ${counted(differences.length, 'difference')}; what gets through between ${counted(reach.parties, 'party', 'parties')}: ${counted(reach.agreed, 'answer')} as the templates give, ${counted(reach.differences.length, 'difference')}`,
    ),
    ...(taken.length === 0
      ? []
      : text(
          `not compared, as the emulator leaves it out: ${taken.map(({ what, count, divergence }) => `${what} (${String(count)}, ${divergence})`).join(', ')}`,
        )),
    ...untold.flatMap(({ subject, aspect, because }) => text(`not told: ${subject}: ${aspect}: ${because}`)),
    ...(refused.length === 0
      ? []
      : text(`refused: ${refused.map(({ region, list, code }) => `${list} of ${region} (${code})`).join(', ')}`)),
  ];
}

function checkLines({ checks }: LocalReport): readonly string[] {
  return table(
    [
      { head: 'Check', width: 16 },
      { head: 'Status', width: 9 },
      { head: 'Schedule', width: 20 },
      { head: 'Started by it', width: 20 },
      { head: 'Saw', width: 23 },
    ],
    checks.map(({ check, status, schedule, scheduledRuns, findings, unknown, metrics, alarms }) => [
      check,
      status,
      schedule,
      counted(scheduledRuns, 'run'),
      [
        counted(findings, 'finding'),
        `${String(unknown)} unknown`,
        counted(metrics, 'metric'),
        `${String(alarms.filter(({ state }) => state === 'ALARM').length)} of ${counted(alarms.length, 'alarm')} on`,
      ].join(', '),
    ]),
  );
}

function removalLines({ removal }: LocalReport): readonly string[] {
  if (removal === null) {
    return [];
  }
  const list = (left: typeof removal.retained) =>
    left.flatMap(({ stack, logicalId, type, physicalId }) => text(`${stack}.${logicalId} (${type}): ${physicalId}`, 4));
  const parts = [
    { what: 'kept by policy', left: removal.retained },
    { what: 'left behind although no policy says so', left: removal.unexpected },
    { what: 'gone although a policy keeps it', left: removal.missing },
  ];
  const lines = parts
    .filter(({ left }) => left.length > 0)
    .flatMap(({ what, left }) => [...text(`${counted(left.length, 'resource')} ${what}`), ...list(left)]);
  return lines.length === 0 ? text('nothing is left') : lines;
}

function timeLines({ steps }: LocalReport): readonly string[] {
  return steps.length === 0 ? [] : text(steps.map(({ name, seconds: took }) => `${name} ${seconds(took)}`).join(', '));
}

function problemLines({ problems, result }: LocalReport): readonly string[] {
  if (problems.length === 0) {
    return result === 'interrupted' ? text('none until it was stopped; run it again to know the rest') : [];
  }
  return [
    ...problems.flatMap((problem, index) => numbered(index + 1, problem)),
    ...text(
      'What every program printed is in .honmaru/local/logs; with --keep the templates stay as well. What comes back every time is wrong in the templates or in the local site itself; what does not depends on this machine.',
    ),
  ];
}

/** A text whose first line is numbered; what a program printed in several lines stays in several lines. */
function numbered(number: number, problem: string): readonly string[] {
  const mark = `${String(number)}. `;
  return problem
    .split('\n')
    .flatMap((line) => text(line, mark.length))
    .map((line, index) => (index === 0 ? `${mark}${line.trimStart()}` : line));
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

/** A paragraph that fits a section; `indent` columns before every line. */
function text(paragraph: string, indent = 0): readonly string[] {
  return wrapped(printable(paragraph), SUMMARY_COLUMNS - 2 - indent).map((line) => `${' '.repeat(indent)}${line}`);
}
