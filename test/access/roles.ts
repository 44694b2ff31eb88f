import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AccessRoles } from '../../lib/access';
import { LogKey } from '../../lib/foundation';
import type { Site } from '../../lib/site/site';
import { testApp } from '../support/test-app';
import type { Statement } from './iam-decision';

export const ACCOUNT = '111122223333';
export const REGION = 'ap-northeast-1';

/** ARN of something in the account. */
export function arn(service: string, rest: string, region = REGION): string {
  return `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The roles of a site and what each may do; and what a server may do that takes part in sessions. */
export function rolesOf(of: Site) {
  const app = testApp();
  const env = { account: ACCOUNT, region: REGION };
  const stack = new Stack(app, 'Foundation', { env });
  const access = new AccessRoles(stack, 'Access', { site: of, logKey: new LogKey(stack, 'LogKey', { site: of }).key });
  // Servers live in a later stack and keep their permissions in a managed policy.
  const later = new Stack(app, 'Compute', { env });
  const policy = new ManagedPolicy(later, 'Policy', {
    roles: [new Role(later, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') })],
  });
  access.grantSessionRecording(policy);
  const found = Template.fromStack(stack);
  return {
    template: found,
    auditor: statementsOf(found, 'Auditor'),
    operator: statementsOf(found, 'Operator'),
    server: documentStatements(Object.values(Template.fromStack(later).findResources('AWS::IAM::ManagedPolicy'))[0]),
  };
}

/** Properties of a role. */
export function role(of: Template, name: string): Readonly<Record<string, unknown>> {
  const found = Object.entries(of.findResources('AWS::IAM::Role') as Record<string, Resource>).find(([id]) =>
    id.startsWith(`Access${name}`),
  );
  if (found === undefined) {
    throw new Error(`no role ${name}`);
  }
  return plain(found[1].Properties) as Readonly<Record<string, unknown>>;
}

/** Every statement of a role, from all its managed policies. */
function statementsOf(of: Template, name: string): readonly Statement[] {
  const policies = of.findResources('AWS::IAM::ManagedPolicy');
  return (role(of, name).ManagedPolicyArns as readonly string[]).flatMap((id) => documentStatements(policies[id]));
}

function documentStatements(policy: unknown): readonly Statement[] {
  const { Properties } = policy as Resource;
  return (plain(Properties.PolicyDocument) as { Statement: readonly Statement[] }).Statement;
}

/** References become the logical id they point to, joins become text. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [key, argument] = entries[0] ?? [];
  if (entries.length === 1 && key === 'Ref') {
    return argument === 'AWS::Partition' ? 'aws' : argument;
  }
  if (entries.length === 1 && key === 'Fn::GetAtt') {
    return (argument as readonly string[]).join('.');
  }
  if (entries.length === 1 && key === 'Fn::ImportValue') {
    return String(plain(argument));
  }
  if (entries.length === 1 && key === 'Fn::Join') {
    const [separator, parts] = argument as [string, readonly unknown[]];
    return parts.map(plain).join(separator);
  }
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]));
}
