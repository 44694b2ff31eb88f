import type { CommandContext } from './command-context';

/** How wide lines are, and whether they have colours. */
export interface Shown {
  readonly width: number;
  readonly colours: boolean;
}

/** Columns of a file, a pipe, and a terminal that does not tell. */
const USUAL = 100;

/**
 * What a terminal shows; a file or a pipe gets neither colours nor its width.
 *
 * @see https://no-color.org read 2026-11-26
 */
export function shownOn({ stdout, env }: Pick<CommandContext, 'stdout' | 'env'>): Shown {
  const isTerminal = stdout.isTTY === true;
  const columns = 'columns' in stdout && typeof stdout.columns === 'number' ? stdout.columns : USUAL;
  const isPlain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  const isForced = (env['FORCE_COLOR'] ?? '0') !== '0' && env['FORCE_COLOR'] !== '';
  return {
    width: isTerminal ? Math.min(Math.max(columns, 60), 160) : USUAL,
    colours: isForced || (isTerminal && !isPlain),
  };
}
