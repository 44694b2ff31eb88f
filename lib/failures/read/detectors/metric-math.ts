/**
 * What a metric, or an expression over metrics, says: a number; nothing at all; or something as usual, which no threshold
 * is about to be crossed by.
 */
export type Measured = number | 'missing' | 'usual';

/** Tells what a metric or expression says, by its id in the alarm. */
export type Lookup = (id: string) => Measured;

/**
 * Evaluates an expression of CloudWatch's metric math at one moment; `undefined` when it holds something that is not known
 * here.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html read 2026-11-26
 */
export function evaluateMath(expression: string, lookup: Lookup): Measured | undefined {
  const tokens = expression.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|&&|\|\||[<>=!]=|[-+*/^<>(),[\]]/g) ?? [];
  if (tokens.join('') !== expression.replace(/\s+/g, '')) {
    return undefined;
  }
  const parser = new Parser(tokens, lookup);
  try {
    return parser.whole();
  } catch (error) {
    if (error instanceof NotKnown) {
      return undefined;
    }
    throw error;
  }
}

class NotKnown extends Error {}

/** Operators, those that bind least first. */
const LEVELS: readonly (readonly string[])[] = [
  ['OR', '||'],
  ['AND', '&&'],
  ['<', '<=', '>', '>=', '==', '!='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

class Parser {
  private readonly tokens: readonly string[];
  private readonly lookup: Lookup;
  private at = 0;

  constructor(tokens: readonly string[], lookup: Lookup) {
    this.tokens = tokens;
    this.lookup = lookup;
  }

  whole(): Measured {
    const value = this.level(0);
    if (this.at < this.tokens.length) {
      throw new NotKnown();
    }
    return value;
  }

  private level(depth: number): Measured {
    const operators = LEVELS[depth];
    if (operators === undefined) {
      return this.atom();
    }
    let left = this.level(depth + 1);
    for (let next = this.tokens[this.at]; next !== undefined && operators.includes(next); next = this.tokens[this.at]) {
      this.at += 1;
      left = combined(next, left, this.level(depth + 1));
    }
    return left;
  }

  private atom(): Measured {
    const token = this.next();
    if (token === '-') {
      return combined('-', 0, this.atom());
    }
    if (token === '(') {
      const value = this.level(0);
      this.expect(')');
      return value;
    }
    if (/^\d/.test(token)) {
      return Number(token);
    }
    if (!/^[A-Za-z_]/.test(token)) {
      throw new NotKnown();
    }
    return this.tokens[this.at] === '(' ? called(token.toUpperCase(), this.values()) : this.lookup(token);
  }

  private values(): readonly Measured[] {
    this.expect('(');
    const found: Measured[] = [];
    for (let isMore = this.tokens[this.at] !== ')'; isMore; isMore = this.tokens[this.at] === ',') {
      if (this.tokens[this.at] === ',') {
        this.at += 1;
      }
      found.push(...this.argument());
    }
    this.expect(')');
    return found;
  }

  /** A list of metrics stands for each of them. */
  private argument(): readonly Measured[] {
    if (this.tokens[this.at] !== '[') {
      return [this.level(0)];
    }
    const found: Measured[] = [];
    do {
      this.at += 1;
      found.push(this.level(0));
    } while (this.tokens[this.at] === ',');
    this.expect(']');
    return found;
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) {
      throw new NotKnown();
    }
    this.at += 1;
    return token;
  }

  private expect(token: string): void {
    if (this.next() !== token) {
      throw new NotKnown();
    }
  }
}

function combined(operator: string, left: Measured, right: Measured): Measured {
  if (typeof left !== 'number' || typeof right !== 'number') {
    return left === 'missing' || right === 'missing' ? 'missing' : 'usual';
  }
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? 'missing' : left / right;
    case '^':
      return left ** right;
    case '<':
      return Number(left < right);
    case '<=':
      return Number(left <= right);
    case '>':
      return Number(left > right);
    case '>=':
      return Number(left >= right);
    case '==':
      return Number(left === right);
    case '!=':
      return Number(left !== right);
    case 'AND':
    case '&&':
      return Number(left !== 0 && right !== 0);
    case 'OR':
    case '||':
      return Number(left !== 0 || right !== 0);
    default:
      throw new NotKnown();
  }
}

function called(name: string, values: readonly Measured[]): Measured {
  const [first = 'missing', second = 'missing', third = 'missing'] = values;
  switch (name) {
    case 'IF':
      return typeof first === 'number' ? (first === 0 ? third : second) : first;
    case 'FILL':
      return first === 'missing' ? second : first;
    case 'FLOOR':
      return each(first, Math.floor);
    case 'CEIL':
      return each(first, Math.ceil);
    case 'ABS':
      return each(first, Math.abs);
    case 'MAX':
      return overAll(values, (numbers) => Math.max(...numbers));
    case 'MIN':
      return overAll(values, (numbers) => Math.min(...numbers));
    case 'SUM':
      return overAll(values, (numbers) => numbers.reduce((sum, value) => sum + value, 0));
    case 'AVG':
      return overAll(values, (numbers) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length);
    default:
      throw new NotKnown();
  }
}

function each(value: Measured, apply: (number: number) => number): Measured {
  return typeof value === 'number' ? apply(value) : value;
}

/** Functions over several metrics leave out what is missing. */
function overAll(values: readonly Measured[], apply: (numbers: readonly number[]) => number): Measured {
  const present = values.filter((value) => value !== 'missing');
  const numbers = present.filter((value) => typeof value === 'number');
  return present.length === 0 ? 'missing' : numbers.length < present.length ? 'usual' : apply(numbers);
}
