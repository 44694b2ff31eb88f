import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HonmaruError } from '../../../lib/errors';
import { parseDeclared, readCurveFile } from '../../../lib/simulate';
import { readArrivalsCsv } from '../../../lib/simulate/read/arrivals-csv';
import type { JsonObject } from '../../../lib/template';

const ARRIVALS = { baseRps: 10, peakRps: 100, riseSeconds: 60, holdSeconds: 60 };
const TIERS = [{ group: 'web', rpsPerInstance: 100 }];

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof HonmaruError) {
      return error.message.split('\n');
    }
    throw error;
  }
  return [];
}

const parse = (more: JsonObject) => parseDeclared({ arrivals: ARRIVALS, tiers: TIERS, ...more }, (at) => at.join('.'));

test('a multiple of the base is a peak', () => {
  const { arrivals } = parse({ arrivals: { baseRps: 10, peakMultiple: 2.5, riseSeconds: 60, holdSeconds: 60 } });
  expect(arrivals).toEqual({
    kind: 'curve',
    baseRps: 10,
    peakRps: 25,
    riseSeconds: 60,
    holdSeconds: 60,
    decaySeconds: 0,
  });
});

test.each<[JsonObject, RegExp]>([
  [
    { arrivals: { ...ARRIVALS, peakRps: 5 } },
    /^arrivals\.peakRps: must be at least baseRps 10, got 5; .+ \[SpikePeakBelowBase\]$/,
  ],
  [
    { arrivals: { ...ARRIVALS, peakMultiple: 2 } },
    /^arrivals\.peakMultiple: must be given, or .+ \[SpikePeakAmbiguous\]$/,
  ],
  [{ arrivals: { ...ARRIVALS, peakRps: null } }, /^arrivals\.peakRps: must be given, or .+ \[SpikePeakAmbiguous\]$/],
  [
    { arrivals: { baseRps: 3, peakMultiple: 1.5, riseSeconds: 0, holdSeconds: 9 } },
    /^arrivals\.peakMultiple: must make a whole number .+, got 4\.5; .+ \[SpikePeakInvalid\]$/,
  ],
  [
    { arrivals: { ...ARRIVALS, riseSeconds: -1 } },
    /^arrivals\.riseSeconds: must be a whole number from 0 to 86400, got -1; .+ \[SpikeNumberInvalid\]$/,
  ],
  [
    { arrivals: { ...ARRIVALS, riseSeconds: 0, holdSeconds: 0 } },
    /^arrivals\.holdSeconds: must last a second .+ \[SpikeNumberInvalid\]$/,
  ],
  [
    { arrivals: { ...ARRIVALS, holdSecond: 1 } },
    /^arrivals\.holdSecond: must be a known field; did you mean 'holdSeconds'\? \[SpikeFieldUnknown\]$/,
  ],
  [{ arrivals: [] }, /^arrivals: must be an object, got a list of 0; .+ \[SpikeTypeInvalid\]$/],
  [{ tiers: [] }, /^tiers: must be a list that is not empty, got a list of 0; .+ \[SpikeTypeInvalid\]$/],
  [{ tiers: [{ group: 'web' }] }, /^tiers\.0\.rpsPerInstance: must be given; .+ \[SpikeFieldMissing\]$/],
  [
    { tiers: [{ group: ' ', rpsPerInstance: 1 }] },
    /^tiers\.0\.group: must be a text, got ''; .+ \[SpikeTypeInvalid\]$/,
  ],
  [
    { tiers: [...TIERS, { group: 'app', rpsPerInstance: 1 }] },
    /^tiers\.1\.callsPerRequest: must be given; .+ \[SpikeFieldMissing\]$/,
  ],
  [{ opens: '5 December' }, /^opens: must be a date and a time of day, got '5 December'; .+ \[SpikeTimeInvalid\]$/],
  [{ timeZone: 'Tokyo' }, /^timeZone: must be a time zone, got 'Tokyo'; .+ \[SpikeTimeInvalid\]$/],
  [
    { clients: { count: 5, sources: [{ share: 0.5, clientsPerAddress: 1 }] } },
    /^clients\.sources: must have shares that make 1 together, got 0\.5; .+ \[SpikeSharesInvalid\]$/,
  ],
  [
    {
      clients: {
        count: 5,
        sources: [{ share: 1, clientsPerAddress: 1 }],
        paths: [
          { path: '/a', share: 0.6 },
          { path: '/b', share: 0.6 },
        ],
      },
    },
    /^clients\.paths: must have shares that make 1 at most, got 1\.2; .+ \[SpikeSharesInvalid\]$/,
  ],
  [{ clients: { count: 5 } }, /^clients\.sources: must be given; .+ \[SpikeFieldMissing\]$/],
  [
    { allowedShare: 0.1234567 },
    /^allowedShare: must be a number from 0 to 1, with at most six digits .+ \[SpikeNumberInvalid\]$/,
  ],
  [{ allowedShares: 0 }, /^allowedShares: must be a known field; did you mean 'allowedShare'\? \[SpikeFieldUnknown\]$/],
])('%j is refused', (more, message) => {
  const [first = '', ...others] = faultsOf(() => parse(more));
  expect(first).toMatch(message);
  expect(others).toEqual([]);
});

