import { HonmaruError } from '../errors';

/**
 * Refuses `expect(…).not`.
 *
 * @throws HonmaruError when the expectation is negated
 */
export function refuseNegation(context: unknown, subject: string, matcher: string): void {
  if (typeof context === 'object' && context !== null && 'isNot' in context && context.isNot === true) {
    throw new HonmaruError([
      {
        path: `expect(${subject}).not.${matcher}`,
        must: 'must not be negated: what is not proved may still hold',
        hint: HINTS[subject] ?? 'expect what must hold',
        code: 'MatcherNegated',
      },
    ]);
  }
}

const HINTS: Readonly<Record<string, string>> = {
  network: 'expect the contrary, for example toReach instead of not.toIsolate',
  backups: 'expect what must hold',
  failures: 'expect what must be survived',
};
