import {
  renderBackupProof,
  renderBackups,
  renderBackupsCsv,
  renderBackupsJson,
  renderBackupsMarkdown,
  type BackupsRenderOptions,
} from '../../../lib/report/backups';
import { checkText } from '../../../lib/report/backups/words';
import { BACKUP_CHECKS, FACTS, type BackupReport } from '../../../lib/verify/backups';
import {
  answerTo,
  copyTo,
  OSAKA,
  proveShop,
  recovery,
  shop,
  TOKYO,
  twiceADay,
} from '../../verify/backups/support/shop';

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/u;

const options = (language: 'en' | 'ja'): BackupsRenderOptions => ({
  language,
  objectivesFile: 'backups.yaml',
  toolVersion: '1.2.3',
  read: [{ stack: 'shop', file: 'shop.yaml', sha256: 'ab' }],
});

const templates = {
  [TOKYO]: shop({
    rules: twiceADay(copyTo(OSAKA).replaceAll('DeleteAfterDays: 3', 'DeleteAfterDays: 2')),
    vault: '{}',
  }),
  [OSAKA]: recovery(),
};

let report: BackupReport;

beforeAll(() => {
  report = proveShop(templates, {
    backupsPerDay: 2,
    recoveryPoints: 5,
    pointInTimeMinutes: 5,
    retentionDays: 2,
    regions: [{ region: OSAKA, dataLossSeconds: 86_400, recoveryPoints: 2 }],
  });
});

test('tells what is not proved first, with the instant, what it is made of, and the line', () => {
  const text = renderBackups(report, options('en'));
  const first = text.indexOf('✓ PROVED');
  expect(text.indexOf('✗ REFUTED')).toBe(0);
  expect(text.lastIndexOf('✗ REFUTED')).toBeLessThan(first);
  expect(text.lastIndexOf('? UNDETERMINED')).toBeLessThan(first);
  expect(text).toContain('✗ REFUTED  enough recovery points at every instant  database\n');
  expect(text).toContain('    3 recovery points surely exist at every instant, 5 must\n');
  expect(text).toContain('    counter-example: 2027-01-01T03:00Z  3 recovery points may be all that can be restored\n');
  expect(text).toMatch(/three: schedule +cron\(0 3 \* \* \? \*\) UTC +template\n/);
  expect(text).toMatch(/three: each surely exists for +44 h +computed\n/);
  expect(text).toMatch(/where: Database {2}.+ap-northeast-1\.yaml:\d+\n/);
  expect(text).toContain('- how long a copy takes: declare copyMinutes');
  expect(text).toMatch(/BK-03 {2}a job must be complete .+\n/);
  expect(text).toMatch(/shop: not everything is proved; \d+ proved, \d+ refuted, \d+ undetermined\n$/);
});

test('is told in Japanese, every sentence of it', () => {
  const text = renderBackups(report, { ...options('ja'), verbose: true });
  expect(text).toContain('✗ REFUTED  どの時点でも十分な復旧ポイント  database\n');
  expect(text).toContain('反例：2027-01-01T03:00Z  復元できる復旧ポイントが 3 個だけになりうる');
  const english = report.proofs.flatMap(({ says, open, counterExample }) => [
    says,
    ...open,
    ...(counterExample === undefined ? [] : [counterExample.says]),
  ]);
  expect(english.filter(({ en, ja }) => en !== ja && !JAPANESE.test(ja))).toEqual([]);
  // What is the same in both languages is a name.
  expect(english.filter(({ en, ja }) => en === ja && / is | are | the /.test(en))).toEqual([]);
});

test.each(BACKUP_CHECKS)('%s has words in both languages', (check) => {
  expect(JAPANESE.test(checkText(check, 'ja'))).toBe(true);
  expect(JAPANESE.test(checkText(check, 'en'))).toBe(false);
});

test('every fact has its words, its source, and the day it was read or that it was not', () => {
  const facts = Object.values(FACTS);
  expect(
    facts.filter(
      ({ says, source }) =>
        !JAPANESE.test(says.ja) || !/https:\/\/(docs|repost)\.aws\S+ (read \d{4}-\d\d-\d\d|not re-read)/.test(source),
    ),
  ).toEqual([]);
});

test('is the same every time, in every format', () => {
  const again = proveShop(templates, {
    backupsPerDay: 2,
    recoveryPoints: 5,
    pointInTimeMinutes: 5,
    retentionDays: 2,
    regions: [{ region: OSAKA, dataLossSeconds: 86_400, recoveryPoints: 2 }],
  });
  const withoutFolder = (text: string) => text.replace(/[^\s"]*honmaru-backups-\w+[/\\]/g, '');
  for (const render of [renderBackups, renderBackupsJson, renderBackupsCsv, renderBackupsMarkdown]) {
    expect(withoutFolder(render(again, options('en')))).toBe(withoutFolder(render(report, options('en'))));
  }
});

test('is JSON with every answer, its parts and sources', () => {
  const document = JSON.parse(renderBackupsJson(report, options('en'))) as {
    readonly proofs: readonly {
      readonly check: string;
      readonly parts: readonly unknown[];
      readonly facts: readonly string[];
    }[];
    readonly facts: readonly { readonly id: string }[];
  };
  expect(document).toMatchObject({
    version: 1,
    toolVersion: '1.2.3',
    name: 'shop',
    objectives: 'backups.yaml',
    holds: false,
    templates: [{ stack: 'shop', sha256: 'ab' }],
    looked: { from: '2027-01-01T00:00Z', until: '2055-01-01T00:00Z' },
  });
  expect(document.proofs).toHaveLength(report.proofs.length);
  const named = new Set(document.facts.map(({ id }) => id));
  expect(document.proofs.flatMap(({ facts }) => facts).filter((id) => !named.has(id))).toEqual([]);
});

test('is CSV with one line for each answer', () => {
  const lines = renderBackupsCsv(report, options('en')).split('\r\n');
  expect(lines).toHaveLength(report.proofs.length + 2);
  expect(lines[0]).toMatch(/^\ufeffcheck,subject,about,verdict,says,/);
});

test('is Markdown in which nothing of the user is markup', () => {
  const hostile = '](javascript:alert(1)) <script> | `x` **b** #1 @here ::error:: https://x.example';
  const text = renderBackupsMarkdown({ ...report, name: hostile }, options('en'));
  expect(text).toMatch(/^# Backup proofs: /);
  const [title = ''] = text.split('\n');
  expect(title).not.toMatch(/[<>[\]`|*]|https:\/\//);
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  expect(new Set(rows.map((row) => row.split(' | ').length)).size).toBeLessThanOrEqual(3);
  expect(text).toContain('## REFUTED: enough recovery points at every instant');
});

test('one answer can be told alone', () => {
  const text = renderBackupProof(answerTo(report, 'VaultLocked', TOKYO), { language: 'en' });
  expect(text).toMatch(/^✗ REFUTED {2}the vault is locked\n/);
  expect(text).toContain('counter-example: whoever may delete recovery points deletes every one');
});

test('colours and width are for terminals', () => {
  const text = renderBackups(report, { ...options('en'), colours: true, width: 60 });
  expect(text).toContain('\u001B[31m✗ REFUTED\u001B[39m');
  expect(renderBackups(report, options('en'))).not.toContain('\u001B');
});
