import { printable, type StepHandle } from '../local/report';
import type { ProgressRenderer } from './progress-renderer';

/** Columns of the elapsed seconds. */
const ELAPSED_COLUMNS = 7;

/**
 * Progress for files and build servers: one line for each event, with the seconds elapsed since the beginning, and no
 * control characters.
 *
 * @param now clock in milliseconds
 */
export function plainProgress(output: { write(text: string): unknown }, now: () => number): ProgressRenderer {
  const start = now();
  const open = new Map<StepHandle, string>();
  const since = (from: number): string => ((now() - from) / 1000).toFixed(1);
  const line = (text: string): void => {
    output.write(`${since(start).padStart(ELAPSED_COLUMNS)}  ${printable(text)}\n`);
  };
  return {
    note: line,
    step: (title) => {
      const begun = now();
      let last = '';
      const end = (how: string, text: string): void => {
        if (open.delete(handle)) {
          line(`${title}: ${how}${text === '' ? '' : `: ${text}`} (${since(begun)} s)`);
        }
      };
      const handle: StepHandle = {
        update: (text) => {
          if (open.has(handle) && text !== last) {
            last = text;
            line(`${title}: ${text}`);
          }
        },
        done: (text = '') => {
          end('done', text);
        },
        fail: (text) => {
          end('FAILED', text);
        },
        skip: (reason) => {
          end('skipped', reason);
        },
      };
      open.set(handle, title);
      line(`${title}: started`);
      return handle;
    },
    close: () => {
      for (const title of open.values()) {
        line(`${title}: stopped`);
      }
      open.clear();
      return Promise.resolve();
    },
  };
}
