import type { Check } from '../shared/run-check';
import { checkLines } from './check';
import type { LineCheckEvent } from './contract';
import { lineCheckEvent } from './event';
import { readLines, type LineClients } from './read';

/** The line check with its clients, which live as long as the container. */
export function lineCheck(clients: LineClients): Check<LineCheckEvent> {
  return {
    name: 'line-check',
    event: lineCheckEvent,
    run: async (event, abortSignal) => {
      const inputs = await readLines(event, clients, abortSignal);
      return { decision: checkLines(event, inputs), inputs };
    },
  };
}
