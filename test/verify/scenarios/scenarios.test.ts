import type { JsonObject } from '../../../lib/template';
import { SCENARIOS, TOPICS, type Ask, type Scenario } from './index';

const asks = SCENARIOS.flatMap((scenario) => scenario.asks);
const byId = SCENARIOS.map((scenario) => [scenario.id, scenario] as const);

test('holds at least 66 scenarios', () => {
  expect(SCENARIOS.length).toBeGreaterThanOrEqual(66);
});

test('gives every scenario an ID of its own', () => {
  const ids = SCENARIOS.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(['yes', 'no'] as const)('expects the answer %s at least 20 times', (answer) => {
  expect(asks.filter(({ delivers }) => delivers === answer).length).toBeGreaterThanOrEqual(20);
});

test.each(Object.entries(TOPICS))('expects both answers in topic %s', (_topic, scenarios) => {
  const answers = scenarios.flatMap((scenario) => scenario.asks.map(({ delivers }) => delivers));
  expect(answers).toEqual(expect.arrayContaining(['yes', 'no']));
});

test.each(byId)('%s cites a page of AWS and states it in short', (_id, { url, says }) => {
  expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/);
  expect(says.length).toBeGreaterThan(20);
  expect(says.length).toBeLessThanOrEqual(130);
});

test.each(byId)('%s asks of places that its template names', (_id, scenario) => {
  const resources = Object.keys(resourcesOf(scenario));
  expect(scenario.asks.length).toBeGreaterThan(0);
  expect(scenario.asks.flatMap(placesOf).filter((place) => !resources.includes(place))).toEqual([]);
});

test.each(byId)('%s asks no question twice', (_id, scenario) => {
  const questions = scenario.asks.map((one) =>
    [one.from, one.to, one.protocol, one.port ?? '', one.sourcePort ?? ''].join(' '),
  );
  expect(new Set(questions).size).toBe(questions.length);
});

test.each(byId)('%s expects no session where nothing is delivered', (_id, scenario) => {
  expect(scenario.asks.filter(({ delivers, session }) => delivers === 'no' && session === 'yes')).toEqual([]);
});

test.each(byId)('%s refers to resources of its template only', (_id, scenario) => {
  const resources = resourcesOf(scenario);
  expect(referencesIn(resources).filter((id) => resources[id] === undefined)).toEqual([]);
});

test.each(byId)('%s gives every resource a type and properties', (_id, scenario) => {
  for (const resource of Object.values(resourcesOf(scenario))) {
    expect(resource).toEqual({ Type: expect.stringMatching(/^AWS::\w+::\w+$/), Properties: expect.any(Object) });
  }
});

function resourcesOf({ template }: Scenario): Readonly<Record<string, JsonObject>> {
  return template['Resources'] as Readonly<Record<string, JsonObject>>;
}

/** Logical IDs a question speaks of. */
function placesOf({ from, to }: Ask): readonly string[] {
  return [from, to]
    .filter((place) => place !== 'internet' && !place.startsWith('internet:'))
    .map((place) => place.replace(/^site:/, '').replace(/@us-east-1[a-c]$/, ''));
}

/** Logical IDs in `Ref` and `Fn::GetAtt`. */
function referencesIn(resources: JsonObject): readonly string[] {
  const found: string[] = [];
  JSON.stringify(resources, (key, value: unknown) => {
    if (key === 'Ref') {
      found.push(String(value));
    } else if (key === 'Fn::GetAtt') {
      found.push(String((value as readonly unknown[])[0]));
    }
    return value;
  });
  return found;
}
