import type { DivergenceId } from '../../gateway';
import type { DescribedLists } from '../read-network';
import type { Said } from '../said';

/** What the emulator is known to leave out of its answers, and the templates say. */
export interface Completion {
  readonly divergence: DivergenceId;
  /** What is taken from the templates, in the plural. */
  readonly what: string;
  readonly complete: (lists: DescribedLists, said: Said, region: string) => Completed;
}

/** Lists with what was missing, and how often something was. */
export interface Completed {
  readonly lists: DescribedLists;
  readonly taken: number;
}
