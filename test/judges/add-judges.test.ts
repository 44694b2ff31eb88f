import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { addJudges, type Acknowledgement } from '../../lib/judges';
import { parseLedger, type ComplianceLedger } from '../../lib/report';
import { addSilentAlarm, DEMO_ACKNOWLEDGEMENTS, demoApp } from './support/judged-app';

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'honmaru-judges-'));
const WITHOUT_VALIDATOR = { acknowledgements: DEMO_ACKNOWLEDGEMENTS, templateValidator: false };

afterAll(() => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

function outdir(name: string): string {
  return path.join(SCRATCH, name);
}

function ledgerOf(directory: string): ComplianceLedger {
  return parseLedger(readFileSync(path.join(directory, 'compliance-ledger.json'), 'utf8'));
}

function synthDemo(name: string, acknowledgements: readonly Acknowledgement[] = DEMO_ACKNOWLEDGEMENTS): string {
  const { app } = demoApp({ outdir: outdir(name) });
  addJudges(app, { ...WITHOUT_VALIDATOR, acknowledgements });
  app.synth();
  return outdir(name);
}

describe('a judged app that complies', () => {
  let directory: string;
  let ledger: ComplianceLedger;

  beforeAll(() => {
    directory = synthDemo('complies');
    ledger = ledgerOf(directory);
  });

  test('records every pack that ran with the stacks it saw', () => {
    const stacks = ['Test-Demo'];
    expect(ledger.packs).toEqual([
      { name: 'AwsSolutions', stacks },
      { name: 'NIST.800.53.R5', stacks },
      { name: 'PCI.DSS.321', stacks },
      { name: 'Honmaru', stacks },
      { name: 'Annotation', stacks },
    ]);
  });

  test('records every rule of cdk-nag on every resource', () => {
    const { length } = ledger.rows.filter(({ pack }) => pack !== 'Honmaru' && pack !== 'Annotation');
    const rules = new Set(ledger.rows.filter(({ pack }) => pack === 'AwsSolutions').map(({ rule }) => rule));
    expect(rules.size).toBeGreaterThan(130);
    // Role, policy and log group, 131 + 85 + 69 rules each.
    expect(length).toBe(3 * (131 + 85 + 69));
  });

  test('joins a finding with its reason, owner and end', () => {
    expect(ledger.rows).toContainEqual({
      pack: 'PCI.DSS.321',
      rule: 'PCI.DSS.321-CloudWatchLogGroupEncrypted',
      stack: 'Test-Demo',
      resource: 'Logs',
      resourceType: 'AWS::Logs::LogGroup',
      constructPath: 'Test-Demo/Logs',
      outcome: 'Non-compliant',
      detail: expect.stringContaining('not encrypted') as string,
      reason: 'the log group of the demonstration holds nothing that is secret',
      owner: '=cmd|calc',
      expires: '2027-06-30',
    });
  });

  test('records our own rules where they comply as well', () => {
    const own = ledger.rows.filter(({ rule }) => rule === 'FixedNamesLiteral');
    expect(own.map(({ resource, outcome }) => [resource, outcome])).toEqual([['Logs', 'Compliant']]);
  });

  test('counts what each acknowledgement answers', () => {
    const matches = ledger.acknowledgements.map((entry) => entry.matches);
    expect(matches).toContainEqual({ 'AwsSolutions::AwsSolutions-IAM5[Resource::*]': 1 });
    expect(matches).toContainEqual({ 'Honmaru::FixedNamesStartWithSite': 1 });
  });

  test('keeps findings, with reasons and owners, in the report of CDK', () => {
    const report = JSON.parse(readFileSync(path.join(directory, 'validation-report.json'), 'utf8')) as {
      readonly pluginReports: readonly {
        readonly pluginName: string;
        readonly suppressedViolations: readonly { readonly reason: string }[];
      }[];
    };
    expect(report.pluginReports.map(({ pluginName }) => pluginName)).toEqual([
      'AwsSolutions',
      'NIST.800.53.R5',
      'PCI.DSS.321',
      'Honmaru',
    ]);
    expect(report.pluginReports[0]?.suppressedViolations[0]?.reason).toBe(
      'DescribeInstances takes no resource; 読み取りだけを許可する (owner: platform; until 2027-11-30)',
    );
  });

  test('writes a ledger that opens in Excel and runs nothing', () => {
    const csv = readFileSync(path.join(directory, 'compliance-ledger.csv'), 'utf8');
    expect(csv.startsWith('\ufeffpack,rule,')).toBe(true);
    expect(csv).toContain('読み取りだけを許可する');
    expect(csv).toContain(",'=cmd|calc,2027-06-30\r\n");
  });

  test('leaves the same bytes at every synthesis', () => {
    const again = synthDemo('again');
    for (const file of ['compliance-ledger.csv', 'compliance-ledger.json']) {
      expect(readFileSync(path.join(again, file), 'utf8') === readFileSync(path.join(directory, file), 'utf8')).toBe(
        true,
      );
    }
  });
});

test.each([
  ['AwsSolutions', 'AwsSolutions-IAM5[Resource::*]', 0],
  ['Honmaru', 'FixedNamesStartWithSite', 2],
])('fails a synthesis with a finding of %s that nobody acknowledged', (_pack, rule, index) => {
  const others = DEMO_ACKNOWLEDGEMENTS.filter((_entry, position) => position !== index);
  expect(() => synthDemo(`unacknowledged-${String(index)}`, others)).toThrow(rule);
});

test('writes the ledger of a synthesis that fails', () => {
  expect(() => synthDemo('failed', [])).toThrow();
  expect(
    ledgerOf(outdir('failed')).rows.filter(
      ({ outcome, reason }) => ['Non-compliant', 'Undetermined'].includes(outcome) && reason === undefined,
    ),
  ).toHaveLength(4);
});

test('drops the ledger of an earlier synthesis before it judges', () => {
  const { app } = demoApp({ outdir: outdir('stale'), confirmValidationPluginsDoNotMutate: true });
  addJudges(app, WITHOUT_VALIDATOR);
  writeFileSync(path.join(outdir('stale'), 'compliance-ledger.csv'), 'of yesterday');
  app.synth();
  expect(readFileSync(path.join(outdir('stale'), 'compliance-ledger.csv'), 'utf8')).not.toContain('yesterday');
});

test('judges an app again when it is synthesized again', () => {
  const { app, stack } = demoApp({ outdir: outdir('twice') });
  addJudges(app, WITHOUT_VALIDATOR);
  app.synth();
  addSilentAlarm(stack);
  expect(() => app.synth({ force: true })).toThrow('CloudWatchAlarmAction');
});

test('reaches the stacks of a stage, by the same paths', () => {
  const app = new App({
    outdir: outdir('stage'),
    builtinCloudFormationValidation: false,
    context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
  });
  const stack = new Stack(new Stage(app, 'Prod'), 'Demo', { env: { region: 'ap-northeast-1' } });
  new Topic(stack, 'Topic');
  addJudges(app, {
    templateValidator: false,
    acknowledgements: [
      {
        rules: [
          'AwsSolutions::AwsSolutions-SNS3',
          'NIST.800.53.R5::NIST.800.53.R5-SNSEncryptedKMS',
          'PCI.DSS.321::PCI.DSS.321-SNSEncryptedKMS',
        ],
        where: ['Demo/Topic/Resource'],
        reason: 'the topic of the demonstration carries nothing that is secret',
        owner: 'platform',
        expires: '2027-11-30',
      },
    ],
  });
  app.synth();
  expect(ledgerOf(outdir('stage')).packs[0]?.stacks).toEqual(['Prod/Demo']);
});

test('acknowledges a warning of a construct, and keeps it in the ledger', () => {
  const { app, stack } = demoApp({ outdir: outdir('warning') });
  Validations.of(stack).addWarning('@demo:old', 'the demonstration is old');
  addJudges(app, {
    ...WITHOUT_VALIDATOR,
    acknowledgements: [
      ...DEMO_ACKNOWLEDGEMENTS,
      {
        rules: ['Annotation::@demo:old'],
        where: ['*-Demo'],
        reason: 'the demonstration shows how warnings are acknowledged',
        owner: 'platform',
        expires: '2027-11-30',
      },
    ],
  });
  app.synth();
  expect(ledgerOf(outdir('warning')).rows.filter(({ pack }) => pack === 'Annotation')).toEqual([
    expect.objectContaining({ rule: '@demo:old', detail: 'the demonstration is old', owner: 'platform' }),
  ]);
});

test.each([undefined, false])('refuses an app in which findings of the validator are warnings (%s)', (value) => {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': value } });
  expect(() => {
    addJudges(app);
  }).toThrow(/validateAgainstDefaultRules"\]: must be true .+ \[ValidatorFlagMissing\]/);
});

test('refuses acknowledgements that do not say everything, all at once', () => {
  const { app } = demoApp({ outdir: outdir('refused') });
  const [entry] = DEMO_ACKNOWLEDGEMENTS;
  const acknowledgements = entry === undefined ? [] : [{ ...entry, rules: ['AwsSolutions-IAM5'], owner: '' }];
  expect(() => {
    addJudges(app, { acknowledgements });
  }).toThrow(/\[AcknowledgementUnqualified\]\n.+\[AcknowledgementWithoutOwner\]/);
});
