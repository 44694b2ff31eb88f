import { modelOfTemplate, type TemplateModel } from '../../../lib/template';
import { createVerifier, type Relation, type Verifier } from '../../../lib/verify';
import { SCENARIOS, type Answer, type Ask, type Scenario } from '../scenarios';
import { serviceOf } from './services';

const STACK = { region: 'us-east-1', account: '111122223333' };

/** What the engine says where it differs, with the reason: it takes for open, or for possible, what the pages do not rule out. */
const KNOWN: Readonly<Record<string, { readonly says: string; readonly because: string }>> = {
  'firewall-domain-list-goes-by-name-not-address: Server > internet:203.0.113.9 tcp/80': {
    says: 'yes/yes',
    because: 'some packet gets through to any address: the client writes the name',
  },
};

const ASKS = SCENARIOS.flatMap((scenario) =>
  scenario.asks.map((one) => [nameOf(scenario, one), scenario, one] as const),
);

describe("situations of AWS's own pages", () => {
  const verifiers = new Map<Scenario, Verifier>();
  const verifierOf = (scenario: Scenario) => {
    const model = modelOfTemplate(scenario.template, { ...STACK, ...scenario.stack, stackName: 'Scenario' });
    const found = verifiers.get(scenario) ?? createVerifier(model, { sites: announcing(model) });
    verifiers.set(scenario, found);
    return found;
  };

  test.each(ASKS)('%s', (name, scenario, one) => {
    const verifier = verifierOf(scenario);
    const expected = `${one.delivers}/${one.session ?? '-'}`;
    const says = `${answer(verifier, one, 'delivers')}/${one.session === undefined ? '-' : answer(verifier, one, 'session')}`;
    expect(says).toBe(KNOWN[name]?.says ?? expected);
  });

  test('every known difference is one', () => {
    const names = new Map(ASKS.map(([name, , one]) => [name, `${one.delivers}/${one.session ?? '-'}`]));
    expect(Object.entries(KNOWN).filter(([name, { says }]) => (names.get(name) ?? says) === says)).toEqual([]);
  });
});

/**
 * `no`: nothing may get through; `yes`: something surely does; a flow through a network load balancer that keeps addresses is
 * one connection.
 */
function answer(verifier: Verifier, one: Ask, relation: Relation): Answer {
  const [from, to] = [verifier.place(one.from), verifier.place(one.to)];
  expect([one.from, from.length, one.to, to.length]).not.toContain(0);
  const { verdict, pairs } = verifier.isolate({
    from,
    to,
    services: [serviceOf(one)],
    relation,
    level: 'direct',
    ...(one.sourcePort === undefined ? {} : { sourcePorts: { from: one.sourcePort, to: one.sourcePort } }),
  });
  expect(pairs).toBeGreaterThan(0);
  return verdict === 'PROVED' ? 'no' : verdict === 'REFUTED' ? 'yes' : 'unknown';
}

/** Sites whose connection uses BGP announce a range of their own. */
function announcing(model: TemplateModel) {
  return (model.byType.get('AWS::EC2::VPNConnection') ?? [])
    .filter(({ properties }) => properties['StaticRoutesOnly'] !== true)
    .map(({ properties }, index) => ({
      customerGateway: (properties['CustomerGatewayId'] as { readonly Ref: string }).Ref,
      prefixes: [`192.168.${index + 10}.0/24`],
    }));
}

function nameOf({ id }: Scenario, { from, to, protocol: name, port, sourcePort }: Ask): string {
  return `${id}: ${from} > ${to} ${name}${port === undefined ? '' : `/${port}`}${sourcePort === undefined ? '' : ` from ${sourcePort}`}`;
}
