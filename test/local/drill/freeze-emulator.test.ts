import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CheckName } from '../../../lambda/shared/contract';
import { freezeEmulator } from '../../../lib/local/drill';
import type { FunctionCode } from '../../../lib/local/site';
import { CONCLUSIONS, lineOf } from '../observe/support/records';
import { deployedCheck } from '../site/support/deployed';
import { FakeLane, recordWith, tickingClock } from './support/faults';

const directory = mkdtempSync(path.join(tmpdir(), 'honmaru frozen '));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Code of a check that concludes this, or leaves no record. */
function codeOf(name: CheckName, concludes?: keyof typeof CONCLUSIONS): FunctionCode {
  const file = path.join(mkdtempSync(path.join(directory, 'code ')), 'index.js');
  const line = concludes === undefined ? 'no record' : lineOf({ check: name }, CONCLUSIONS[concludes]);
  writeFileSync(file, `exports.handler = async () => console.log(${JSON.stringify(line)});`);
  return { check: deployedCheck({ name }), file };
}

/** Freezes an emulator under checks with this code. */
function frozen(
  codes: readonly FunctionCode[],
  options: { readonly signal?: AbortSignal; readonly lane?: FakeLane } = {},
) {
  const happened: string[] = [];
  const note = (event: string) => () => {
    happened.push(event);
  };
  const lane =
    options.lane ??
    new FakeLane((check) => {
      happened.push(`run ${check}`);
      return { record: recordWith(check) };
    });
  const outcomes = freezeEmulator({
    emulator: { freeze: note('freeze'), thaw: note('thaw') },
    codes,
    surroundings: {
      region: 'ap-northeast-1',
      endpoint: 'http://127.0.0.1:9',
      account: '111122223333',
      environment: {},
      directory,
    },
    lane,
    onFrozen: note('frozen'),
    signal: options.signal ?? new AbortController().signal,
    now: tickingClock(),
  });
  return { outcomes, happened };
}

test('every check must say that it does not know, and be healthy again', async () => {
  const names = ['topology-check', 'database-check', 'backup-check'] as const;
  const { outcomes, happened } = frozen(names.map((name) => codeOf(name, 'UNKNOWN')));
  expect(await outcomes).toMatchObject(
    names.map((check) => ({
      ...{ id: `emulator-frozen/${check}`, check, applied: true, noticed: true, recovered: true, problems: [] },
      ...{ expected: { status: ['UNKNOWN'] }, observed: { runs: 1, status: 'UNKNOWN', codes: ['Timeout'] } },
    })),
  );
  expect(happened).toStrictEqual(['freeze', 'frozen', 'thaw', ...names.map((name) => `run ${name}`)]);
});

test.each([
  ['HEALTHY', 'HEALTHY'],
  ['DEGRADED', 'DEGRADED, C'],
  ['FAILED', 'FAILED, C'],
  [undefined, 'NO RECORD'],
] as const)('a check that says %s of an emulator that does not answer is a problem', async (concludes, said) => {
  const [outcome] = await frozen([codeOf('backup-check', concludes)]).outcomes;
  expect(outcome).toMatchObject({
    noticed: false,
    problems: [
      'emulator-frozen/backup-check (the emulator stands still: no API answers at all): ' +
        `backup-check must say UNKNOWN, it said ${said}`,
    ],
  });
});

test('a check that is not healthy again is a problem', async () => {
  const lane = new FakeLane((check) => ({ record: recordWith(check, { questions: ['Timeout'] }) }));
  const [outcome] = await frozen([codeOf('backup-check', 'UNKNOWN')], { lane }).outcomes;
  expect([outcome?.noticed, outcome?.recovered, outcome?.problems.length]).toStrictEqual([true, false, 1]);
});

test('goes on when it is stopped meanwhile', async () => {
  const stop = new AbortController();
  const { outcomes, happened } = frozen([codeOf('backup-check', 'UNKNOWN')], { signal: stop.signal });
  stop.abort();
  await expect(outcomes).rejects.toMatchObject({ name: 'AbortError' });
  expect(happened).toStrictEqual(['freeze', 'frozen', 'thaw']);
});

test('goes on when a record cannot be read', async () => {
  const { check, file } = codeOf('backup-check');
  writeFileSync(file, `exports.handler = async () => console.log('{"_aws":{}}');`);
  const { outcomes, happened } = frozen([{ check, file }]);
  await expect(outcomes).rejects.toThrow(/^malformed record of a check/);
  expect(happened).toStrictEqual(['freeze', 'frozen', 'thaw']);
});
