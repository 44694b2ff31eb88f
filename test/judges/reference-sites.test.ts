import { ACKNOWLEDGED, acknowledgementKinds, findGateFaults, OWN_RULES_LIST } from '../../lib/judges';
import { loadAssembly } from '../../lib/template';
import { assemblyDirectory, REFERENCE_SITES } from '../support/synth-sites';

// The day of the run: an acknowledgement that has expired must shut the gate.
const TODAY = new Date().toISOString().slice(0, 10);

test('the gate opens for the reference sites', () => {
  expect(findGateFaults({ assemblies: REFERENCE_SITES.map(assemblyDirectory), today: TODAY })).toEqual([]);
});

test('at most 22 kinds of findings are acknowledged in the reference sites', () => {
  const always = ACKNOWLEDGED.filter(({ declaredBy }) => declaredBy === undefined);
  expect(acknowledgementKinds(always).length).toBeLessThanOrEqual(22);
});

test('our own rules judge something in the reference sites', () => {
  const models = REFERENCE_SITES.map((site) => loadAssembly(assemblyDirectory(site)));
  const idle = OWN_RULES_LIST.filter((rule) => models.every((model) => rule.check(model).length === 0));
  // What these are about comes with global databases, activity streams, CMKs for volumes and singletons.
  expect(idle.map(({ id }) => id)).toEqual([
    'ActivityStreamProvisioned',
    'GlobalDatabaseKeys',
    'GlobalDatabaseSecret',
    'GlobalDatabaseVersions',
    'SingletonsInBaseline',
  ]);
});
