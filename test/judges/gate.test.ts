import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CfnParameter, Stack, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { addJudges, assertGate, findGateFaults } from '../../lib/judges';
import {
  addSilentAlarm,
  changedAcknowledgement,
  DEMO_ACKNOWLEDGEMENTS,
  demoApp,
  quietPlugin,
} from './support/judged-app';

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'honmaru-gate-'));
const TODAY = '2026-11-25';
const COMPLIES = path.join(SCRATCH, 'complies');

/** The template validator takes seconds for each set of resource types: only tests about it have it run. */
const QUICK = { acknowledgements: DEMO_ACKNOWLEDGEMENTS, templateValidator: false };

/** Synthesizes the demonstration with something planted; a synthesis that fails leaves its assembly as well. */
function synth(
  name: string,
  plant: (demo: ReturnType<typeof demoApp>) => void = () => undefined,
  options: Parameters<typeof addJudges>[1] = QUICK,
): string {
  const demo = demoApp({ outdir: path.join(SCRATCH, name) });
  plant(demo);
  addJudges(demo.app, options);
  try {
    demo.app.synth();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ValidationFailed')) {
      throw error;
    }
  }
  return demo.app.outdir;
}

/** A copy of the assembly that complies, with one file of it changed. */
function tampered(name: string, file: string, change: (text: string) => string): string {
  const directory = path.join(SCRATCH, name);
  cpSync(COMPLIES, directory, { recursive: true });
  const target = path.join(directory, file);
  writeFileSync(target, change(readFileSync(target, 'utf8')));
  return directory;
}

/** Codes of the gate's faults; entries of the reviewed file match nothing here, so staleness has tests of its own. */
function codes(directory: string, today = TODAY): readonly string[] {
  return [...new Set(findGateFaults({ assemblies: [directory], today, complete: false }).map(({ code }) => code))];
}

/** The same without the fault that the template validator has not seen the assembly. */
function quickCodes(directory: string): readonly string[] {
  return codes(directory).filter((code) => code !== 'JudgeDidNotRun');
}

beforeAll(() => {
  synth('complies', undefined, { acknowledgements: DEMO_ACKNOWLEDGEMENTS });
});

