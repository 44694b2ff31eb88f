import { HonmaruError } from '../../../lib/errors';
import {
  localReportJsonSchema,
  localReportSchema,
  missedExpectations,
  parseLocalReport,
  renderLocalReport,
  type LocalReport,
} from '../../../lib/local/report';
import { FAILED, INTERRUPTED, PASSED } from './support/sample-report';

test.each([PASSED, FAILED, INTERRUPTED])('a report that was $result is read as it was written', (report) => {
  expect(parseLocalReport(renderLocalReport(report), 'report.json')).toEqual(report);
});

test('two equal reports are the same text, whatever the order of their fields', () => {
  const reversed = Object.fromEntries(Object.entries(PASSED).reverse()) as unknown as LocalReport;
  expect(renderLocalReport(reversed)).toBe(renderLocalReport(PASSED));
});

test('times are all that differs between two runs, and are named after their unit', () => {
  const times = JSON.stringify(PASSED).match(/"[A-Za-z]+":-?\d+\.\d+/g) ?? [];
  expect(times.filter((time) => !/seconds"/i.test(time))).toEqual([]);
});

function refusal(change: (report: Record<string, never>) => void): string {
  const report = structuredClone(PASSED) as unknown as Record<string, never>;
  change(report);
  try {
    parseLocalReport(JSON.stringify(report), 'report.json');
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(HonmaruError);
    return (error as Error).message;
  }
}

/** The value at a JSON pointer is replaced, or removed when there is none. */
function at(pointer: string, value?: unknown) {
  return (report: object): void => {
    const keys = pointer.slice(1).split('/');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<Record<string, unknown>>(
      (place, key) => place[key] as Record<string, unknown>,
      report as Record<string, unknown>,
    );
    parent[last] = value;
  };
}

test.each<[string, unknown, RegExp]>([
  [
    '/version',
    2,
    /^report\.json#\/version: must be 1, the version this release reads, got 2; .* \[ReportVersionUnknown\]$/,
  ],
  ['/version', undefined, /#\/version: must be 1, got nothing; .*\[ReportInvalid\]/],
  ['/site', '', /#\/site: must not be empty, got ''/],
  ['/result', 'fine', /#\/result: must be 'passed' or 'failed' or 'interrupted', got 'fine'/],
  ['/problems', 'none', /#\/problems: must be of type array, got 'none'/],
  ['/versions/python', '', /#\/versions\/python: must not be empty/],
  ['/versions/node', null, /#\/versions\/node: must be of type string, got null/],
  ['/machine/ignoredCredentials/0', 7, /#\/machine\/ignoredCredentials\/0: must be of type string, got 7/],
  ['/stacks/0/native', -1, /#\/stacks\/0\/native: must be at least 0, got -1/],
  ['/stacks/0/native', 1.5, /#\/stacks\/0\/native: must be a whole number, got 1\.5/],
  ['/stacks/0/native', 5, /#\/stacks\/0\/resources: must be the sum of native, translated and recorded; /],
  ['/census/0/treatment', 'skipped', /#\/census\/0\/treatment: must be 'native' or 'translated' or 'recorded'/],
  ['/census/0/count', 0, /#\/census\/0\/count: must be more than 0, got 0/],
  ['/census/0/stacks', [], /#\/census\/0\/stacks: must not be empty/],
  ['/deployments/0/name', 'last', /#\/deployments\/0\/name: must be 'first' or 'again' or 'changed'/],
  ['/deployments/0/seconds', '3', /#\/deployments\/0\/seconds: must be of type number, got '3'/],
  ['/checks/0/status', 'OK', /#\/checks\/0\/status: must be 'HEALTHY' or .* or 'NONE', got 'OK'/],
  ['/checks/0/alarms/0/state', 'on', /#\/checks\/0\/alarms\/0\/state: must be/],
  ['/faults/0/applied', false, /#\/faults\/0\/applied: /],
  ['/faults/0/expected/withinRuns', 0, /#\/faults\/0\/expected\/withinRuns: must be more than 0/],
  ['/faults/0/noticed', undefined, /#\/faults\/0\/noticed: must be of type boolean, got nothing/],
  ['/faults/0/noticed', false, /#\/result: must not be 'passed' when an expectation was missed: nat-gateway-deleted: /],
  [
    '/faults/0/observed/orders',
    1,
    /#\/result: must not be 'passed' .*: nat-gateway-deleted: functions must send 0 orders to AWS, and sent 1; /,
  ],
  ['/faults/0/expected/orders', -1, /#\/faults\/0\/expected\/orders: must be at least 0, got -1/],
  ['/network/agreed', -1, /#\/network\/agreed: must be at least 0, got -1/],
  ['/network/taken/0/count', 0, /#\/network\/taken\/0\/count: must be more than 0/],
  [
    '/network/differences',
    FAILED.network?.differences,
    /#\/result: must not be 'passed' .*SecurityGroups\/App .* must not be there/,
  ],
  ['/matrix/rows/0/alarms/0/computedSeconds', -1, /#\/matrix\/rows\/0\/alarms\/0\/computedSeconds: /],
  ['/matrix/rows', FAILED.matrix?.rows, /#\/result: must not be 'passed' .*: nat-gateway-deleted: slow: measured /],
  ['/removal/retained/0/type', undefined, /#\/removal\/retained\/0\/type: must be of type string/],
  [
    '/removal/unexpected',
    [PASSED.removal?.retained[0]],
    /#\/result: must not be 'passed' .*FlowLogs .* was left behind/,
  ],
  ['/seconds', -1, /#\/seconds: must be at least 0/],
  ['/result', 'failed', /#\/problems: must say what was missed when the result is 'failed'/],
  ['/extra', 1, /report\.json: must hold no unknown fields, and holds 'extra'; /],
])('refuses %s = %j', (pointer, value, message) => {
  expect(refusal(at(pointer, value))).toMatch(message);
});

test('refuses a report that passed with problems', () => {
  expect(refusal(at('/problems', ['it burns']))).toMatch(/#\/result: must not be 'passed' .*: it burns; /);
});

test('reports every fault at once', () => {
  const both = (report: object): void => {
    at('/site', 1)(report);
    at('/seconds', 'x')(report);
  };
  expect(refusal(both).split('\n')).toHaveLength(2);
});

test.each(['', '{', 'null', '[]', '"text"', '\u001B[2J'])(
  'refuses %j without showing what steers a terminal',
  (text) => {
    const read = (): LocalReport => parseLocalReport(text, 'report.json');
    expect(read).toThrow(HonmaruError);
    expect(read).toThrow(/\[Report(?:Unreadable|Invalid)\]$/);
    expect(read).not.toThrow(/\u001B/);
  },
);

test.each([1, Number.NaN, Infinity])('a report that contradicts itself is not written: %s', (resources) => {
  const [stack] = PASSED.stacks as [LocalReport['stacks'][number]];
  expect(() => renderLocalReport({ ...PASSED, stacks: [{ ...stack, resources }] })).toThrow();
});

describe('missed expectations', () => {
  test('none where every expectation held', () => {
    expect(missedExpectations(PASSED)).toEqual([]);
  });

  test('are a fault not noticed, not recovered from, and a removal that left too much or too little', () => {
    expect(missedExpectations({ ...FAILED, network: null, matrix: null })).toEqual([
      'nat-gateway-deleted: topology-check must report DEGRADED, FAILED, RouteWithoutTarget within 1 run, and said HEALTHY after 1 run',
      'nat-gateway-deleted: topology-check must be healthy again after repair, and was not',
      'Starter-us-east-1-Edge.Distribution (AWS::CloudFront::Distribution) was left behind although no policy says so',
      'Starter-ap-northeast-1-Network.FlowLogs (AWS::Logs::LogGroup) was removed although its policy says that it stays',
    ]);
  });

  test('are a network that is not what the templates say, and what gets through it otherwise', () => {
    expect(missedExpectations({ ...PASSED, network: FAILED.network })).toEqual([
      'Starter-ap-northeast-1-Network/Vpc/SecurityGroups/App (VpcSecurityGroupsApp, sg-1): in: tcp/22 from 0.0.0.0/0 must not be there, as no template says so, and is',
      'the internet reaches Web on tcp/443, and must on nothing',
    ]);
  });

  test('are alarms that went off otherwise than the failure matrix computes, and none that are explained', () => {
    const scenario = 'Starter-ap-northeast-1-Network/NatGateway';
    expect(missedExpectations({ ...PASSED, matrix: FAILED.matrix })).toEqual([
      `nat-gateway-deleted: slow: measured exceeds computed: the failure matrix says after 180 s, of which 120 s are compared, and it did after 180 s (${scenario})`,
      `nat-gateway-deleted: late: computed too large: the failure matrix says after 480 s, of which 480 s are compared, and it did after 60 s (${scenario})`,
      `nat-gateway-deleted: extra: not computed: the failure matrix says that it does not go off, and it did after 60 s (${scenario})`,
      `nat-gateway-deleted: mute: not measured: the failure matrix says after 60 s, of which 60 s are compared, and it did not (${scenario})`,
    ]);
  });

  test('are changes made by a second deployment, and by no other', () => {
    const [first, again, changed] = PASSED.deployments as [Deployment, Deployment, Deployment];
    const touched = { ...again, stacks: changed.stacks };
    expect(missedExpectations({ ...PASSED, deployments: [first, touched, changed] })).toEqual([
      'Starter-ap-northeast-1-Network was updated by a second deployment of the same templates: SubnetA, NatB, NatC',
    ]);
  });
});

type Deployment = LocalReport['deployments'][number];

describe('JSON schema', () => {
  const schema = localReportJsonSchema();

  test('is of draft 2020-12 and refuses unknown fields', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      required: Object.keys(localReportSchema.shape),
    });
  });

  test('describes every field', () => {
    const undescribed: string[] = [];
    const visit = (node: unknown, place: string): void => {
      if (typeof node !== 'object' || node === null) {
        return;
      }
      for (const [name, field] of Object.entries('properties' in node ? (node.properties as object) : {})) {
        const isGroup = (field as { properties?: object }).properties !== undefined;
        if (!isGroup && !('description' in (field as object))) {
          undescribed.push(`${place}/${name}`);
        }
      }
      Object.entries(node).forEach(([key, value]) => {
        visit(value, `${place}/${key}`);
      });
    };
    visit(schema, '');
    expect(undescribed.filter((place) => !/(?:applied|network|removal)$/.test(place))).toEqual([]);
  });
});
