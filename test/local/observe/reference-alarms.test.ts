import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { alarmDefinitions } from '../../../lib/local/observe';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';

const definitionsOf = (site: ReferenceSite) => alarmDefinitions(loadAssembly(assemblyDirectory(site)));

/** What the templates of a site say, read without the model. */
function alarmsInFiles(site: ReferenceSite): readonly { readonly type: string; readonly text: string }[] {
  const directory = assemblyDirectory(site);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => {
      const { Resources } = JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as {
        Resources: Record<string, { Type: string }>;
      };
      return Object.values(Resources).map((resource) => ({ type: resource.Type, text: JSON.stringify(resource) }));
    });
}

test.each(REFERENCE_SITES)('of %s, every alarm is listed once, as what it is', (site) => {
  const alarms = alarmsInFiles(site).filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  const onChecks = alarms
    .filter(({ text }) => text.includes('"Honmaru"') && !text.includes('"AWS/'))
    .filter(({ text }) => !text.includes('"daily-summary"'));
  const composites = alarmsInFiles(site).filter(({ type }) => type === 'AWS::CloudWatch::CompositeAlarm');
  const definitions = definitionsOf(site);
  const count = (wanted: string) => definitions.filter(({ kind }) => kind === wanted).length;
  expect(onChecks.length).toBeGreaterThanOrEqual(19);
  expect([count('played'), count('not-played'), count('composite')]).toStrictEqual([
    onChecks.length,
    alarms.length - onChecks.length,
    composites.length,
  ]);
});

test.each(REFERENCE_SITES)(
  'of %s, every alarm on a function is played, and only metrics of services and a day between runs keep one from it',
  (site) => {
    const reasons = definitionsOf(site).flatMap((definition) =>
      definition.kind === 'not-played' ? [definition.reason] : [],
    );
    expect(
      reasons
        .filter((reason) => !/metrics of (AWS\/\w+(, )?)+( come in real time, not in the played one)?$/.test(reason))
        .filter((reason) => !reason.startsWith('a function that runs once a day is not played')),
    ).toStrictEqual([]);
  },
);

test.each(REFERENCE_SITES)('of %s, every alarm has a name, a severity, a Region and a construct path', (site) => {
  const nameless = definitionsOf(site).filter(
    ({ name, severity, region, constructPath, stack }) =>
      name === undefined ||
      region === undefined ||
      constructPath === undefined ||
      // The alarms that stop a release say what they do, not how grave it is.
      (severity === undefined && !stack.endsWith('-Compute')),
  );
  expect(nameless).toStrictEqual([]);
});
