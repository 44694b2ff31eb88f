import {
  asList,
  asObject,
  at,
  isObject,
  resolve,
  textOf,
  type JsonObject,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../template';

/** One condition of a statement. */
export interface Condition {
  /** For example `ArnLike`. */
  readonly operator: string;
  /** In lower case, for example `aws:sourcearn`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of a resource policy, as far as it can be read before deployment. */
export interface Statement {
  readonly allows: boolean;
  /** Service principals. */
  readonly services: readonly string[];
  /** ARNs of roles and accounts, `*` for everybody. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly conditions: readonly Condition[];
}

/** Statements of a policy document. */
export function statementsOf(
  model: TemplateModel,
  holder: TemplateResource,
  document: JsonValue | undefined,
): readonly Statement[] {
  const texts = (value: JsonValue | undefined) =>
    asList(value).map((item) => textOf(resolve(model, holder.stack, item)));
  return asList(at(document, 'Statement')).map((value): Statement => {
    const statement = asObject(value);
    const principal = statement['Principal'];
    return {
      allows: statement['Effect'] === 'Allow',
      services: texts(at(principal, 'Service')),
      principals: isObject(principal) ? texts(principal['AWS']) : texts(principal),
      actions: texts(statement['Action']),
      conditions: conditionsOf(asObject(statement['Condition']), texts),
    };
  });
}

/** Whether an action pattern of a policy covers an action. */
export function coversAction(pattern: string, action: string): boolean {
  return likeExpression(pattern.toLowerCase()).test(action.toLowerCase());
}

/** The pattern of `StringLike` and `ArnLike` as an expression. */
export function likeExpression(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}

/** Whether a condition lets a value through. */
export function meets({ operator, values }: Condition, value: string): boolean {
  const name = operator.replace(/^ForAnyValue:|IfExists$/g, '');
  switch (name) {
    case 'Bool':
    case 'StringEquals':
      return values.includes(value);
    case 'StringEqualsIgnoreCase':
      return values.some((candidate) => candidate.toLowerCase() === value.toLowerCase());
    case 'ArnEquals':
    case 'ArnLike':
    case 'StringLike':
      return values.some((pattern) => likeExpression(pattern).test(value));
    default:
      return false;
  }
}

function conditionsOf(
  condition: JsonObject,
  texts: (value: JsonValue | undefined) => readonly string[],
): readonly Condition[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys)).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: texts(values),
    })),
  );
}
