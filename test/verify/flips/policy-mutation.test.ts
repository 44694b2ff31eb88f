import { definePolicy, type Policy } from '../../../lib/verify/policy';
import { escaped, idleReasons, mutate } from './mutate';
import { arrivals, findMore, planProbes, probeServices } from './probes';
import { editModel } from '../../../lib/verify/flips';
import { smallModel } from './small-network';

const model = smallModel();
const plan = planProbes(model, probeServices(['tcp/443', 'tcp/8443']));

const segments = { web: 'id:Web', app: 'id:App' };

/** Everything that the network is for, and nothing else. */
const strict: Policy = definePolicy({
  name: 'small',
  segments,
  rules: [
    {
      kind: 'matrix',
      id: 'matrix',
      segments: ['internet', 'web', 'app'],
      cells: { 'internet > web': ['tcp/443'], 'web > app': ['tcp/8443'], 'app > web': ['tcp/443'] },
    },
  ],
});

/** A policy that looks at one thing only. */
const weak: Policy = definePolicy({
  name: 'weak',
  segments,
  rules: [{ kind: 'isolate', id: 'no-way-to-app', from: 'internet', to: 'app' }],
});

test('probes are every ordered pair of places, on the services of the policy and those next to them', () => {
  expect(plan.places.map((id) => id.split('@')[0])).toEqual(['Web', 'Nat', 'App']);
  const ports = plan.services.flatMap(({ protocol, port }) => (protocol === 'tcp' ? [port] : []));
  expect(ports).toEqual(expect.arrayContaining([22, 442, 443, 444, 3306, 8442, 8443, 8444]));
  expect(arrivals(model, plan).filter(Boolean).length).toBeGreaterThan(0);
});

test('a flip lets more arrive when a packet arrives that did not', () => {
  const before = arrivals(model, plan);
  const opened = editModel(model, [
    { kind: 'set', resource: 'Small/FrontGroup', path: ['SecurityGroupIngress', 0, 'FromPort'], value: 22 },
  ]);
  expect(findMore(model, plan, before)).toEqual([]);
  expect(findMore(opened, plan, before)).toEqual(
    [442, 22, 80].map((port) => `internet > Web@Front tcp/${String(port)}`),
  );
});

describe('every flip of a small network', () => {
  const mutations = mutate(model, strict, plan);
  const more = mutations.filter((each) => each.more.length > 0);

  test('that lets more arrive is refuted by a policy that says everything', () => {
    expect(more.length).toBeGreaterThan(3);
    expect(escaped(mutations).map(({ flip, more: packet }) => `${flip.id} => ${packet.join()}`)).toEqual([]);
    expect(more.find(({ flip }) => flip.id.endsWith('SecurityGroupIngress[0]: ports-all'))?.refutedBy).toMatch(
      /^matrix: internet > web/,
    );
  });

  test('is of each kind that the templates have', () => {
    expect([...new Set(mutations.map(({ rule }) => rule.kind))].sort()).toEqual([
      'acl-association',
      'acl-entry',
      'group-egress',
      'group-ingress',
      'public-address',
      'route',
      'source-check',
      'table-association',
    ]);
  });
});

test('a policy that looks at one thing only lets flips escape, unless they are explained', () => {
  const mutations = mutate(model, weak, plan);
  const names = escaped(mutations).map(({ flip }) => flip.id);
  expect(names).toContain('Small/FrontGroup#SecurityGroupIngress[0]: ports-all');
  const harmless = [
    { flip: 'Small/*', packet: '*', reason: 'the policy is about something else' },
    { flip: 'Small/*', packet: 'nobody > *', reason: 'there is no such packet' },
  ];
  const explained = mutate(model, weak, plan, { harmless });
  expect(escaped(explained)).toEqual([]);
  expect(idleReasons(explained, harmless)).toEqual([harmless[1]]);
  const partly = mutate(model, weak, plan, { harmless: [{ flip: '*', packet: '* tcp/442', reason: 'one port' }] });
  expect(escaped(partly).length).toBeGreaterThan(0);
});

test('a policy that does not hold of the templates as they are is an error', () => {
  const broken = definePolicy({
    name: 'broken',
    segments,
    rules: [{ kind: 'isolate', id: 'no-way-to-web', from: 'internet', to: 'web' }],
  });
  expect(() => mutate(model, broken, plan)).toThrow('broken: no-way-to-web: internet > web does not hold');
});
