import type { ListrTask } from 'listr2';
import { printable, type StepHandle } from '../local/report';
import type { ProgressRenderer } from './progress-renderer';

/** Makes the cursor visible, which is hidden while the display is redrawn. */
const SHOW_CURSOR = '\u001B[?25h';

/** A task that ends when it is told to. */
interface TitledTask {
  readonly task: ListrTask;
  readonly handle: StepHandle;
  /** Ends the task unless it has ended. */
  readonly stop: () => void;
}

/** Progress for a terminal: every step a line that changes until the step ends. Written to the standard output. */
export async function terminalProgress(): Promise<ProgressRenderer> {
  // Loaded here: a build server never needs it, and neither does a command that refuses its arguments.
  const { Listr, PRESET_TIMER } = await import('listr2');
  const queue = new TaskQueue();
  const steps = new Set<TitledTask>();
  const list = new Listr([following(queue)], {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    rendererOptions: { collapseSubtasks: false, collapseSkips: true, timer: PRESET_TIMER },
  });
  // Whatever ends the process, the next prompt has a cursor.
  const restore = (): void => void process.stdout.write(SHOW_CURSOR);
  process.once('exit', restore);
  const ended: Promise<unknown> = list.run().then(
    () => undefined,
    (error: unknown) => error,
  );
  return {
    note: (text) => {
      queue.put({
        title: printable(text),
        task: () => undefined,
        rendererOptions: { timer: { ...PRESET_TIMER, condition: false } },
      });
    },
    step: (title) => {
      const titled = titledTask(printable(title));
      steps.add(titled);
      queue.put(titled.task);
      return titled.handle;
    },
    close: async () => {
      steps.forEach(({ stop }) => {
        stop();
      });
      queue.put(undefined);
      const failure = await ended;
      process.off('exit', restore);
      if (failure !== undefined) {
        throw failure;
      }
    },
  };
}

/**
 * Shows the next task beside another such task: a list of listr2 is fixed once it runs, but a task may end in a list of
 * its own, and one without a title is not shown.
 */
function following(queue: TaskQueue): ListrTask {
  return {
    task: async (_context, self) => {
      const next = await queue.take();
      return next === undefined
        ? undefined
        : self.newListr([next, following(queue)], { concurrent: true, exitOnError: false });
    },
  };
}

/** How a step ends. */
interface End {
  readonly how: 'done' | 'fail' | 'skip';
  readonly text: string;
}

function titledTask(title: string): TitledTask {
  let latest = '';
  let show = (text: string): void => {
    latest = text;
  };
  let resolve: (end: End) => void = () => undefined;
  const end = new Promise<End>((settle) => {
    resolve = settle;
  });
  const lines = (text: string): string => (text === '' ? title : `${title}: ${printable(text)}`);
  return {
    task: {
      title,
      task: async (_context, self) => {
        show = (text) => {
          self.output = printable(text);
        };
        show(latest);
        const { how, text } = await end;
        switch (how) {
          case 'done':
            self.title = lines(text);
            return;
          case 'skip':
            self.skip(lines(text));
            return;
          case 'fail':
            throw new Error(lines(text));
        }
      },
    },
    handle: {
      update: (text) => {
        show(text);
      },
      done: (text = '') => {
        resolve({ how: 'done', text });
      },
      fail: (text) => {
        resolve({ how: 'fail', text });
      },
      skip: (text) => {
        resolve({ how: 'skip', text: `skipped: ${text}` });
      },
    },
    stop: () => {
      resolve({ how: 'skip', text: 'stopped' });
    },
  };
}

/** Tasks in the order in which they come, for one taker at a time. */
class TaskQueue {
  private readonly waiting: (ListrTask | undefined)[] = [];
  private readonly takers: ((task: ListrTask | undefined) => void)[] = [];

  put(task: ListrTask | undefined): void {
    const taker = this.takers.shift();
    if (taker === undefined) {
      this.waiting.push(task);
    } else {
      taker(task);
    }
  }

  take(): Promise<ListrTask | undefined> {
    if (this.waiting.length > 0) {
      return Promise.resolve(this.waiting.shift());
    }
    return new Promise((resolve) => this.takers.push(resolve));
  }
}
