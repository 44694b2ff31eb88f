import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MATRICES, MATRIX_SOURCES } from '.';
import { readMatrix, requireCell, type Level, type Matrix, type MatrixSource } from './matrix';
import { formatService, parseServices, type Service } from './services';

const ROOT = path.join(__dirname, '../../..');
const LEVELS: readonly Level[] = ['direct', 'viaProxies'];
const SITES = MATRIX_SOURCES.map((source) => [source.site, source, readMatrix(source)] as const);

test('there is a matrix for every reference site', () => {
  const sites = readdirSync(path.join(ROOT, 'bin/sites')).map((file) => path.basename(file, '.ts'));
  expect([...MATRICES.keys()].sort()).toEqual(sites.sort());
});

describe.each(SITES)('%s', (_site, source, matrix) => {
  const names = [...matrix.segments.keys()];

  test('has a cell for every ordered pair at both levels', () => {
    const pairs = LEVELS.flatMap((level) => names.flatMap((from) => names.map((to) => `${level} ${from} ${to}`)));
    expect(matrix.cells.map(({ level, from, to }) => `${level} ${from} ${to}`)).toEqual(pairs);
  });

  test('names requirements that exist', () => {
    const known = new Set(
      [...readFileSync(path.join(ROOT, 'docs/traceability.md'), 'utf8').matchAll(/^\| ([A-Z]\d+) /gm)].map(
        ([, id]) => id,
      ),
    );
    const unknown = matrix.cells.flatMap(({ requirements }) => requirements.filter((id) => !known.has(id)));
    expect(unknown).toEqual([]);
  });

  test('lets chains reach exactly what its sessions and proxies make of them', () => {
    for (const from of names) {
      expect(row(matrix, 'viaProxies', from)).toEqual(closure(source, matrix, from));
    }
  });

  test('opens to a part of the internet whatever it opens to the internet', () => {
    for (const [part, { members }] of matrix.segments) {
      for (const from of names.filter((name) => isInside(matrix, name))) {
        if (members.kind === 'addresses') {
          expect(cellText(matrix, 'direct', from, part)).toBe(cellText(matrix, 'direct', from, 'internet'));
        }
      }
    }
  });

  test('has nothing pass from outside to outside but to the edge', () => {
    const outside = names.filter((name) => !isInside(matrix, name));
    const open = LEVELS.flatMap((level) =>
      outside.flatMap((from) => outside.filter((to) => cellText(matrix, level, from, to) !== '-')),
    );
    expect(open).toEqual([]);
  });
});

describe('a matrix', () => {
  const small: MatrixSource = {
    site: 'small',
    segments: {
      a: { what: 'a', members: { kind: 'internet' } },
      b: { what: 'b', members: { kind: 'distribution' } },
    },
    direct: ` | a | b \n a | - | tcp/443 \n b | - | - `,
    viaProxies: ` | a | b \n a | - | tcp/443 \n b | - | - `,
    reasons: { 'a > b': 'U8: for the test' },
    forbidden: { 'b > a': 'U9: for the test' },
    proxies: [],
  };

  test('gives cells with their reasons', () => {
    const matrix = readMatrix(small);
    expect(requireCell(matrix, 'direct', 'a', 'b')).toMatchObject({ requirements: ['U8'], reason: 'for the test' });
    expect(requireCell(matrix, 'direct', 'b', 'a')).toMatchObject({ requirements: ['U9'], services: [] });
    expect(() => requireCell(matrix, 'direct', 'a', 'c')).toThrow('no cell a > c');
  });

  test.each([
    ['a row is missing', { direct: ' | a | b \n a | - | tcp/443' }, 'rows are a instead of a b'],
    ['a column is missing', { direct: ' | a \n a | - \n b | -' }, 'columns are a instead of a b'],
    ['a segment is unknown', { direct: ' | a | c \n a | - | tcp/443 \n b | - | -' }, 'columns are a c instead of a b'],
    ['a cell is missing', { direct: ' | a | b \n a | - \n b | - | -' }, 'a has 1 cells instead of 2'],
    ['a cell is blank', { direct: ' | a | b \n a | - | tcp/443 \n b | - | ' }, "'' is no service"],
    ['a service is unknown', { direct: ' | a | b \n a | - | sctp/1 \n b | - | -' }, "'sctp/1' is no service"],
    ['a reason is missing', { reasons: {} }, 'a > b: no reason is given for tcp/443'],
    ['a reason is for no cell', { forbidden: { 'b > c': 'U9: x' } }, 'no such cell: b > c'],
    ['a reason is for an empty cell', { reasons: { 'a > b': 'U8: x', 'b > b': 'U8: x' } }, 'no such cell: b > b'],
    ['a full cell is forbidden', { forbidden: { 'a > b': 'U9: x' } }, 'no such cell: a > b'],
    ['a reason names nothing', { reasons: { 'a > b': 'because' } }, "'because' is no reason"],
  ])('is refused when %s', (_why, change, message) => {
    expect(() => readMatrix({ ...small, ...change })).toThrow(message);
  });
});

describe('services', () => {
  test.each(['-', 'tcp/443', 'tcp/80 tcp/443 udp/443', 'tcp/1024-65535', 'tcp', 'icmp', 'any', 'tcp udp'])(
    'of %p are read and written alike',
    (text) => {
      expect(format(parseServices(text))).toBe(text);
    },
  );

  test.each(['', 'tcp/', 'tcp/443-80', 'tcp/65536', 'tcp/443,80', 'TCP/443', 'tcp/443  udp/53', 'icmp/8'])(
    'are not what %p says',
    (text) => {
      expect(() => parseServices(text)).toThrow('is no service');
    },
  );

  test.each(['tcp/443 tcp/443', 'tcp/1-100 tcp/80', 'any icmp', 'tcp tcp/1', 'icmp icmp'])('overlap in %p', (text) => {
    expect(() => parseServices(text)).toThrow('overlap');
  });
});

/** Outside: where nobody of the site decides who sends. */
function isInside(matrix: Matrix, name: string): boolean {
  const kind = matrix.segments.get(name)?.members.kind;
  return kind === 'interfaces' || kind === 'distribution' || kind === 'gateway-endpoint';
}

function cellText(matrix: Matrix, level: Level, from: string, to: string): string {
  return format(requireCell(matrix, level, from, to).services);
}

function row(matrix: Matrix, level: Level, from: string): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...matrix.segments.keys()].map((to) => [
      to,
      new Set(requireCell(matrix, level, from, to).services.map(formatService)),
    ]),
  );
}

/** What the sessions of `from`, and then those of each proxy they reach on a port it serves, arrive at. */
function closure(source: MatrixSource, matrix: Matrix, from: string): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map([...row(matrix, 'direct', from)].map(([to, services]) => [to, new Set(services)]));
  const waiting = [...source.proxies];
  for (let next = take(); next !== undefined; next = take()) {
    for (const [to, services] of row(matrix, 'direct', next.name)) {
      services.forEach((service) => reached.get(to)?.add(service));
    }
  }
  return reached;

  function take(): (typeof waiting)[number] | undefined {
    const index = waiting.findIndex(({ name, on }) => on.split(' ').some((service) => reached.get(name)?.has(service)));
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  }
}

function format(services: readonly Service[]): string {
  return services.length === 0 ? '-' : services.map(formatService).join(' ');
}
