import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeAlarm, describeComposite } from '../../lib/monitoring/alarm-description';
import { RUNBOOKS, runbookPath, type RunbookName } from '../../lib/monitoring/runbook';
import { allSpecs } from './regions';
import { runbookId } from './runbook-id';

const FOLDER = path.join(__dirname, '../../docs/runbooks');

/** What marks a runbook of alarms, by the end of its file's name: the line that lists them. */
const MARKS = { '.md': 'Alarms: ', '.ja.md': 'アラーム: ' } as const;
const LANGUAGES = Object.keys(MARKS) as (keyof typeof MARKS)[];

/** Alarms of a runbook, as it lists them. */
const listed = new Map<RunbookName, readonly string[]>(
  RUNBOOKS.map((name) => [
    name,
    name === 'reading-alarms'
      ? ['service-down', 'redundancy-lost']
      : [...new Set(allSpecs.filter(({ runbook }) => runbook === name).map(({ id }) => runbookId(id)))].sort(),
  ]),
);

test.each(RUNBOOKS)('%s is the runbook of an alarm', (name) => {
  expect(listed.get(name)?.length).toBeGreaterThan(0);
});

test('runbooks are named once, in kebab-case', () => {
  expect(new Set(RUNBOOKS).size).toBe(RUNBOOKS.length);
  expect(RUNBOOKS.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(RUNBOOKS)('%s lists exactly the alarms that name it', (name) => {
    const file = path.join(FOLDER, `${name}${language}`);
    expect([name, existsSync(file)]).toEqual([name, true]);
    expect([...(alarmsIn(file, language) ?? [])].sort()).toEqual([...(listed.get(name) ?? [])].sort());
  });

  test('every runbook that lists alarms is one of theirs', () => {
    const stems = readdirSync(FOLDER)
      .filter((file) => languageOf(file) === language && alarmsIn(path.join(FOLDER, file), language) !== undefined)
      .map((file) => file.slice(0, -language.length));
    expect(stems.sort()).toEqual([...RUNBOOKS].sort());
  });
});

describe('a description', () => {
  test.each(allSpecs.map((spec) => [spec.id, spec] as const))('of %s ends with its runbook', (_id, spec) => {
    expect(describeAlarm(spec)).toMatch(new RegExp(` Runbook: docs/runbooks/${spec.runbook}\\.md$`));
    expect(path.join(FOLDER, `${spec.runbook}.md`)).toMatch(new RegExp(`${runbookPath(spec.runbook)}$`));
  });

  test.each(['service-down', 'redundancy-lost'] as const)(
    'of the composite alarm %s ends with its runbook',
    (severity) => {
      const description = describeComposite(severity, allSpecs);
      expect(description).toMatch(/\. Runbook: docs\/runbooks\/reading-alarms\.md$/);
      expect(description.length).toBeLessThanOrEqual(1024);
    },
  );
});

/** Ids a runbook lists; `undefined` when it is no runbook of alarms. */
function alarmsIn(file: string, language: keyof typeof MARKS): readonly string[] | undefined {
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.find((text) => text.startsWith(MARKS[language]));
  return line === undefined ? undefined : [...line.matchAll(/`([^`]+)`/g)].map(([, id]) => id ?? '');
}

function languageOf(file: string): string {
  return file.endsWith('.ja.md') ? '.ja.md' : '.md';
}
