/** A statement of a resource policy, with every list written as one. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** By kind (`AWS`, `Service`); everybody is `*` of every kind. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** By operator and key. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Whether it names what it does not concern (`NotAction`), which is not followed here. */
  readonly isInverted: boolean;
}

export type Policy = readonly Statement[];

/** A request of a service, as far as policies look at it. */
export interface ServiceRequest {
  /** Principal of the service, for example `cloudwatch.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  readonly resource: string;
  /**
   * Values of condition keys, whose names are in lower case; `null` where such a request has none. A key that is not here
   * has a value nobody knows.
   */
  readonly context: Readonly<Record<string, string | null>>;
}

/** What a policy says about a request. */
export type Verdict = 'granted' | 'refused' | 'unclear';

/** Whether something is so; `undefined` when it cannot be told. */
type Truth = boolean | undefined;

/**
 * Judges a request by a resource policy as AWS does: what is denied is refused whatever else allows it, and so is what
 * nobody allows. What depends on more than is known here stays unclear.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html read 2026-11-25
 */
export function judge(policy: Policy, request: ServiceRequest): Verdict {
  const denials = policy.filter(({ effect }) => effect === 'Deny').map((statement) => concerns(statement, request));
  if (denials.includes(true)) {
    return 'refused';
  }
  const grants = policy.filter(({ effect }) => effect === 'Allow').map((statement) => concerns(statement, request));
  if (denials.includes(undefined)) {
    return grants.every((grant) => grant === false) ? 'refused' : 'unclear';
  }
  if (grants.includes(true)) {
    return 'granted';
  }
  return grants.includes(undefined) ? 'unclear' : 'refused';
}

function concerns(statement: Statement, { service, action, resource, context }: ServiceRequest): Truth {
  if (statement.isInverted) {
    return undefined;
  }
  return all([
    names(statement.principals, service),
    // Actions are written in any case.
    statement.actions.some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase())),
    statement.resources.some((pattern) => isLike(resource, pattern)),
    ...Object.entries(statement.conditions).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => holds(operator, context[key.toLowerCase()], values)),
    ),
  ]);
}

function names(principals: Statement['principals'], service: string): boolean {
  return (principals.AWS ?? []).includes('*') || (principals.Service ?? []).includes(service);
}

function holds(operator: string, value: string | null | undefined, patterns: readonly string[]): Truth {
  const isExact = ['StringEquals', 'Bool'].includes(operator);
  if (value === undefined || !(isExact || ['StringLike', 'ArnLike', 'ArnEquals'].includes(operator))) {
    return undefined;
  }
  return value !== null && (isExact ? patterns.includes(value) : patterns.some((pattern) => isLike(value, pattern)));
}

/** False if anything is, else `undefined` if anything is. */
function all(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
}

/** Whether a text fits a pattern in which `*` stands for any text and `?` for one character. */
function isLike(text: string, pattern: string): boolean {
  const escaped = pattern.replace(/[^A-Za-z0-9*?]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}
