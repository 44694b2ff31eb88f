import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HonmaruError } from '../../../lib/errors';
import { objectivesSchema, parseObjectives, proveBackups, readObjectives } from '../../../lib/verify/backups';
import { database, modelOf, shop } from './support/shop';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'honmaru-objectives-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What is wrong with a text, each fault in one line without the folder. */
function faultsOf(text: string, name = 'backups.yaml'): readonly string[] {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return messagesOf(() => readObjectives(file)).map((line) => line.replace(`${folder}${path.sep}`, ''));
}

function messagesOf(act: () => unknown): readonly string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof HonmaruError) {
      return error.message.split('\n');
    }
    throw error;
  }
}

const GOOD = `
# yaml-language-server: $schema=backup-objectives.schema.json
name: shop
protects:
  database:
    resources: [type:AWS::RDS::DBCluster]
    why: C8
    backupsPerDay: 2
    recoveryPoints: 5
    pointInTimeMinutes: 5
    pointInTimeDays: 35
    retentionDays: 3
    regions:
      - {region: ap-northeast-3, dataLossSeconds: 86400, recoveryPoints: 5, copyMinutes: 240}
leftOut:
  - {resources: [id:Logs*], reason: logs, keptBy: versioning}
vaultLock: {kind: none, reason: a test account}
`;

test('objectives are read from YAML and from JSON', () => {
  const file = path.join(folder, 'backups.yaml');
  writeFileSync(file, GOOD);
  const { objectives } = readObjectives(file);
  const json = path.join(folder, 'backups.json');
  writeFileSync(json, JSON.stringify({ $schema: 'x', ...objectives }));
  expect(readObjectives(json).objectives).toEqual(objectives);
  expect(objectives.protects['database']?.recoveryPoints).toBe(5);
});

const one = (fields: string) =>
  `name: shop\nprotects:\n  database:\n    resources: ['type:AWS::RDS::DBCluster']\n    ${fields}\n`;

test.each([
  [
    one('recoveryPoint: 5'),
    "backups.yaml:5:5 protects.database.recoveryPoint: must be a known field; did you mean 'recoveryPoints'? [BackupObjectivesFieldUnknown]",
  ],
  [
    one('recoveryPoints: 0'),
    'backups.yaml:5:5 protects.database.recoveryPoints: must be a whole number, at least 1, got 0; the unit is in the name of the field [BackupObjectivesNumberInvalid]',
  ],
  [
    one('recoveryPoints: 2.5'),
    'backups.yaml:5:5 protects.database.recoveryPoints: must be a whole number, got 2.5; the unit is in the name of the field [BackupObjectivesNumberInvalid]',
  ],
  [
    one('recoveryPoints: -1'),
    'backups.yaml:5:5 protects.database.recoveryPoints: must be a whole number, at least 1, got -1; the unit is in the name of the field [BackupObjectivesNumberInvalid]',
  ],
  [
    one('retentionDays: 1e400'),
    'backups.yaml:5:5 protects.database.retentionDays: must be a whole number, got Infinity; the unit is in the name of the field [BackupObjectivesNumberInvalid]',
  ],
  [
    one('pointInTimeMinutes: 5 min'),
    "backups.yaml:5:5 protects.database.pointInTimeMinutes: must be a whole number, got '5 min'; the unit is in the name of the field [BackupObjectivesNumberInvalid]",
  ],
  [
    one('regions: [{region: tokyo}]'),
    "backups.yaml:5:16 protects.database.regions[0].region: must be the name of a Region, for example ap-northeast-3, got 'tokyo'; write the name of a Region, for example ap-northeast-3 [BackupObjectivesTypeInvalid]",
  ],
  [
    one('regions: [{region: us-east-1}, {region: us-east-1}]'),
    "backups.yaml:5:37 protects.database.regions[1].region: must be named once, got 'us-east-1'; put what is asked of it in one place [BackupObjectivesRegionRepeated]",
  ],
  [
    one('regions: []'),
    'backups.yaml:5:5 protects.database.regions: must not be empty, got a list of 0; write what is missing [BackupObjectivesFieldEmpty]',
  ],
  [
    'name: shop\nprotects: {}\n',
    "backups.yaml:2:1 protects: must protect something, got an object; write for example 'database: {resources: [type:AWS::RDS::DBCluster], recoveryPoints: 5}' [BackupObjectivesFieldEmpty]",
  ],
  [
    'protects: {database: {resources: [id:A]}}\n',
    'backups.yaml:1:1 name: must be given; write it [BackupObjectivesFieldMissing]',
  ],
  [
    'name: shop\nprotects: {database: {}}\n',
    'backups.yaml:2:12 protects.database.resources: must be given; write it [BackupObjectivesFieldMissing]',
  ],
  [
    'name: shop\nprotects: {database: {resources: [Database]}}\n',
    "backups.yaml:2:35 protects.database.resources[0]: must be type:<type>, id:<logical id> or path:<construct path>, got 'Database'; write for example 'type:AWS::RDS::DBCluster' [BackupObjectivesResourceInvalid]",
  ],
  [
    'name: shop\nprotects: {database: {resources: [id:A]}}\nvaultLock: {kind: none}\n',
    'backups.yaml:3:1 vaultLock.reason: must be given; write it [BackupObjectivesFieldMissing]',
  ],
  [
    'name: shop\nprotects: {database: {resources: [id:A]}}\nleftOut: [{resources: [id:B]}]\n',
    'backups.yaml:3:11 leftOut[0].reason: must be given; write it [BackupObjectivesFieldMissing]',
  ],
  ['- 1\n', 'backups.yaml:1:1: must be an object, got a list of 1; write an object [BackupObjectivesTypeInvalid]'],
  ['', 'backups.yaml:1:1: must be an object, got null; write an object [BackupObjectivesTypeInvalid]'],
])('%j is refused with its place', (text, fault) => {
  expect(faultsOf(text)).toEqual([fault]);
});

