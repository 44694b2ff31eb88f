import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { testApp } from '../support/test-app';

/** A stack of its own app in one Region. */
export function stackIn(region: string): Stack {
  return new Stack(testApp(), 'Stack', { env: { region } });
}

/** Template of a stack with what the constructs made. */
export function synthIn(region: string, build: (stack: Stack) => void): Template {
  const stack = stackIn(region);
  build(stack);
  return Template.fromStack(stack);
}

/** Rules of the three nag packs that a stack breaks, sorted, each once, without the finding in brackets. */
export function findings(stack: Stack): readonly string[] {
  const root = stack.node.root;
  if (!(root instanceof App)) {
    throw new Error('no app');
  }
  const packs = [new AwsSolutionsChecks(root), new NIST80053R5Checks(root), new PCIDSS321Checks(root)];
  const rules = packs.flatMap((pack) => pack.validateScope(stack).violations.map(({ ruleName }) => ruleName));
  return [...new Set(rules.map((rule) => rule.replace(/\[.*$/, '')))].sort();
}

/** A statement of a policy as it is in a template. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** Statements of the only policy of a type, by their `Sid`. */
export function statements(template: Template, type: string, property: string): Readonly<Record<string, Statement>> {
  const [resource] = Object.values(template.findResources(type));
  const document = (resource?.Properties as Record<string, { Statement: Statement[] }> | undefined)?.[property];
  return Object.fromEntries((document?.Statement ?? []).map((statement) => [statement.Sid ?? '', statement]));
}
