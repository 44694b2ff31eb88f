import { BlockList } from 'node:net';

/** A statement of a policy, with plain strings for references. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A call somebody makes. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** What IAM decides: an explicit denial first, then a permission, otherwise no. */
export function decide(statements: readonly Statement[], call: Call): 'denied' | 'allowed' | 'not allowed' {
  const matching = statements.filter((statement) => matches(statement, call));
  if (matching.some(({ Effect }) => Effect === 'Deny')) {
    return 'denied';
  }
  return matching.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'not allowed';
}

function matches(statement: Statement, { action, resource, context = {} }: Call): boolean {
  const resources = statement.Resource ?? statement.NotResource ?? [];
  const named = list(resources).some((pattern) => like(pattern, resource));
  return (
    list(statement.Action).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    (statement.NotResource === undefined ? named : !named) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, list(values), context[key], context)),
    )
  );
}

function holds(
  operator: string,
  values: readonly string[],
  actual: string | undefined,
  context: Readonly<Record<string, string>>,
): boolean {
  const filled = values.map((value) => value.replace(/\$\{([^}]+)\}/g, (_, key: string) => context[key] ?? ''));
  if (actual === undefined) {
    return operator.endsWith('IfExists');
  }
  switch (operator) {
    case 'Bool':
    case 'BoolIfExists':
    case 'StringEquals':
      return filled.includes(actual);
    case 'StringLike':
      return filled.some((pattern) => like(pattern, actual));
    case 'IpAddress':
      return filled.some((cidr) => within(cidr, actual));
    default:
      throw new Error(`operator ${operator} is not known`);
  }
}

function within(cidr: string, address: string): boolean {
  const [network = '', prefix = '32'] = cidr.split('/');
  const range = new BlockList();
  range.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  return range.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}

function like(pattern: string, value: string): boolean {
  const expression = pattern.split('*').map((part) => part.replace(/[^A-Za-z0-9]/g, '\\$&'));
  return new RegExp(`^${expression.join('.*')}$`).test(value);
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
