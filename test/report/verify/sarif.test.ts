import { z } from 'zod';
import { renderSarif } from '../../../lib/report/verify';
import type { ProofResult, VerifyReport } from '../../../lib/verify/policy';
import { CHAIN, origin, REFUTED, SMALL_REPORT, verdict } from './support/small-report';

/** What a reader of SARIF 2.1.0 needs. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const message = z.object({ text: z.string().min(1) });
const level = z.enum(['none', 'note', 'warning', 'error']);
const location = z.strictObject({
  id: z.int().nonnegative().optional(),
  physicalLocation: z.strictObject({
    artifactLocation: z.strictObject({
      uri: z.string().regex(/^(?!.*[ \\])(?:file:\/\/\/|(?!\/)).+/),
      uriBaseId: z.string().optional(),
    }),
    region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1).optional() }),
  }),
  logicalLocations: z
    .array(z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.string() }))
    .optional(),
  message: message.optional(),
});
const result = z.strictObject({
  ruleId: z.string().min(1),
  ruleIndex: z.int().nonnegative(),
  kind: z.enum(['fail', 'open']),
  level,
  message,
  locations: z.array(location).length(1),
  relatedLocations: z.array(location).optional(),
  codeFlows: z
    .array(
      z.strictObject({
        message,
        threadFlows: z.array(z.strictObject({ locations: z.array(z.strictObject({ location })).min(1) })).min(1),
      }),
    )
    .optional(),
  partialFingerprints: z
    .object({ primaryLocationLineHash: z.string().regex(/^[0-9a-f]{16}:1$/) })
    .catchall(z.string().regex(/^[0-9a-f]{32,64}$/)),
  properties: z.record(z.string(), z.unknown()),
});
const rule = z.strictObject({
  id: z.string().min(1),
  name: z.string().regex(/^[A-Z][A-Za-z0-9]*$/),
  shortDescription: message,
  fullDescription: message,
  help: message,
  helpUri: z.url().optional(),
  defaultConfiguration: z.strictObject({ level }),
  properties: z.record(z.string(), z.unknown()),
});
const run = z.strictObject({
  tool: z.strictObject({
    driver: z.strictObject({
      name: z.literal('honmaru'),
      semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/),
      informationUri: z.url().optional(),
      rules: z.array(rule),
    }),
  }),
  automationDetails: z.strictObject({ id: z.string() }),
  language: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/),
  columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
  originalUriBaseIds: z.record(z.string(), z.object({ description: message })),
  invocations: z.array(z.strictObject({ executionSuccessful: z.boolean() })),
  artifacts: z.array(
    z.strictObject({
      location: z.strictObject({ uri: z.string(), uriBaseId: z.string().optional() }),
      hashes: z.record(z.string(), z.string()),
    }),
  ),
  results: z.array(result),
  properties: z.record(z.string(), z.unknown()),
});
const sarif = z.strictObject({ $schema: z.url(), version: z.literal('2.1.0'), runs: z.array(run).length(1) });

const OPTIONS = { language: 'en', root: '/project' } as const;

function runOf(report: VerifyReport, options: Parameters<typeof renderSarif>[1] = OPTIONS): z.infer<typeof run> {
  const [only] = sarif.parse(JSON.parse(renderSarif(report, options))).runs;
  if (only === undefined) {
    throw new Error('no run');
  }
  return only;
}

function fingerprints(more: Partial<ProofResult>): Readonly<Record<string, string>> {
  const [found] = runOf({ ...SMALL_REPORT, results: [{ ...REFUTED, ...more }], findings: [] }).results;
  return found?.partialFingerprints ?? {};
}

test('is SARIF 2.1.0, in both languages', () => {
  expect(runOf(SMALL_REPORT).results).toHaveLength(4);
  expect(runOf(SMALL_REPORT, { ...OPTIONS, language: 'ja' }).language).toBe('ja-JP');
});

test('holds what fails, and nothing that holds', () => {
  const { results, tool } = runOf(SMALL_REPORT);
  expect(results.map(({ ruleId, kind, level: of }) => [ruleId, kind, of])).toEqual([
    ['internet-to-web', 'fail', 'error'],
    ['internet-to-ssh', 'open', 'warning'],
    ['matrix', 'fail', 'error'],
    ['NAT_SHARED', 'fail', 'warning'],
  ]);
  expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(results.map(({ ruleId }) => ruleId));
});

test('stands at the line that the best change touches, relative to the project', () => {
  const [first] = runOf(SMALL_REPORT).results;
  expect(first?.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'lib/network.ts', uriBaseId: '%SRCROOT%' },
        region: { startLine: 12, startColumn: 5 },
      },
      logicalLocations: [{ name: 'WebGroup', fullyQualifiedName: 'App/WebGroup', kind: 'resource' }],
    },
  ]);
});

test('stands at the policy when nothing of the templates is to blame', () => {
  const [first] = runOf({
    ...SMALL_REPORT,
    results: [{ ...REFUTED, changes: [], verdict: verdict({ verdict: 'REFUTED', pairs: 0 }) }],
  }).results;
  expect(first?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('verify/policy.yaml');
});

test('shows the connections of a packet and its answer as one flow', () => {
  const [first] = runOf(SMALL_REPORT).results;
  const steps = first?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location: { message: of } }) => of?.text);
  expect(steps).toEqual([
    'in through the internet gateway of App/Vpc',
    'listeners of App/Balancer',
    'App/Vpc (default network ACL), out of App/PublicA',
    'into the security groups of App/Web',
    'route App/Route',
  ]);
});

test('has fingerprints that lines, wording and verdicts do not change', () => {
  const before = fingerprints({});
  const moved = { ...CHAIN, back: [], forward: CHAIN.forward.map((each) => ({ ...each, says: 'in other words' })) };
  const question = 'honmaruQuestion/v1';
  expect(fingerprints({ verdict: verdict({ verdict: 'REFUTED', witness: moved }) })[question]).toBe(before[question]);
  expect(fingerprints({ verdict: verdict({ verdict: 'UNDETERMINED' }) })[question]).toBe(before[question]);
  expect(fingerprints({ verdict: verdict({ verdict: 'UNDETERMINED' }) })['primaryLocationLineHash']).toBe(
    before['primaryLocationLineHash'],
  );
  expect(fingerprints({ to: 'data' })[question]).not.toBe(before[question]);
  expect(fingerprints({ rule: 'other' })[question]).not.toBe(before[question]);
});

test('has another fingerprint for another way, and none for another line', () => {
  const way = 'honmaruWay/v1';
  const before = fingerprints({})[way];
  const at = (line: number, logicalId: string) => ({
    ...CHAIN,
    forward: CHAIN.forward.map((each) =>
      each.kind === 'group-in' ? { ...each, rule: origin(logicalId, 'SecurityGroupIngress[0]', line) } : each,
    ),
  });
  const of = (witness: typeof CHAIN) => fingerprints({ verdict: verdict({ verdict: 'REFUTED', witness }) })[way];
  expect(of(at(99, 'WebGroup'))).toBe(before);
  expect(of(at(12, 'Web'))).not.toBe(before);
});

test('links its rules to the register when the project has an address', () => {
  const { tool } = runOf(SMALL_REPORT, { ...OPTIONS, homepage: 'https://example.com/honmaru/' });
  expect(tool.driver.rules[0]?.helpUri).toBe('https://example.com/honmaru/docs/semantics.md');
  expect(runOf(SMALL_REPORT).tool.driver.rules[0]?.helpUri).toBeUndefined();
});

test('names files outside the project, and odd ones, as addresses', () => {
  const { results } = runOf(SMALL_REPORT, { ...OPTIONS, root: '/else where' });
  expect(results[0]?.locations[0]?.physicalLocation.artifactLocation).toEqual({
    uri: 'file:///project/lib/network.ts',
  });
});

test('names templates in the folder of their assembly', () => {
  const { artifacts } = runOf(SMALL_REPORT, { ...OPTIONS, templates: '/project/cdk.out' });
  expect(artifacts[0]?.location).toEqual({ uri: 'cdk.out/Stack.template.json', uriBaseId: '%SRCROOT%' });
});
