import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadTemplates, type JsonObject } from '../../../lib/template';
import { createVerifier, tcp } from '../../../lib/verify';
import { delivers, group, instance, ref, resource, subnet, tcpRule, vpc } from '../engine/templates';

const DIRECTORY = mkdtempSync(path.join(os.tmpdir(), 'honmaru-nested-stacks-'));

afterAll(() => {
  rmSync(DIRECTORY, { recursive: true, force: true });
});

function write(name: string, template: JsonObject): string {
  const file = path.join(DIRECTORY, name);
  writeFileSync(file, JSON.stringify(template));
  return file;
}

/**
 * A nested stack whose condition is false is not made, and nothing of it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
test.each([
  ['true', ['a', 'a'], 'yes'],
  ['false', ['a', 'b'], 'no'],
] as const)('what a nested stack opens when its condition is %s', (condition, sides, answer) => {
  write(`inner-${condition}.json`, {
    Parameters: { Group: { Type: 'String' } },
    Resources: {
      Rule: resource('AWS::EC2::SecurityGroupIngress', {
        GroupId: ref('Group'),
        ...tcpRule(22, { CidrIp: '10.0.0.0/16' }),
      }),
    },
  });
  const outer = write(`outer-${condition}.json`, {
    Conditions: { Opens: { 'Fn::Equals': [...sides] } },
    Resources: {
      ...vpc('V', '10.0.0.0/16'),
      ...subnet('S', 'V', '10.0.0.0/24'),
      ...group('G', 'V', []),
      ...instance('A', 'S', ['G']),
      ...instance('B', 'S', ['G']),
      Inner: resource(
        'AWS::CloudFormation::Stack',
        { TemplateURL: `./inner-${condition}.json`, Parameters: { Group: { 'Fn::GetAtt': ['G', 'GroupId'] } } },
        { Condition: 'Opens' },
      ),
    },
  });
  const verifier = createVerifier(loadTemplates([outer], { region: 'ap-northeast-1', account: '111122223333' }));
  expect(delivers(verifier, 'A', 'B', tcp(22))).toBe(answer);
});