test('every fault is told at once', () => {
  expect(faultsOf(() => parse({ arrivals: {}, tiers: [{}], opens: 1 }))).toHaveLength(7);
});

test('what somebody wrote cannot steer a terminal', () => {
  const [fault = ''] = faultsOf(() => parse({ opens: '\u001B[2J\u202Eevil\u0007' }));
  expect(fault).toContain("got 'evil'");
});

describe('a file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'honmaru-spike-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  test('tells file, line and column of a fault', () => {
    const file = write('curve.yaml', 'arrivals:\n  baseRps: ten\ntiers:\n  - group: web\n    rpsPerInstance: 0\n');
    const { value, place } = readCurveFile(file);
    const faults = faultsOf(() => parseDeclared(value, place));
    expect(faults[0]).toContain(`${file}:2:3 arrivals.baseRps: must be a whole number`);
    expect(faults.at(-1)).toContain(`${file}:5:5 tiers[0].rpsPerInstance: must be a whole number from 1`);
  });

  test.each([
    ['broken.yaml', 'arrivals: [', 'SpikeFileInvalid'],
    ['twice.yaml', 'tiers: 1\ntiers: 2\n', 'SpikeFileInvalid'],
    ['list.json', '[1]', 'SpikeFileInvalid'],
    [
      'bomb.yaml',
      `a: &a [${'1,'.repeat(200)}1]\n${'bcdefgh'
        .split('')
        .map((key) => `${key}: [${'*a,'.repeat(200)}*a]`)
        .join('\n')}\n`,
      'SpikeFileInvalid',
    ],
    ['beside.yaml', 'arrivals: { csv: missing.csv }\n', 'SpikeFileUnreadable'],
  ])('%s is refused', (name, text, code) => {
    expect(faultsOf(() => readCurveFile(write(name, text))).join()).toContain(`[${code}]`);
  });

  test('can name a CSV beside it', () => {
    write('minutes.csv', '\uFEFFminute,requests\r\n-1,60\r\n0,600\r\n1,0\r\n');
    const file = write('curve.yaml', 'arrivals: { csv: minutes.csv }\ntiers:\n  - { group: web, rpsPerInstance: 5 }\n');
    const { value, place, minutes } = readCurveFile(file);
    expect(parseDeclared(value, place, minutes).arrivals).toEqual({
      kind: 'minutes',
      fromMinute: -1,
      counts: [60, 600, 0],
    });
  });

  test('tells a curve or the requests of each minute, not both', () => {
    write('minutes.csv', 'minute,requests\n0,600\n');
    const file = write(
      'both.yaml',
      'arrivals: { csv: minutes.csv, baseRps: 1 }\ntiers:\n  - { group: web, rpsPerInstance: 5 }\n',
    );
    const { value, place, minutes } = readCurveFile(file);
    expect(faultsOf(() => parseDeclared(value, place, minutes)).join()).toMatch(
      /arrivals\.baseRps: must be a known field/,
    );
  });
});

test.each([
  ['minutes,requests\n0,1\n', /^m\.csv:1: must be the heading minute,requests, got 'minutes,requests'/],
  ['minute,requests\n', /^m\.csv: must hold 1 to 2880 minutes, got 0/],
  ['minute,requests\n0,1\n2,1\n', /^m\.csv:3: must be minute 1: each once/],
  ['minute,requests\n0,1\n0,1\n', /^m\.csv:3: must be minute 1: each once/],
  ['minute,requests\n0,1.5\n', /^m\.csv:2: must be <minute>,<requests> of whole numbers/],
  ['minute,requests\n0,-1\n', /^m\.csv:2: must be <minute>,<requests> of whole numbers/],
  ['minute,requests\n0,999999999\n', /^m\.csv:2: must be <minute>,<requests> of whole numbers/],
  ['minute,requests\n0,=1+1\n', /^m\.csv:2: must be <minute>,<requests> of whole numbers, .+, got '0,=1\+1'/],
])('the CSV %j is refused', (text, message) => {
  expect(faultsOf(() => readArrivalsCsv('m.csv', text))[0]).toMatch(message);
});
