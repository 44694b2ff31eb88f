import { init } from 'z3-solver';

/** Answers whether something fulfils the assertions of a text in SMT-LIB. */
export type Solve = (text: string) => Promise<'sat' | 'unsat' | 'unknown'>;

/** Starts z3, and ends its threads. */
export async function startSolver(): Promise<{ readonly solve: Solve; readonly end: () => void }> {
  const { Context, em } = await init();
  const { Solver } = Context('main');
  return {
    solve: async (text) => {
      const solver = new Solver();
      solver.fromString(text);
      const answer = await solver.check();
      solver.release();
      return answer;
    },
    end: () => {
      em.PThread.terminateAllThreads();
    },
  };
}