beforeEach(() => {
  // CDK prints the report of a synthesis that does not throw.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterAll(() => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

test('opens for an assembly in which every finding is answered for', () => {
  expect(findGateFaults({ assemblies: [COMPLIES], today: TODAY, complete: false })).toEqual([]);
});

test('says everything that is wrong when it stays shut', () => {
  const directory = synth('silent-alarm', ({ stack }) => addSilentAlarm(stack));
  expect(() => {
    assertGate({ assemblies: [directory], today: TODAY, complete: false });
  }).toThrow(
    /Test-Demo\/Alarm\/Resource: must comply with NIST.800.53.R5::NIST.800.53.R5-CloudWatchAlarmAction, got .+ \[FindingNotAcknowledged\]/,
  );
});

test('finds an error of the template validator', () => {
  const directory = synth(
    'validator',
    ({ logs }) => {
      logs.addPropertyOverride('RetentionInDays', 'a year');
    },
    { acknowledgements: DEMO_ACKNOWLEDGEMENTS },
  );
  const faults = findGateFaults({ assemblies: [directory], today: TODAY, complete: false });
  expect(faults.map(({ must }) => must)).toContainEqual(expect.stringContaining('CloudFormation-Validate::'));
});

test('finds a finding of our own rules', () => {
  const directory = synth(
    'own',
    ({ stack }) => new CfnTopic(stack, 'Topic', { topicName: 'operators', kmsMasterKeyId: 'alias/demo' }),
  );
  expect(quickCodes(directory)).toContain('FindingNotAcknowledged');
});

test('finds a warning of a construct, with which the synthesis succeeds', () => {
  const directory = synth('warning', ({ stack }) => {
    Validations.of(stack).addWarning('@demo:old', 'the demonstration is old');
  });
  expect(quickCodes(directory)).toEqual(['FindingNotAcknowledged']);
});

test('finds a warning of a plugin that calls itself a success', () => {
  const directory = synth('plugin-warning', ({ app }) => {
    const violations = [{ ruleName: 'R', description: 'x', severity: 'warning', violatingResources: [] }];
    Validations.of(app).addPlugins(quietPlugin('Other', () => ({ success: true, violations })));
  });
  expect(quickCodes(directory)).toEqual(['FindingNotAcknowledged']);
});

test('finds a judge that broke, and so reports no finding', () => {
  const directory = synth('broken', ({ app }) => {
    Validations.of(app).addPlugins(
      quietPlugin('Other', () => {
        throw new Error('broken');
      }),
    );
  });
  expect(quickCodes(directory)).toEqual(['JudgeFailed']);
});

test('finds that the app was not judged', () => {
  const { app } = demoApp({ outdir: path.join(SCRATCH, 'unjudged') });
  app.synth();
  expect(codes(app.outdir)).toEqual(['AssemblyNotJudged']);
});

test('finds that the template validator did not run', () => {
  expect(codes(synth('no-validator'))).toEqual(['JudgeDidNotRun']);
});

test.each(['CloudFormation-Validate', 'AwsSolutions', 'NIST.800.53.R5', 'PCI.DSS.321', 'Honmaru', 'Annotation'])(
  'finds that %s left no trace',
  (pack) => {
    const directory = tampered(`no-${pack}`, 'compliance-ledger.json', (text) =>
      text.replace(`"name": "${pack}"`, '"name": "Another"'),
    );
    expect(codes(directory)).toEqual(['JudgeDidNotRun']);
  },
);

test('finds a stack that no judge has seen', () => {
  const directory = tampered('unseen', 'manifest.json', (text) =>
    text.replace('"displayName": "Test-Demo"', '"displayName": "Other"'),
  );
  expect(codes(directory)).toEqual(['StackNotJudged']);
});

test('finds a rule of cdk-nag that threw on a value known at deployment only', () => {
  const directory = synth('token', ({ stack }) => {
    const fromPort = new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber;
    const securityGroupIngress = [{ ipProtocol: 'tcp', fromPort, toPort: 443, cidrIp: '0.0.0.0/0' }];
    new CfnSecurityGroup(stack, 'Group', { groupDescription: 'demo', vpcId: 'vpc-1', securityGroupIngress });
  });
  expect(quickCodes(directory)).toContain('RuleThrew');
});

test('finds a rule that threw, acknowledged or not', () => {
  const directory = tampered('threw', 'compliance-ledger.json', (text) =>
    text.replace('"outcome": "Compliant"', '"outcome": "Error", "reason": "known"'),
  );
  expect(codes(directory)).toEqual(['RuleThrew']);
});

test('finds a finding that was silenced by a rule id without its pack', () => {
  const directory = synth('silenced', ({ stack }) => {
    Validations.of(addSilentAlarm(stack)).acknowledge({ id: 'NIST.800.53.R5-CloudWatchAlarmAction', reason: 'hush' });
  });
  expect(quickCodes(directory)).toEqual(['FindingSilenced']);
});

test('finds a finding that was acknowledged on the construct instead of in the file', () => {
  const directory = synth('elsewhere', ({ stack }) => {
    const id = 'NIST.800.53.R5::NIST.800.53.R5-CloudWatchAlarmAction';
    Validations.of(addSilentAlarm(stack)).acknowledge({ id, reason: 'somebody looks at it' });
  });
  expect(quickCodes(directory)).toEqual(['AcknowledgedElsewhere']);
});

test.each<[string, string, string]>([
  ['AcknowledgementUnqualified', '"AwsSolutions::AwsSolutions-IAM5[Resource::*]"', '"AwsSolutions-IAM5[Resource::*]"'],
  [
    'AcknowledgementWithoutReason',
    '"reason": "DescribeInstances takes no resource; 読み取りだけを許可する"',
    '"reason": ""',
  ],
  ['AcknowledgementWithoutOwner', '"owner": "platform"', '"owner": ""'],
  ['AcknowledgementWithoutExpiry', '"expires": "2027-11-30"', '"expires": "9999"'],
])('finds %s', (code, text, planted) => {
  const directory = tampered(code, 'compliance-ledger.json', (ledger) => ledger.replace(text, planted));
  expect(codes(directory)).toEqual([code]);
});

test.each([
  ['2027-06-30', []],
  ['2027-07-01', ['AcknowledgementExpired']],
])('on %s finds %j', (today, expected) => {
  expect(codes(COMPLIES, today)).toEqual(expected);
});

describe('stale acknowledgements', () => {
  const stale = (assemblies: readonly string[]) =>
    findGateFaults({ assemblies, today: TODAY })
      .filter(({ code }) => code === 'AcknowledgementStale')
      .map(({ path: place }) => place)
      .filter((place) => place.includes('-Demo'));

  test('an entry that answers no finding is found', () => {
    const where = ['*-Demo/Removed'];
    const directory = synth('stale', undefined, {
      ...QUICK,
      acknowledgements: [...DEMO_ACKNOWLEDGEMENTS, ...changedAcknowledgement({ where }).slice(0, 1)],
    });
    expect(stale([directory])).toEqual(['AwsSolutions::AwsSolutions-IAM5[Resource::*] at *-Demo/Removed']);
  });

  test('one rule of an entry that answers no finding is found', () => {
    const rules = ['AwsSolutions::AwsSolutions-IAM5[Resource::*]', 'AwsSolutions::AwsSolutions-IAM4[Policy::x]'];
    const directory = synth('stale-rule', undefined, { ...QUICK, acknowledgements: changedAcknowledgement({ rules }) });
    expect(stale([directory])).toEqual(['AwsSolutions::AwsSolutions-IAM4[Policy::x] at *-Demo/Policy/Resource']);
  });

  test('an entry that answers a finding in another assembly is not', () => {
    const where = ['*-Demo/Policy/Resource', '*-Demo/Other'];
    const one = synth('one', undefined, { ...QUICK, acknowledgements: changedAcknowledgement({ where }) });
    const without = tampered('without', 'compliance-ledger.json', (text) =>
      text.replaceAll(/("AwsSolutions::AwsSolutions-IAM5\[Resource::\*\]"): 1/g, '$1: 0'),
    );
    expect(stale([one, without])).toEqual(['AwsSolutions::AwsSolutions-IAM5[Resource::*] at *-Demo/Policy/Resource']);
    expect(stale([COMPLIES, without])).toEqual([]);
  });
});

test('a stack added after the judges is judged as well', () => {
  const demo = demoApp({ outdir: path.join(SCRATCH, 'late') });
  addJudges(demo.app, QUICK);
  addSilentAlarm(new Stack(demo.app, 'Late', { env: { region: 'ap-northeast-1' } }));
  expect(() => demo.app.synth()).toThrow('CloudWatchAlarmAction');
  expect(quickCodes(demo.app.outdir)).toEqual(['FindingNotAcknowledged']);
});
