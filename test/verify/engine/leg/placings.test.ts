import { tcp, type Party } from '../../../../lib/verify';
import { acl, at, group, instance, subnet, tcpRule, ref, verifierOf, vpc } from '../templates';

const OUT = { '0.0.0.0/0': { GatewayId: ref('VIgw') } };

/** A server that another one reaches by its public address: the one is known to all by an address that nobody tells yet. */
function between(
  sources: readonly string[],
  denied: readonly string[],
  routes = OUT,
  admitted: readonly string[] = [],
) {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('Here', 'V', '10.0.0.0/24', OUT),
    subnet('There', 'V', '10.0.1.0/24', routes),
    group('Any', 'V', []),
    group(
      'Some',
      'V',
      sources.map((CidrIp) => tcpRule(80, { CidrIp })),
    ),
    acl(
      'Acl',
      'V',
      ['There'],
      [
        ...admitted.map((cidr, index) => ({ number: 1 + index, action: 'allow', cidr }) as const),
        ...denied.map((cidr, index) => ({ number: 500 + index, action: 'deny', cidr }) as const),
        { number: 1000 },
        { number: 1000, egress: true },
      ],
    ),
    instance('One', 'Here', ['Any'], true),
    instance('Two', 'There', ['Some'], true),
  ]);
  const [[from], [to]] = [at(verifier, 'One'), at(verifier, 'Two')] as [[Party], [Party]];
  const question = { from: [from], to: [to], services: [tcp(80)], level: 'direct' } as const;
  return { isolated: verifier.isolate(question), path: verifier.path(from, to, tcp(80), 'direct') };
}

test('what would need an address in two places is proved not to pass', () => {
  const { isolated, path } = between(['52.10.0.0/16'], ['52.10.0.0/16']);
  expect(isolated.verdict).toBe('PROVED');
  expect(isolated.certificate?.pairs[0]?.layers.map(({ kind }) => kind)).toEqual(['together']);
  expect(path.works).toBe('no');
});

test('what passes from some places is open, and its path says so', () => {
  const { isolated, path } = between(['52.10.0.0/16'], ['52.10.0.0/17']);
  expect(isolated.verdict).toBe('UNDETERMINED');
  expect(isolated.blames.map(({ what }) => what)).toContain('into the security groups of Two');
  expect(path.works).toBe('unknown');
  expect(path.forward.some(({ decision }) => decision === 'unknown')).toBe(true);
});

test('it is open whichever part a network ACL admits', () => {
  for (const part of ['52.10.0.0/17', '52.10.128.0/17']) {
    expect(between(['52.10.0.0/16'], ['52.10.0.0/16'], OUT, [part]).isolated.verdict).toBe('UNDETERMINED');
  }
});

test('what passes from every place passes surely, by one rule or the other', () => {
  const { isolated, path } = between(['0.0.0.0/1', '128.0.0.0/1'], []);
  expect(isolated.verdict).toBe('REFUTED');
  expect(isolated.witness?.forward.map(({ decision }) => decision)).not.toContain('unknown');
  expect(path.works).toBe('yes');
});

test('places of which everything says the same are one place', () => {
  const many = Array.from({ length: 500 }, (_, number) => `52.10.${number >> 1}.${(number & 1) * 128}/25`);
  expect(between(many, ['52.10.0.0/16']).isolated.verdict).toBe('PROVED');
});

test('so are those that a network ACL denies, one as the other', () => {
  const many = Array.from({ length: 100 }, (_, number) => `53.${number}.0.0/16`);
  expect(between(['52.10.0.0/16'], ['52.10.0.0/16', ...many]).isolated.verdict).toBe('PROVED');
});

test('of very many places none is tried', () => {
  const leading = (count: number) => ({
    ...OUT,
    ...Object.fromEntries(Array.from({ length: count }, (_, number) => [`53.${number}.0.0/16`, OUT['0.0.0.0/0']])),
  });
  expect(between(['52.10.0.0/16'], ['52.10.0.0/16'], leading(10)).isolated.verdict).toBe('PROVED');
  expect(between(['52.10.0.0/16'], ['52.10.0.0/16'], leading(100)).isolated.verdict).toBe('UNDETERMINED');
});
