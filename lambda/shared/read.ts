import * as z from 'zod/mini';
import { isNamed, unknownFrom } from './failure';
import { known, unknown, type Observed } from './observed';

/** A question to an API, asked once. */
export interface Question<T> {
  /** Sends the question. Does nothing else, so that whatever it throws is the API's fault and not a bug. */
  readonly ask: () => Promise<unknown>;
  /** What an answer looks like; anything else is no answer. */
  readonly schema: z.ZodMiniType<T>;
}

/** A question whose answer comes in pages. */
export interface PagedQuestion<T> {
  /** Sends the question for the page after `token`. Does nothing else. */
  readonly ask: (token: string | undefined) => Promise<unknown>;
  /** What a page looks like. */
  readonly schema: z.ZodMiniType<{ readonly items: readonly T[]; readonly next?: string | undefined }>;
}

/** Most pages of one answer; more than any site has, so reaching it means that the answer has no end. */
const MOST_PAGES = 100;

/** Asks once and checks the answer. */
export async function read<T>(question: Question<T>): Promise<Observed<T>> {
  try {
    return check(await question.ask(), question.schema);
  } catch (error) {
    return unknownFrom(error);
  }
}

/** Asks once; an error of that name is the answer `absent`. */
export async function readOrAbsent<T>(question: Question<T>, absence: string): Promise<Observed<T | 'absent'>> {
  try {
    return check(await question.ask(), question.schema);
  } catch (error) {
    return isNamed(error, absence) ? known('absent') : unknownFrom(error);
  }
}

/** Asks for page after page; without every page nothing is known. */
export async function readPages<T>(question: PagedQuestion<T>): Promise<Observed<readonly T[]>> {
  const items: T[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const current = token;
    const page = await read({ ask: () => question.ask(current), schema: question.schema });
    if (page.kind === 'unknown') {
      return page;
    }
    items.push(...page.value.items);
    // Some APIs end with an empty token, some with none.
    token = page.value.next === '' ? undefined : page.value.next;
    if (token !== undefined && (tokens.has(token) || tokens.size >= MOST_PAGES)) {
      return unknown('Contradictory', 'the pages of the answer have no end');
    }
    tokens.add(token ?? '');
  } while (token !== undefined);
  return known(items);
}

function check<T>(answer: unknown, schema: z.ZodMiniType<T>): Observed<T> {
  const parsed = z.safeParse(schema, answer);
  return parsed.success ? known(parsed.data) : unknown('Malformed', describeFaults(parsed.error));
}

/** Where an answer is wrong, without what it says: an answer that is none may hold anything. */
function describeFaults(error: z.core.$ZodError): string {
  const faults = error.issues.slice(0, 3).map((issue) => `${issue.path.join('.') || 'answer'} (${issue.code})`);
  return `not the answer of this API: ${faults.join(', ')}`;
}
