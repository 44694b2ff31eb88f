import { MOST_TEXT_BYTES, writeMail } from '../../../lambda/daily-summary/mail';
import type { Summary } from '../../../lambda/daily-summary/summary';
import { known } from '../../../lambda/shared/observed';
import { partsOf, recordOf, summaryWith } from './days';

describe('a mail that would be too long', () => {
  const many = (entries: number, length: number) => {
    const happened = Array.from({ length: entries }, () => ({
      at: '2026-11-25T12:00:00.000Z',
      text: 'x'.repeat(length),
    }));
    return summaryWith('database-check', known(recordOf({ happened, happenedCount: entries })));
  };

  test('is cut between lines and says so, in both languages, below the limit of SNS', () => {
    const mail = writeMail(many(20, 10_000));
    expect(MOST_TEXT_BYTES).toBe(120_000);
    expect(Buffer.byteLength(mail.body)).toBeLessThan(256 * 1024);
    const [english, japanese] = partsOf(many(20, 10_000));
    expect(english?.at(-1)).toBe('... too long for one mail: 13 lines are left out; the records hold everything.');
    expect(japanese?.at(-1)).toBe('... 長すぎるため 13 行を省略しました。記録にはすべて残っています。');
    expect(english?.at(-2)).toBe(`    2026-11-25 21:00:00 ${'x'.repeat(10_000)}`);
  });

  test('is whole up to the last byte', () => {
    const bytesOf = (summary: Summary) =>
      (partsOf(summary)[0] ?? []).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    const room = MOST_TEXT_BYTES - bytesOf(many(1, 1)) + 1;
    const whole = partsOf(many(1, room))[0] ?? [];
    expect(bytesOf(many(1, room))).toBe(MOST_TEXT_BYTES);
    expect(whole.at(-1)).toBe('- drill: was not called');
    expect(partsOf(many(1, room + 1))[0]?.at(-1)).toMatch(/^\.\.\. too long for one mail: 1 lines/);
  });
});
