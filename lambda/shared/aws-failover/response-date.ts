import type { HttpResponse, MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { StoreTime } from '../failover/ports';

/** The part of a command that is looked at. */
interface Watched {
  readonly middlewareStack: Pick<MiddlewareStack<never, MetadataBearer>, 'add'>;
}

/** The moment at which the API answered, by its own clock. */
export interface ResponseDate {
  /** Time of the newest answer; `undefined` when none came, or none that told the time. */
  readonly find: () => StoreTime | undefined;
}

/** As HTTP writes a moment; anything else is none. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Watches the `Date` header of the answers to a command that is about to be sent.
 *
 * It is the only time that several runs have in common: their machines may each have their own. It comes in whole seconds,
 * and belongs to failed answers too.
 */
export function watchDate(command: Watched): ResponseDate {
  let newest: StoreTime | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      newest = dateOf(result.response) ?? newest;
      return result;
    },
    // Next to the wire: before anything is read into the answer.
    { step: 'deserialize', name: 'watchDate', priority: 'low' },
  );
  return { find: () => newest };
}

function dateOf(response: unknown): StoreTime | undefined {
  const { headers } = response as Partial<HttpResponse>;
  const text = headers?.date ?? '';
  return HTTP_DATE.test(text) ? asTime(Date.parse(text)) : undefined;
}

function asTime(time: number): StoreTime | undefined {
  return Number.isNaN(time) ? undefined : time;
}
