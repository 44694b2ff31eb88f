import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exitCodeFor } from '../../lib/cli/verify-command';
import { runCommand } from './support/command';
import { VerifyFolder } from './support/verify-folder';

// Every run builds networks, and machines that do other things too are slow.
jest.setTimeout(60_000);

let folder: VerifyFolder;

beforeEach(() => {
  folder = new VerifyFolder();
});

afterEach(() => {
  folder.remove();
});

async function verify(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runCommand(['verify', ...args], { cwd: folder.cwd });
  return { exitCode, stdout, stderr };
}

const read = (name: string) => readFileSync(path.join(folder.cwd, name), 'utf8');

describe('a template with a hidden way out', () => {
  test('is refuted by one packet, hop by hop, with the line of the route', async () => {
    const { bad, policy } = folder.writePair('hidden-nat-route');
    const { exitCode, stdout, stderr } = await verify(bad, '--policy', policy);
    expect([exitCode, stderr]).toEqual([1, '']);
    const line =
      read('bad.json')
        .split('\n')
        .findIndex((text) => text.includes('"PrivateRoute1"')) + 1;
    expect(stdout).toMatch(/^✗ REFUTED {2}hidden-nat-route\n/);
    expect(stdout).toContain('     2 ✓ route PrivateRoute1\n');
    expect(stdout).toContain(`rule: PrivateRoute1  bad.json:${String(line)} (0.0.0.0/0 -> Nat)  [RT-01]`);
    expect(stdout).toContain('      - remove PrivateRoute1\n');
    expect(stdout).toContain('hidden-nat-route: does not hold; 0 of 1 hold');
  });

  test('is told of in Japanese', async () => {
    const { bad, policy } = folder.writePair('hidden-nat-route');
    const { exitCode, stdout } = await verify(bad, '--policy', policy, '--language', 'ja');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('反証：次のパケットが届く');
    expect(stdout).toContain('     2 ✓ ルート PrivateRoute1\n');
    expect(stdout).toContain('hidden-nat-route：不成立');
  });

  test('holds without it', async () => {
    const { good, policy } = folder.writePair('hidden-nat-route');
    const { exitCode, stdout } = await verify(good, '--policy', policy);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^✓ PROVED {2}hidden-nat-route\n/);
    expect(stdout).toContain('hidden-nat-route: holds; 1 of 1 hold');
  });

  test('is written in every format at once, and nothing else is left', async () => {
    const { bad, policy } = folder.writePair('hidden-nat-route');
    const names = ['r.json', 'r.xml', 'r.sarif', 'r.csv', 'r.html', 'r.txt'];
    const { exitCode, stdout } = await verify(bad, '--policy', policy, ...names.flatMap((name) => ['--output', name]));
    expect(exitCode).toBe(1);
    expect(readdirSync(folder.cwd).sort()).toEqual(['bad.json', 'good.json', 'policy.json', ...names].sort());
    expect(JSON.parse(read('r.json'))).toMatchObject({ version: 1, holds: false, policy: { file: 'policy.json' } });
    expect(JSON.parse(read('r.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(read('r.xml')).toContain('<failure ');
    expect(read('r.html')).toMatch(/^<!doctype html>/);
    expect(read('r.csv').split('\r\n')).toHaveLength(3);
    expect(read('r.txt')).toMatch(/^✗ REFUTED/);
    expect(stdout).toContain('written: r.json\n');
  });

  test.each(['json', 'junit', 'sarif', 'csv', 'html'])('is alone on the standard output as %s', async (format) => {
    const { bad, policy } = folder.writePair('hidden-nat-route');
    const { exitCode, stdout, stderr } = await verify(bad, '--policy', policy, '--format', format);
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(
      { json: /^\{/, junit: /^<\?xml/, sarif: /^\{/, csv: /^\ufeffrule,/, html: /^<!doctype/ }[format] ?? /^$/,
    );
    expect(stdout).not.toContain('written:');
  });

  test('is known once it is in a baseline, and news when it is not', async () => {
    const { bad, policy } = folder.writePair('hidden-nat-route');
    const first = await verify(bad, '--policy', policy, '--write-baseline', 'known.json');
    expect(first.exitCode).toBe(0);
    const known = await verify(bad, '--policy', policy, '--baseline', 'known.json');
    expect(known.exitCode).toBe(0);
    expect(known.stdout).toMatch(/against the baseline: 0 new, \d known, 0 gone: nothing new\n/);
    const none = { ...(JSON.parse(read('known.json')) as object), paths: [], findings: [] };
    folder.write('none.json', none);
    const fresh = await verify(bad, '--policy', policy, '--baseline', 'none.json');
    expect(fresh.exitCode).toBe(1);
    expect(fresh.stdout).toMatch(
      / new, 0 known, 0 gone: new ways that fail\n {2}\+ hidden-nat-route: .*: open: tcp\/443\n/,
    );
  });

  test('is certified by the second implementation', async () => {
    const { bad, policy } = folder.writePair('hidden-nat-route');
    const { exitCode, stdout } = await verify(bad, '--policy', policy, '--certify');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/second implementation: agrees\n {2}\d+ packets walked/);
  });
});

test('without a policy the default one is asked', async () => {
  const { bad } = folder.writePair('prefix-list-of-everything');
  const { exitCode, stdout } = await verify(bad);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^✗ REFUTED {2}\S+-to-administration\n/);
  expect(stdout).toContain('\ndefault: does not hold; ');
});

test('the default of a parameter is accepted when that is said', async () => {
  const { bad, policy } = folder.writePair('default-parameter-closes');
  const refused = await verify(bad, '--policy', policy);
  const [, assumed = ''] = /holds only with: (\S+)/.exec(refused.stdout) ?? [];
  expect([refused.exitCode, assumed]).toEqual([1, expect.stringMatching(/^bad\/[A-Za-z]+=/)]);
  const accepted = await verify(bad, '--policy', policy, '--accept', assumed);
  expect(accepted.exitCode).toBe(0);
});

test('a parameter that is given decides', async () => {
  const { bad, policy } = folder.writePair('parameter-without-default');
  const open = await verify(bad, '--policy', policy);
  expect([open.exitCode, /give --param (\S+)=VALUE/.exec(open.stdout)?.[1]]).toEqual([1, 'bad.AdminRange']);
  expect(await verify(bad, '--policy', policy, '--param', 'bad.AdminRange=203.0.113.0/24')).toMatchObject({
    exitCode: 0,
  });
  expect(await verify(bad, '--policy', policy, '--param', 'bad.AdminRange=0.0.0.0/0')).toMatchObject({ exitCode: 1 });
});

describe('wrong input is refused, and nothing is written', () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      'a template that is not there',
      ['nowhere.json'],
      /^\S*nowhere\.json: must be a cloud assembly .* \[VerifyInputNotFound\]\n$/,
    ],
    ['no template at all', [], /^cdk\.out: must be here when nothing else is named; .* \[VerifyInputNotFound\]\n$/],
    [
      'a policy with a field that nobody knows',
      ['good.json', '--policy', 'odd.yaml'],
      /^\S*odd\.yaml:2:1 ruels: must be a known field; did you mean 'rules'\? \[PolicyFieldUnknown\]\n/m,
    ],
    [
      'a selector that names nobody',
      ['good.json', '--policy', 'nobody.yaml'],
      /must name somebody of these templates, got '?id:Wbe'?; .*\[PolicySelectorEmpty\]\n$/,
    ],
    [
      'a baseline that is none',
      ['good.json', '--baseline', 'policy.json'],
      /^policy\.json: must hold a baseline of honmaru; .* \[BaselineInvalid\]\n$/,
    ],
    ['a template that cannot be read', ['broken.yaml'], /^\S*broken\.yaml:\d+:\d+: .* \[Template[A-Za-z]+\]\n/],
  ])('%s', async (_what, args, message) => {
    folder.writePair('hidden-nat-route');
    folder.write('odd.yaml', 'name: odd\nruels: []\n');
    folder.write('nobody.yaml', 'name: n\nrules:\n  - { id: a, kind: isolate, from: internet, to: "id:Wbe" }\n');
    folder.write('broken.yaml', 'Resources:\n  A: [\n');
    const before = readdirSync(folder.cwd);
    const { exitCode, stdout, stderr } = await verify(...args, '--output', 'report.json');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll(`${folder.cwd}/`, '')).toMatch(message);
    expect(readdirSync(folder.cwd)).toEqual(before);
  });
});

test('an earlier report stays when the next run is refused', async () => {
  const { good, policy } = folder.writePair('hidden-nat-route');
  await verify(good, '--policy', policy, '--output', 'r.json');
  const before = read('r.json');
  await verify('nowhere.json', '--output', 'r.json');
  expect(read('r.json')).toBe(before);
  expect(existsSync(path.join(folder.cwd, `r.json.${String(process.pid)}.part`))).toBe(false);
});

test.each([
  [true, undefined, 0],
  [true, { agrees: true }, 0],
  [true, { agrees: false }, 1],
  [false, { agrees: true }, 1],
  [false, undefined, 1],
] as const)('a run that holds: %s, certified: %j, ends with %i', (holds, certificate, exitCode) => {
  expect(exitCodeFor(holds, certificate)).toBe(exitCode);
});
