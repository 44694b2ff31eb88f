import { HonmaruError } from '../../errors';
import type { TemplateResource } from '../../template';
import type { Selector } from '../../verify/policy/types';
import type { Declared } from '../declared';
import type { ReadContext } from './context';

type List = 'tiers' | 'databases' | 'balancers';
type EntryOf<L extends List> = NonNullable<Declared[L]>[number];

/**
 * What the entries of a list that name a resource say of it, put together: one may come from the templates, another from a
 * file.
 *
 * @param types of resources that such entries name
 * @throws HonmaruError when two say different things
 */
export function saidOf<L extends List>(
  ctx: ReadContext,
  list: L,
  resource: TemplateResource,
  types: readonly string[],
): Partial<EntryOf<L>> {
  const entries: readonly { readonly of: Selector }[] = ctx.declared[list] ?? [];
  const said: Record<string, unknown> = {};
  entries.forEach(({ of, ...fields }, index) => {
    if (ctx.selection.find(of, types).includes(resource)) {
      for (const [field, value] of Object.entries(fields)) {
        if (said[field] !== undefined && JSON.stringify(said[field]) !== JSON.stringify(value)) {
          throw new HonmaruError([contradiction(`${list}[${String(index)}].${field}`)]);
        }
        said[field] = value;
      }
    }
  });
  return said as Partial<EntryOf<L>>;
}

function contradiction(path: string): HonmaruError['faults'][number] {
  return {
    path,
    must: 'must be what another entry says of the same resource',
    hint: 'declare it once',
    code: 'ObjectivesContradicting',
  };
}
