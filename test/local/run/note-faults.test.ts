import { NO_RECORD } from '../../../lib/local/drill';
import { noteFaults } from '../../../lib/local/run/note-faults';
import { outcomeOf } from './support/outcome';
import { notedContext } from './support/run-context';

test('an outcome stands in the report as it is, without its sentences', () => {
  const { context, report } = notedContext();
  const { problems, ...entry } = outcomeOf();
  noteFaults(context, [outcomeOf()]);
  expect(report()).toMatchObject({ result: 'passed', problems });
  expect(report().faults).toStrictEqual([entry]);
});

test('what was missed is among the problems', () => {
  const { context, report } = notedContext();
  noteFaults(context, [outcomeOf({ problems: ['a', 'b'] }), outcomeOf(), outcomeOf({ problems: ['c'] })]);
  expect(report()).toMatchObject({ result: 'failed', problems: ['a', 'b', 'c'] });
});

test('a run that left no record is called so in words of the report', () => {
  const { context, report } = notedContext();
  const observed = { runs: 3, status: NO_RECORD, codes: [], orders: 1, seconds: 9 };
  noteFaults(context, [outcomeOf({ observed })]);
  expect(report().faults[0]?.observed).toStrictEqual({ ...observed, status: 'NONE' });
});

test('one that was not played says why', () => {
  const { context, report } = notedContext();
  noteFaults(context, [outcomeOf({ applied: 'the site has no firewall' })]);
  expect(report().faults[0]?.applied).toStrictEqual({ applied: false, reason: 'the site has no firewall' });
});

test('later outcomes follow earlier ones', () => {
  const { context, report } = notedContext();
  noteFaults(context, [outcomeOf({ id: 'a' })]);
  noteFaults(context, [outcomeOf({ id: 'b' }), outcomeOf({ id: 'c' })]);
  noteFaults(context, []);
  expect(report().faults.map(({ id }) => id)).toStrictEqual(['a', 'b', 'c']);
});