test.each([
  ['duplicate keys', 'name: shop\nname: shop\n'],
  ['aliases', 'name: &a shop\nprotects: {database: {resources: [id:A], why: *a}}\n'],
  ['two documents', 'name: shop\n---\nname: other\n'],
  ['tags of a program', 'name: !!js/function "x"\n'],
  ['an open bracket', 'name: [\n'],
])('a text with %s is refused', (_, text) => {
  expect(faultsOf(text).join('\n')).toMatch(
    /^backups\.yaml:\d+:\d+: must be readable YAML or JSON, got .+ \[BackupObjectivesUnreadable\]/,
  );
});

test.each(['__proto__', 'constructor', 'prototype'])('%s is a field like any other that is not known', (key) => {
  expect(
    faultsOf(
      `${JSON.stringify({ name: 'shop', protects: { database: { resources: ['id:A'] } } }).slice(0, -1)}, "${key}": {"x": 1}}`,
      'b.json',
    ).join('\n'),
  ).toMatch(/must be a known field|must be/);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('merge keys are keys like any other', () => {
  expect(faultsOf('name: shop\nprotects: {database: {resources: [id:A]}}\n<<: {leftOut: []}\n').join('\n')).toMatch(
    /BackupObjectivesFieldUnknown/,
  );
});

test('several faults are told at once', () => {
  expect(faultsOf('name: ""\nprotects: {database: {resources: [], backupsPerDay: 0}}\n')).toHaveLength(3);
});

test('a file must be there, be one, be of a known name and not be huge', () => {
  const of = (name: string) => messagesOf(() => readObjectives(path.join(folder, name))).join('\n');
  expect(of('none.yaml')).toMatch(/BackupObjectivesNotFound/);
  expect(of('backups.ts')).toMatch(
    /must end in one of \.yaml, \.yml, \.json, got '\.ts'.+BackupObjectivesFormatUnknown/,
  );
  writeFileSync(path.join(folder, 'huge.yaml'), `name: shop # ${'x'.repeat(300_000)}`);
  expect(of('huge.yaml')).toMatch(/BackupObjectivesTooLarge/);
});

describe('resources', () => {
  const prove = (text: string, leftOut?: string) => () =>
    proveBackups(modelOf(shop()), {
      ...database({}),
      protects: { database: { resources: [text] } },
      ...(leftOut === undefined ? {} : { leftOut: [{ resources: [leftOut], reason: 'none' }] }),
    });

  test.each(['type:AWS::RDS::*', 'id:Data*', 'id:Database', 'path:ap-northeast-1/Database', 'path:*/Data*'])(
    '%s are found',
    (text) => {
      expect(messagesOf(prove(text))).toEqual([]);
    },
  );

  test('that are not there are told of, with what was probably meant', () => {
    expect(messagesOf(prove('id:Databse'))).toEqual([
      "objectives protects.database.resources[0]: must fit a resource that keeps data, got 'id:Databse'; did you mean 'id:Database'? [BackupObjectivesResourceUnknown]",
    ]);
    expect(messagesOf(prove('id:Vault'))).toEqual([expect.stringContaining('the templates hold id:Database')]);
  });

  test('are protected or left out, not both', () => {
    expect(messagesOf(prove('id:Database', 'type:AWS::RDS::DBCluster'))).toEqual([
      expect.stringMatching(/BackupObjectivesContradict/),
    ]);
  });

  test('a pattern of many stars takes no time', () => {
    const started = performance.now();
    expect(messagesOf(prove(`id:${'*a'.repeat(2000)}`))).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test('the schema for editors knows every field', () => {
  const text = JSON.stringify(objectivesSchema());
  expect(
    ['backupsPerDay', 'pointInTimeDays', 'dataLossSeconds', 'copyMinutes', 'keptBy', 'vaultLock'].filter(
      (field) => !text.includes(`"${field}"`),
    ),
  ).toEqual([]);
});

test('objectives of a program are checked in the same way', () => {
  expect(
    messagesOf(() => parseObjectives({ name: 'shop', protects: { a: { resources: ['id:A'], backupsPerDay: 0 } } })),
  ).toEqual([
    'objectives protects.a.backupsPerDay: must be a whole number, at least 1, got 0; the unit is in the name of the field [BackupObjectivesNumberInvalid]',
  ]);
});
