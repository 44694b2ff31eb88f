import { ask, buildWorld, type Question, type World, type WorldOptions } from '../../../lib/verify/packets';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';
import { SCENARIOS, type Ask, type Scenario } from '../scenarios';

/** What the scenarios say beside their templates: the list of `cloudfront.ts`, in us-east-1. */
const PREFIX_LISTS = { 'pl-3b927c52': 'com.amazonaws.global.cloudfront.origin-facing' };

/** Asks on which the simulator differs, with the reason. None does. */
const DIFFERS: Readonly<Record<string, string>> = {};

const asks = SCENARIOS.flatMap((scenario) =>
  scenario.asks.map((one): [string, Scenario, Ask] => [`${scenario.id}: ${textOf(one)}`, scenario, one]),
);
const worlds = new Map<Scenario, World>();

test('there are as many questions as the scenarios were written with, or more', () => {
  expect(SCENARIOS.length).toBeGreaterThanOrEqual(145);
  expect(asks.length).toBeGreaterThanOrEqual(297);
});

test.each(asks.filter(([name]) => DIFFERS[name] === undefined))('%s', (_name, scenario, one) => {
  const { delivers, session } = ask(worldOf(scenario), one satisfies Question);
  expect({ delivers, session }).toEqual({ delivers: one.delivers, session: one.session ?? session });
});

test('whatever is said to differ does', () => {
  const names = asks.map(([name]) => name);
  expect(Object.keys(DIFFERS).filter((name) => !names.includes(name))).toEqual([]);
  for (const [, scenario, one] of asks.filter(([name]) => DIFFERS[name] !== undefined)) {
    expect(ask(worldOf(scenario), one)).not.toMatchObject({ delivers: one.delivers, session: one.session });
  }
});

function textOf({ from, to, protocol, port, sourcePort }: Ask): string {
  const service = port === undefined ? String(protocol) : `${protocol}/${port}`;
  return `${from} > ${to} ${service}${sourcePort === undefined ? '' : ` from ${sourcePort}`}`;
}

function worldOf(scenario: Scenario): World {
  const found = worlds.get(scenario);
  if (found !== undefined) {
    return found;
  }
  const where = scenario.stack ?? { region: 'us-east-1', account: '111122223333' };
  const options = { prefixLists: PREFIX_LISTS, sites: sitesOf(scenario) };
  const world = buildWorld(modelOfTemplate(scenario.template, where), options);
  worlds.set(scenario, world);
  return world;
}

/** A site whose connection uses BGP announces ranges of its own, as the form of the scenarios has it. */
function sitesOf({ template }: Scenario): NonNullable<WorldOptions['sites']> {
  const resources = Object.values(template['Resources'] as Readonly<Record<string, JsonObject>>);
  const dynamic = resources
    .filter(({ Type }) => Type === 'AWS::EC2::VPNConnection')
    .map(({ Properties }) => Properties as JsonObject)
    .filter(({ StaticRoutesOnly }) => StaticRoutesOnly !== true);
  return Object.fromEntries(
    dynamic.map(({ CustomerGatewayId }, index) => [
      (CustomerGatewayId as { readonly Ref: string }).Ref,
      { prefixes: [`192.168.${200 + index}.0/24`] },
    ]),
  );
}
