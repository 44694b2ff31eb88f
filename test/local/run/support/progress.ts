import type { Progress } from '../../../../lib/local/report';

/** Progress that notes what it is told, as `step: verb text`. */
export function notedProgress(): { readonly progress: Progress; readonly told: readonly string[] } {
  const told: string[] = [];
  const tell = (...words: readonly (string | undefined)[]): void => {
    told.push(words.filter((word) => word !== undefined).join(' '));
  };
  const progress: Progress = {
    step: (title) => {
      tell(`${title}:`, 'begin');
      return {
        update: (text) => {
          tell(`${title}:`, 'update', text);
        },
        done: (text) => {
          tell(`${title}:`, 'done', text);
        },
        fail: (text) => {
          tell(`${title}:`, 'fail', text);
        },
        skip: (reason) => {
          tell(`${title}:`, 'skip', reason);
        },
      };
    },
    note: tell,
  };
  return { progress, told };
}
