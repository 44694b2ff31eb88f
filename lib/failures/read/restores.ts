import { resourceKey, type TemplateResource } from '../../template';
import type { DeclaredRunbook } from '../declared';
import type { Member, Need } from '../model/types';
import type { ReadContext } from './context';
import { lossOfCopies } from './copies';
import { labelOf } from './draft';
import { databasesOf } from './tiers';
import type { Walk } from './walk';

/** The member of the Region in which a runbook restores. */
export function restoredMember({ id }: DeclaredRunbook): string {
  return `restored by ${id}`;
}

export function restoringRunbooks(ctx: ReadContext): readonly DeclaredRunbook[] {
  return ctx.declared.runbooks?.filter(({ does }) => does.includes('restore-region')) ?? [];
}

/**
 * A need that is answered in the Region of the site, or, after a runbook, in the one where the site was restored (FM-19).
 */
export function withRestore(walk: Walk, entry: TemplateResource, need: Need): Need {
  const { ctx } = walk;
  const runbooks = restoringRunbooks(ctx);
  if (runbooks.length === 0) {
    return need;
  }
  const own = siteRegion(ctx);
  const primary: Member = {
    id: 'primary',
    part: ctx.draft.part({
      id: `${resourceKey(entry)}#primary`,
      label: `site in ${ctx.draft.region(own)}`,
      kind: 'none',
      fate: [ctx.draft.region(own)],
    }),
    needs: [need],
    perSecond: 'unlimited',
  };
  const restored = runbooks.map((runbook): Member => {
    const region = runbook.region ?? '';
    const loses =
      runbook.dataLossSeconds === undefined
        ? lossOfCopies(ctx, databasesOf(ctx), region)
        : [
            {
              name: 'declared loss',
              seconds: runbook.dataLossSeconds,
              basis: 'declared' as const,
              source: `runbooks.${runbook.id}.dataLossSeconds`,
            },
          ];
    if (loses === undefined) {
      ctx.draft.note({
        code: 'WITHOUT_EFFECT',
        where: `runbooks.${runbook.id}`,
        means: `no backup plan copies a database to ${region}: what is lost is not known, and not counted`,
      });
    }
    return {
      id: restoredMember(runbook),
      part: ctx.draft.part({
        id: `${resourceKey(entry)}#${restoredMember(runbook)}`,
        label: `site restored in ${region}`,
        kind: 'none',
        fate: [ctx.draft.region(region)],
      }),
      needs: [],
      isManual: true,
      ...(loses === undefined ? {} : { loses }),
    };
  });
  const pool = ctx.draft.pool(`${resourceKey(entry)}#regions`, walk.service.id, {
    label: `Regions of ${labelOf(entry)}`,
    choice: 'prefer',
    members: [primary, ...restored],
  });
  ctx.draft.know('regions', entry, pool);
  return { kind: 'pool', pool };
}

/** The Region in which the site serves. */
export function siteRegion(ctx: ReadContext): string | undefined {
  return ctx.network.vpcs[0]?.region;
}
