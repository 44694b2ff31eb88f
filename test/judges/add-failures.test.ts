import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { addFailures, type DeclaredFailures } from '../../lib';
import { REGION, smallTemplate, type Changes } from '../failures/support/small-site';

const directories: string[] = [];

afterAll(() => {
  directories.forEach((directory) => {
    rmSync(directory, { recursive: true, force: true });
  });
});

// The CDK prints its report.
jest.spyOn(console, 'error').mockReturnValue(undefined);

const DECLARED: DeclaredFailures = {
  services: [{ id: 'purchase', method: 'POST', peakPerSecond: 100 }],
  tiers: [{ of: 'type:AWS::AutoScaling::AutoScalingGroup', requestsPerSecond: 60 }],
  databases: [{ of: 'type:AWS::RDS::DBCluster', requestsPerSecond: 500 }],
  balancers: [{ of: 'type:AWS::ElasticLoadBalancingV2::LoadBalancer', requestsPerSecond: 'unlimited' }],
  objectives: { instanceSeconds: 15, writerSeconds: 75, zoneSeconds: 120 },
};

/** Synthesizes somebody's app with a load balancer, servers and a cluster, and gives what the judge said. */
function synth(declared: DeclaredFailures | undefined, changes: Changes = {}) {
  const outdir = mkdtempSync(path.join(tmpdir(), 'failures-'));
  directories.push(outdir);
  const templateFile = path.join(outdir, 'given.json');
  writeFileSync(templateFile, JSON.stringify({ Resources: smallTemplate(changes)['Resources'] }));
  const app = new App({ outdir: path.join(outdir, 'out') });
  const stack = new Stack(app, 'Site', { env: { account: '111122223333', region: REGION } });
  new CfnInclude(stack, 'Given', { templateFile });
  addFailures(app, declared === undefined ? {} : { declared });
  const exitCode = process.exitCode;
  let ok = true;
  try {
    app.synth();
    ok = process.exitCode === exitCode;
  } catch {
    ok = false;
  } finally {
    process.exitCode = exitCode;
  }
  const text = readFileSync(path.join(outdir, 'out', 'validation-report.json'), 'utf8');
  const { pluginReports } = JSON.parse(text) as {
    pluginReports: { pluginName: string; violations: { ruleName: string; description: string }[] }[];
  };
  const violations = pluginReports
    .filter(({ pluginName }) => pluginName === 'HonmaruFailures')
    .flatMap(({ violations: own }) => own);
  return { ok, violations };
}

test('a synthesis whose objectives are met goes on', () => {
  expect(synth(DECLARED)).toEqual({ ok: true, violations: [] });
});

test('a synthesis fails when an objective is missed, and tells in which rows', () => {
  const { ok, violations } = synth({ ...DECLARED, objectives: { writerSeconds: 60 } });
  expect(ok).toBe(false);
  expect(violations).toMatchObject([
    { ruleName: 'Objective-writer', description: expect.stringMatching(/purchase: too-slow \(75 s\)$/) as string },
  ]);
});

test('a synthesis fails when what is there does not carry the peak', () => {
  const { violations } = synth({ ...DECLARED, services: [{ id: 'purchase', method: 'POST', peakPerSecond: 121 }] });
  expect(violations.map(({ ruleName }) => ruleName)).toContain('Objective-zone');
  expect(violations.map(({ description }) => description).join()).toContain('below-peak');
});

test('a synthesis without objectives fails: nothing can be shown', () => {
  const { ok, violations } = synth(undefined);
  expect(ok).toBe(false);
  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['ObjectivesMissing']);
});

test('a synthesis fails when the way of a service cannot be read', () => {
  const { ok, violations } = synth(DECLARED, { Servers: { Properties: { MinSize: '0' } } });
  expect(ok).toBe(false);
  expect(violations.map(({ ruleName }) => ruleName)).toContain('ServiceUnread');
});
