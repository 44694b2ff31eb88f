import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bootScript, USER_DATA_LIMIT_BYTES, type BootOptions } from '../../lib/compute/boot/boot-script';
import { READY_SCRIPT, readySettings } from '../../lib/compute/boot/ready-script';

const options: BootOptions = {
  region: 'ap-northeast-1',
  groupName: 'test-site-web',
  hookName: 'server-answers',
  port: 8443,
  healthPath: '/health',
  waitSeconds: 180,
  stackId: 'arn:aws:cloudformation:ap-northeast-1:111122223333:stack/Compute/1',
  groupLogicalId: 'Group',
  bucketName: 'releases',
  releaseKey: 'releases/web/1.zip',
  packages: ['nodejs22'],
  start: '/usr/bin/node server.mjs',
  logGroupName: '/test-site/web-servers',
  environment: { PORT: '8443', GREETING: 'a "quoted" $value' },
};

function render(overrides: Partial<BootOptions> = {}): string {
  return bootScript({ ...options, ...overrides }).render();
}

/** Position of each text in the script, which must hold them in this order. */
function expectOrder(script: string, texts: readonly string[]): void {
  const positions = texts.map((text) => [text, script.indexOf(text)] as const);
  expect(positions.filter(([, position]) => position < 0)).toEqual([]);
  expect([...positions].sort((a, b) => a[1] - b[1])).toEqual(positions);
}

describe('boot script', () => {
  test.each([
    ['boot script', render()],
    ['ready script', READY_SCRIPT],
  ])('%s is valid bash', (_, script) => {
    expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('does one thing after the other', () => {
    expectOrder(render(), [
      "trap 'report_the_end $?' EXIT",
      'systemctl mask --now sshd.service',
      'dnf install -y',
      'useradd --system',
      "cat >'/etc/logrotate.d/site'",
      "cat >'/etc/systemd/system/logrotate.timer.d/site.conf'",
      'systemctl daemon-reload',
      'systemctl enable logrotate.timer',
      'systemctl restart logrotate.timer',
      'amazon-cloudwatch-agent-ctl',
      'aws s3api get-object',
      'unzip -q',
      'openssl req',
      "cat >'/etc/site/environment'",
      "cat >'/etc/systemd/system/site.service'",
      'systemctl start site.service',
      'systemctl start site-ready.service',
    ]);
  });

  test('fits into user data with half to spare', () => {
    expect(Buffer.byteLength(render())).toBeLessThan(USER_DATA_LIMIT_BYTES / 2);
  });

  test('needs no host but those of AWS', () => {
    const hosts = [...render().matchAll(/https?:\/\/([^/:"'\s]+)/g)].map(([, host]) => host);
    expect([...new Set(hosts)].sort()).toEqual(['127.0.0.1', '169.254.169.254']);
  });

  test('quotes values of the environment for systemd', () => {
    expect(render()).toContain('GREETING="a \\"quoted\\" \\$value"');
  });

  test.each([
    [{ environment: { lower: 'x' } }, /must be in capitals/],
    [{ environment: { LINE: 'one\ntwo' } }, /must be one line/],
    [{ start: 'one\ntwo' }, /must be one line/],
  ])('refuses %j', (overrides, message) => {
    expect(() => render(overrides)).toThrow(message);
  });

  test('runs the server as an account without rights', () => {
    const script = render({ start: 'serve --share 50%' });
    for (const line of ['User=site', 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'CapabilityBoundingSet=']) {
      expect(script).toContain(`\n${line}\n`);
    }
    expect(script).toContain('\nExecStart=serve --share 50%%\n');
    expect(script).not.toContain('User=root');
  });

  test('looks at the size of the log every five minutes instead of once a day', () => {
    const script = render();
    expect(script).toContain('\n[Timer]\nOnCalendar=\nOnCalendar=*:0/5\nAccuracySec=30s\nRandomizedDelaySec=0\n');
    expectOrder(script, ['install -d -m 0755 /etc/systemd/system/logrotate.timer.d', 'logrotate.timer.d/site.conf']);
  });

  test('closes remote logins', () => {
    expect(render()).toContain('systemctl mask --now sshd.service');
  });
});

describe('on an instance', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'honmaru-boot-'));
    command('sleep', 'exit 0');
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  /** A command of the instance that does nothing but note its arguments and run a line. */
  function command(name: string, line: string): void {
    const file = path.join(directory, name);
    writeFileSync(file, `#!/bin/bash\necho "${name} $*" >>"${directory}/calls"\n${line}\n`);
    chmodSync(file, 0o755);
  }

  function calls(): string[] {
    return readFileSync(path.join(directory, 'calls'), 'utf8').trim().split('\n');
  }

  function run(script: string): number | null {
    const env = { PATH: `${directory}:${process.env.PATH ?? ''}` };
    return spawnSync('bash', [], { input: script, env, timeout: 20_000, stdio: ['pipe', 'ignore', 'ignore'] }).status;
  }

  function runReadyScript(waitSeconds: number): number | null {
    writeFileSync(path.join(directory, 'ready.conf'), readySettings({ ...options, waitSeconds }));
    return run(READY_SCRIPT.replace('/etc/site/ready.conf', path.join(directory, 'ready.conf')));
  }

  test('a server that answers comes into service', () => {
    command('curl', 'case "$*" in *api/token*) echo token;; *instance-id*) echo i-1;; *) echo 200;; esac');
    command('aws', 'exit 0');
    expect(runReadyScript(5)).toBe(0);
    expect(calls().filter((call) => call.startsWith('aws'))).toEqual([
      'aws autoscaling complete-lifecycle-action --auto-scaling-group-name test-site-web ' +
        '--lifecycle-hook-name server-answers --instance-id i-1 --lifecycle-action-result CONTINUE',
    ]);
  });

  test('a server that does not answer in time is replaced', () => {
    command(
      'curl',
      'case "$*" in *api/token*) echo token;; *instance-id*) echo i-1;; *) echo 503; /bin/sleep 0.2;; esac',
    );
    command('aws', 'exit 0');
    expect(runReadyScript(1)).toBe(1);
    expect(calls().find((call) => call.startsWith('aws'))).toContain('--lifecycle-action-result ABANDON');
  });

  test('a server that is faster than its group asks again', () => {
    command('curl', 'case "$*" in *api/token*) echo token;; *instance-id*) echo i-1;; *) echo 200;; esac');
    command('aws', `[ "$(grep -c '^aws' "${directory}/calls")" -ge 3 ]`);
    expect(runReadyScript(5)).toBe(0);
    expect(calls().filter((call) => call.startsWith('aws'))).toHaveLength(3);
  });

  test('a rebooted server, which no group waits for, ends without an effect', () => {
    command('curl', 'case "$*" in *api/token*) echo token;; *instance-id*) echo i-1;; *) echo 200;; esac');
    command('aws', 'exit 1');
    expect(runReadyScript(5)).toBe(0);
  });

  test.each([
    ['true', 'SUCCESS', 0],
    ['false', 'FAILURE', 1],
  ])('the stack is told how the boot ended: after `%s`, %s', (last, status, code) => {
    command('curl', 'case "$*" in *api/token*) echo token;; *) echo i-1;; esac');
    command('aws', 'exit 255');
    const script = render();
    const head = script.slice(0, script.indexOf('systemctl mask'));
    expect(run(`${head}\n${last}\n`)).toBe(code);
    expect(calls().find((call) => call.startsWith('aws'))).toBe(
      `aws cloudformation signal-resource --stack-name ${options.stackId} --logical-resource-id Group ` +
        `--unique-id i-1 --status ${status}`,
    );
  });
});
