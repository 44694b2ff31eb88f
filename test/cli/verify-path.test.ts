import { ANSWERS } from '../template/snapshot/answers';
import { runCommand } from './support/command';
import { VerifyFolder } from './support/verify-folder';

jest.setTimeout(60_000);

let folder: VerifyFolder;
let bad: string;
let good: string;

beforeAll(() => {
  folder = new VerifyFolder();
  ({ bad, good } = folder.writePair('prefix-list-of-everything'));
});

afterAll(() => {
  folder.remove();
});

async function run(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runCommand(args, { cwd: folder.cwd });
  return { exitCode, stdout, stderr };
}

describe('honmaru path', () => {
  test('shows the way of a packet and of its answer', async () => {
    const { exitCode, stdout, stderr } = await run('path', 'internet:198.51.100.7', 'Server', 'tcp/22', '--in', bad);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^internet:198\.51\.100\.7 → Server {2}tcp\/22\n\nworks: packet and answer get through: internet \(198/,
    );
    expect(stdout).toMatch(
      / {4}3 ✓ into the security groups of Server\n {9}rule: ServerGroup\.SecurityGroupIngress\[0\] {2}bad\.json:\d+ \(tcp\/22 Trusted\.PrefixListId\)/,
    );
    expect(stdout).toContain('  the answer\n');
  });

  test('shows everything that stops it', async () => {
    const { exitCode, stdout } = await run('path', 'internet:198.51.100.7', 'Server', 'tcp/22', '--in', good);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /\ndoes not work: .*\n {2}what stops it: all of it would have to change:\n {4}- into the security groups of Server\n/,
    );
    expect(stdout).toMatch(/ {4}3 ✗ into the security groups of Server/);
  });

  test('speaks Japanese', async () => {
    const { stdout } = await run('path', 'internet:198.51.100.7', 'Server', 'tcp/22', '--in', good, '--language', 'ja');
    expect(stdout).toContain('✗ Server のセキュリティグループに入る');
  });

  test('is written as JSON', async () => {
    const { stdout } = await run('path', 'internet:198.51.100.7', 'Server', 'tcp/22', '--in', good, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      works: 'no',
      pairs: [{ works: 'no', blocking: [{ says: 'into the security groups of Server' }] }],
    });
  });

  test.each<[readonly string[], RegExp]>([
    [['internet'], /^honmaru path: must be followed by <to>, .* \[ArgumentMissing\]\n$/],
    [
      ['internet', 'Serer'],
      /^to: must name somebody of these templates, got '?id:Serer'?; nothing fits 'id:Serer'; near are 'id:.*Server'.* \[PolicySelectorEmpty\]\n$/,
    ],
    [['internet', 'Server', 'tcp/99999'], /^service: must be a service, got 'tcp\/99999'; .* \[ServiceUnknown\]\n$/],
    [['Server', 'Server'], /^honmaru path: must be about 1 to 400 pairs .* \[PathPairs\]\n$/],
    [
      ['internet', 'Server', 'tcp/22', 'more'],
      /^honmaru path: must be followed by no more arguments, .* \[ArgumentUnexpected\]\n$/,
    ],
  ])('%j is refused', async (args, message) => {
    const { exitCode, stdout, stderr } = await run('path', ...args, '--in', bad);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

describe('honmaru exposure', () => {
  test('lists what the internet reaches', async () => {
    const { exitCode, stdout, stderr } = await run('exposure', bad);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^what internet reaches \(via-proxies\)\n {2}Server {2}instance {2}bad\.json:\d+\n {4}surely +tcp\/22\n/,
    );
  });

  test('is written as CSV and JSON', async () => {
    expect((await run('exposure', bad, '--format', 'csv')).stdout).toMatch(
      /^\ufefffrom,to,kind,surely,perhaps,subnets,place\r\ninternet,Server,instance,tcp\/22,,PublicA,bad\.json:\d+\r\n$/,
    );
    expect(JSON.parse((await run('exposure', bad, '--format', 'json')).stdout)).toMatchObject({
      senders: [{ from: 'internet', reaches: [{ to: 'Server', surely: ['tcp/22'], perhaps: [] }] }],
    });
  });

  test('reads a snapshot of a running network', async () => {
    for (const [name, answer] of Object.entries(ANSWERS)) {
      folder.write(`running/aws_configs/eu-west-1/${name}.json`, answer);
    }
    const { exitCode, stdout } = await run('exposure', 'running', '--level', 'direct');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^what internet reaches \(direct\)\n/);
  });

  test.each<[readonly string[], RegExp]>([
    [['--from', 'nobody'], /^--from: must name somebody .* \[PolicySelectorEmpty\]\n$/],
    [['--level', 'far'], /^--level: must be direct, via-proxies, via-compute, got 'far'; /],
  ])('%j is refused', async (args, message) => {
    const { exitCode, stderr } = await run('exposure', bad, ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});
