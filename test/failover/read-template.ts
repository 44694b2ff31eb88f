import type { Template } from 'aws-cdk-lib/assertions';

/** A statement of a policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** Statements of every function's role, by the path of the function's bundle, as the policy's description names it. */
export function statementsOf(template: Template, functionName: string): readonly Statement[] {
  const policies = Object.values(template.findResources('AWS::IAM::ManagedPolicy')) as {
    readonly Properties: {
      readonly Description: string;
      readonly PolicyDocument: { readonly Statement: readonly Statement[] };
    };
  }[];
  const found = policies.filter(
    ({ Properties }) => Properties.Description === `test-site: what ${functionName} may do`,
  );
  return found.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** The statement with that id. */
export function statement(template: Template, functionName: string, sid: string): Statement | undefined {
  return statementsOf(template, functionName).find(({ Sid }) => Sid === sid);
}

/** Actions of a statement. */
export function actionsOf({ Action }: Statement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}

/** A schedule with its payload. */
export interface ReadSchedule {
  readonly expression: string;
  readonly timeZone: unknown;
  readonly target: Readonly<Record<string, unknown>>;
  readonly input: unknown;
}

/** The schedule whose description says this. */
export function scheduleAbout(template: Template, about: string): ReadSchedule {
  const schedules = Object.values(template.findResources('AWS::Scheduler::Schedule')) as {
    readonly Properties: {
      readonly Description: string;
      readonly ScheduleExpression: string;
      readonly ScheduleExpressionTimezone?: string;
      readonly Target: Readonly<Record<string, unknown>>;
    };
  }[];
  const found = schedules.find(({ Properties }) => Properties.Description.includes(about));
  if (found === undefined) {
    throw new Error(`no schedule about ${about}`);
  }
  const { ScheduleExpression, ScheduleExpressionTimezone, Target } = found.Properties;
  return {
    expression: ScheduleExpression,
    timeZone: ScheduleExpressionTimezone,
    target: Target,
    input: parsePayload(Target['Input']),
  };
}

/** A payload as JSON, in which a value that only the deployment knows stands as `${…}`. */
export function parsePayload(payload: unknown): unknown {
  if (typeof payload === 'string') {
    return JSON.parse(payload);
  }
  const parts = (payload as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'];
  return JSON.parse(parts[1].map((part) => (typeof part === 'string' ? part : known(part))).join(''));
}

function known(part: unknown): string {
  const [name = ''] = Object.values(part as Readonly<Record<string, unknown>>);
  return `\${${String(Array.isArray(name) ? name[0] : name)}}`;
}
