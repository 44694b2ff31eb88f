import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RULES, requireRule, tcp } from '../../../lib/verify';
import { acl, at, att, group, instance, ref, subnet, tcpRule, verifierOf, vpc } from './templates';

const ROOT = path.join(__dirname, '../../../lib/verify');
const verifier = verifierOf([
  vpc('V', '10.0.0.0/16'),
  subnet('Front', 'V', '10.0.0.0/24', { '0.0.0.0/0': { GatewayId: ref('VIgw') } }),
  subnet('Back', 'V', '10.0.1.0/24'),
  acl(
    'BackAcl',
    'V',
    ['Back'],
    [
      { number: 100, protocol: 6, ports: [5432, 5432], cidr: '10.0.0.0/24' },
      { number: 100, egress: true, protocol: 6, ports: [1024, 65535], cidr: '10.0.0.0/24' },
    ],
  ),
  group(
    'WebGroup',
    'V',
    [tcpRule(443, { CidrIp: '0.0.0.0/0' })],
    [tcpRule(5432, { DestinationSecurityGroupId: att('DbGroup', 'GroupId') })],
  ),
  group('DbGroup', 'V', [tcpRule(5432, { SourceSecurityGroupId: att('WebGroup', 'GroupId') })]),
  instance('Web', 'Front', ['WebGroup'], true),
  instance('Db', 'Back', ['DbGroup']),
]);
const one = (name: string) => at(verifier, name)[0] ?? verifier.internet;

describe('answers', () => {
  test('a certificate counts the layers of which each alone stops everything', () => {
    const { certificate } = verifier.isolate({
      from: at(verifier, 'Web'),
      to: at(verifier, 'Db'),
      services: [tcp(22)],
      level: 'direct',
    });
    expect(certificate?.depth).toBe(3);
    expect(certificate?.pairs[0]?.layers.map(({ kind }) => kind)).toEqual(['group-out', 'acl-in', 'group-in']);
  });

  test('a path names the rule that lets a packet pass', () => {
    const found = verifier.path(one('Web'), one('Db'), tcp(5432));
    expect(found).toMatchObject({
      works: 'yes',
      packet: { source: '10.0.0.10', destination: '10.0.1.10', destinationPort: 5432 },
    });
    expect(found.forward.map(({ kind }) => kind)).toEqual(['group-out', 'route', 'acl-out', 'acl-in', 'group-in']);
    expect(found.forward.at(-1)?.rule?.property).toBe('SecurityGroupIngress[0]');
    expect(found.back.every(({ decision }) => decision === 'passes')).toBe(true);
  });

  test('a path that does not work names everything in its way', () => {
    const found = verifier.path(one('Web'), one('Db'), tcp(22));
    expect(found.works).toBe('no');
    expect(found.blocking.map(({ kind }) => kind)).toEqual(['group-out', 'acl-in', 'group-in']);
  });

  test('reaching only what is allowed is proved, and refuted by anything more', () => {
    const question = { from: at(verifier, 'internet'), to: at(verifier, 'Web') };
    expect(verifier.reachOnly({ ...question, services: [tcp(443)] }).verdict).toBe('PROVED');
    expect(verifier.reachOnly({ ...question, services: [tcp(80)] }).verdict).toBe('REFUTED');
  });

  test('a matrix has every ordered pair, in words', () => {
    const cells = verifier.matrix(
      { internet: [verifier.internet], web: at(verifier, 'Web'), db: at(verifier, 'Db') },
      'session',
    );
    expect(cells).toHaveLength(6);
    expect(cells.find(({ from, to }) => from === 'web' && to === 'db')).toMatchObject({
      may: ['tcp/5432'],
      every: ['tcp/5432'],
    });
    expect(cells.find(({ from, to }) => from === 'internet' && to === 'db')).toMatchObject({ may: [], every: [] });
  });

  test('exposure tells what is reached', () => {
    expect(verifier.exposure(verifier.internet).map(({ to, may }) => [to.id, may])).toEqual([
      ['Net/Web@Net/Front', ['tcp/443']],
    ]);
  });

  test('what someone might start may open what no group of today does', () => {
    expect(verifier.isolate({ from: verifier.hypothetical, to: at(verifier, 'Db'), level: 'direct' }).verdict).toBe(
      'UNDETERMINED',
    );
  });

  test('names stand for parties, and nothing for nobody', () => {
    expect(verifier.place('Web@ap-northeast-1a')).toHaveLength(1);
    expect(verifier.place('Web@ap-northeast-1c')).toEqual([]);
    expect(verifier.place('Nobody')).toEqual([]);
    expect(verifier.place('internet:203.0.113.9')[0]).toMatchObject({ kind: 'internet', address: '203.0.113.9' });
  });
});

test('every rule that the engine names is in the register', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    // The second implementation names what it rests on itself; proofs about backups have facts of their own.
    (file) => file.endsWith('.ts') && !/^(?:packets|backups)\b/.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  const named = files.flatMap((file) => readFileSync(path.join(ROOT, file), 'utf8').match(/'[A-Z]{2,3}-\d\d'/g) ?? []);
  expect([...new Set(named)].map((name) => name.slice(1, -1)).filter((id) => !RULES.has(id))).toEqual([]);
  expect(() => requireRule('SG-99')).toThrow(/no semantic rule SG-99/);
});
