import { ask, askThrough, buildWorld, type Answer, type Truth, type World } from '../../../lib/verify/packets';
import { createEvaluator, enumerateWorlds, modelOfTemplate, type JsonObject } from '../../../lib/template';
import { parseServices, type Service } from '../matrices/services';
import { PAIRS } from '../pairs';
import { STACK, type Case, type Pair } from '../pairs/pair';

/** Verdicts that rest on something other than packets, so that the simulator answers `no` whatever the template says. */
const NO_MATTER_OF_PACKETS: Readonly<Record<string, string>> = {
  'endpoint-policy-for-everything': 'packets reach the service either way; whose buckets, its policy decides',
  'function-url': 'a call of the API starts the function; no packet goes to its interface',
  'shared-transit-gateway': 'what another account attaches sends no packet of this assembly',
  'endpoint-service-for-everybody': 'endpoints of other accounts send no packet of this assembly',
  'group-reference-through-middlebox':
    'the page says that such a rule lets nothing in, and the simulator takes it at its word',
};

const sides = PAIRS.flatMap((pair) => (['bad', 'good'] as const).map((side) => [pair.id, side, pair] as const));

test('every pair is there', () => {
  expect(PAIRS.length).toBeGreaterThanOrEqual(42);
  const ids = PAIRS.map(({ id }) => id);
  expect(Object.keys(NO_MATTER_OF_PACKETS).filter((id) => !ids.includes(id))).toEqual([]);
});

test.each(sides.filter(([id, side]) => side === 'good' || NO_MATTER_OF_PACKETS[id] === undefined))(
  '%s, %s',
  (_id, side, pair) => {
    const { verdict } = pair[side];
    const found = sample(pair, pair[side]);
    const wrong = pair.policy.relation === 'isolate' ? 'yes' : 'no';
    const right = pair.policy.relation === 'isolate' ? 'no' : 'yes';
    expect(found.every.length).toBeGreaterThan(0);
    switch (verdict) {
      case 'PROVED':
        expect(new Set(found.every)).toEqual(new Set([right]));
        break;
      case 'PROVED-IF':
        expect(new Set(found.byDefault)).toEqual(new Set([right]));
        expect(found.every.some((truth) => truth !== right)).toBe(true);
        break;
      case 'REFUTED':
        expect(found.byDefault).toContain(wrong);
        break;
      case 'UNDETERMINED':
        expect(found.every).toContain('unknown');
        expect(found.every).not.toContain(wrong);
    }
  },
);

test.each(Object.keys(NO_MATTER_OF_PACKETS))('%s is no matter of packets', (id) => {
  const pair = PAIRS.find((one) => one.id === id);
  expect(pair?.bad.verdict).toMatch(/^(REFUTED|UNDETERMINED)$/);
  expect(pair === undefined ? undefined : new Set(sample(pair, pair.bad).every)).toEqual(new Set(['no']));
});

/** Answers for every value of what is open, and for the defaults of parameters. */
interface Sampled {
  readonly every: readonly Truth[];
  readonly byDefault: readonly Truth[];
}

function sample(pair: Pair, side: Case): Sampled {
  const model = modelOfTemplate(side.template as unknown as JsonObject, STACK);
  const worlds = enumerateWorlds(model).worlds.map((world) =>
    buildWorld(model, { evaluator: createEvaluator(model, { world }) }),
  );
  const byDefault = buildWorld(model, { evaluator: createEvaluator(model, { assumeDefaults: true }) });
  return {
    every: worlds.flatMap((world) => truthsIn(world, pair)),
    byDefault: truthsIn(byDefault, pair),
  };
}

function truthsIn(world: World, { policy }: Pair): readonly Truth[] {
  const { from, to, relation, services, level } = policy;
  const asked = parseServices(services.join(' ')).flatMap(packetsOf);
  // A client may send from any port: those at the ends of what operating systems use, and whichever it is.
  const sources = relation === 'reach' ? [1024, 32767, 32768, 49152, 65535] : [undefined, 1, 1023, 65535];
  return asked.flatMap((service) =>
    sources.map((sourcePort) => {
      const question = { from, to, ...service, ...(sourcePort === undefined ? {} : { sourcePort }) };
      const answer: Answer = level === 'direct' ? ask(world, question) : askThrough(world, question);
      return relation === 'reach' ? answer.session : answer.delivers;
    }),
  );
}

/** Packets at the ends of a service. */
function packetsOf(
  service: Service,
): readonly { readonly protocol: 'tcp' | 'udp' | 'icmp' | number; readonly port?: number }[] {
  if (service.protocol === 'any') {
    return [...packetsOf({ protocol: 'tcp', from: 0, to: 65535 }), { protocol: 'icmp' }, { protocol: 47 }];
  }
  if (!('from' in service)) {
    return [{ protocol: 'icmp' }];
  }
  const { protocol, from, to } = service;
  const inside = [from, 22, 443, 1024, to].filter((port) => port >= from && port <= to);
  return [...new Set(inside)].map((port) => ({ protocol, port }));
}
