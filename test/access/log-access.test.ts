import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildSite } from '../../lib';
import { evidenceLogArns, operationLogArns } from '../../lib/access/log-access';
import { bundleFunctions } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';

const site = testSite();
const scope = new Stack();

beforeAll(bundleFunctions);

test('every name is that of a log group the site makes', () => {
  const made = logGroupNames();
  const readable = new Set([...namesOf(evidenceLogArns(scope, site)), ...namesOf(operationLogArns(scope, site))]);
  const missing = [...readable].filter(
    (name) => !made.some((other) => (name.endsWith('*') ? other.startsWith(name.slice(0, -1)) : other === name)),
  );
  expect(missing).toEqual([]);
  expect(readable.size).toBe(9);
});

test('a name has a star only beneath what belongs to the site alone', () => {
  const names = [...namesOf(evidenceLogArns(scope, site)), ...namesOf(operationLogArns(scope, site))];
  expect([...new Set(names.filter((name) => name.includes('*')))]).toEqual(['/test-site/functions/*']);
});

test('a site without a firewall has none of its logs', () => {
  expect(namesOf(evidenceLogArns(scope, starterSite())).filter((name) => name.includes('firewall'))).toEqual([]);
});

/** Names of log groups in ARNs; an ARN that does not end as IAM asks for it is a name that cannot match. */
function namesOf(arns: readonly string[]): string[] {
  return arns.map((arn) => /:log-group:(.+):\*$/.exec(arn)?.[1] ?? `not understood: ${arn}`);
}

function logGroupNames(): string[] {
  return buildSite(testApp(), site).all.flatMap((stack) =>
    Object.values(Template.fromStack(stack).findResources('AWS::Logs::LogGroup')).map(({ Properties }) =>
      String((Properties as { readonly LogGroupName?: unknown }).LogGroupName),
    ),
  );
}
