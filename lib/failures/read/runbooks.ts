import { knownText, resourceKey, targetOf, type TemplateResource } from '../../template';
import { entry, listed } from '../../verify';
import type { DeclaredRunbook } from '../declared';
import type { FaultSelector, ManualReaction, Pool } from '../model/types';
import type { ReadContext } from './context';
import { delayOf } from './delays';
import { DISTRIBUTION_TYPE } from './entries';
import { restoredMember, siteRegion } from './restores';
import { policiesOf } from './shared-parts';

/** What operators do: the runbooks that are declared, as far as the model knows what they change. */
export function readRunbooks(ctx: ReadContext): void {
  for (const runbook of ctx.declared.runbooks ?? []) {
    for (const step of runbook.does) {
      const found =
        step === 'shift-zone'
          ? shifts(ctx, runbook)
          : step === 'evacuate-writer'
            ? evacuations(ctx, runbook)
            : restores(ctx, runbook);
      ctx.draft.manual.push(...found);
      if (found.length === 0) {
        ctx.draft.note({
          code: 'WITHOUT_EFFECT',
          where: `runbooks.${runbook.id}`,
          means: `${step} changes nothing in the model`,
        });
      }
    }
  }
  noteActing(ctx);
}

type Made = Omit<ManualReaction, 'runbook' | 'delay'>;

function made(runbook: DeclaredRunbook, reaction: Made): ManualReaction {
  return {
    ...reaction,
    runbook: runbook.document ?? runbook.id,
    delay: delayOf(`runbook ${runbook.id}`, runbook.seconds, 'declared', `runbooks.${runbook.id}.seconds`),
  };
}

/** Faults of a zone on which a runbook is for. */
function onZone({ on }: DeclaredRunbook, zone: string): readonly FaultSelector[] {
  return on.flatMap((kind): readonly FaultSelector[] =>
    kind === 'zone-lost'
      ? [{ group: zone, mode: 'lost' }]
      : kind === 'zone-cut-off'
        ? [{ group: zone, mode: 'cut-off' }]
        : [],
  );
}

/** FM-18: in each zone of which a load balancer lets its traffic be shifted away. */
function shifts(ctx: ReadContext, runbook: DeclaredRunbook): readonly ManualReaction[] {
  const zones = new Set(
    ctx.draft.allPools.filter(({ isShiftable }) => isShiftable).flatMap((pool) => zonesOf(ctx, pool)),
  );
  return [...zones].flatMap((zone) => {
    const on = onZone(runbook, zone);
    return on.length === 0
      ? []
      : [
          made(runbook, {
            id: `${runbook.id}/shift-zone/${zone}`,
            planes: operatorPlanes(ctx, 'arc-zonal-shift'),
            on,
            effect: { kind: 'shift', zone },
          }),
        ];
  });
}

/** The writer is moved to the first reader in another zone. */
function evacuations(ctx: ReadContext, runbook: DeclaredRunbook): readonly ManualReaction[] {
  const functions = actingFunctions(ctx).filter(({ trigger }) => trigger === undefined);
  return ctx.draft.allPools
    .filter(({ id }) => /#writer(#|$)/.test(id))
    .flatMap((pool) => {
      const [writer, ...readers] = pool.members;
      const zone = writer === undefined ? undefined : zoneOf(ctx, writer.part);
      const other = readers.find(({ part }) => zoneOf(ctx, part) !== zone);
      const on = zone === undefined ? [] : onZone(runbook, zone);
      return other === undefined || on.length === 0
        ? []
        : [
            made(runbook, {
              id: `${runbook.id}/evacuate-writer/${pool.id}`,
              planes: operatorPlanes(ctx, 'rds', ...(functions.length > 0 ? ['lambda'] : [])),
              on,
              effect: { kind: 'move', pool: pool.id, member: other.id },
            }),
          ];
    });
}

/** FM-19. */
function restores(ctx: ReadContext, runbook: DeclaredRunbook): readonly ManualReaction[] {
  const region = siteRegion(ctx);
  if (!runbook.on.includes('region-lost')) {
    return [];
  }
  const distributions = ctx.resources(DISTRIBUTION_TYPE);
  return ctx.draft.allPools
    .filter(({ id }) => /#regions(#|$)/.test(id))
    .map((pool) =>
      made(runbook, {
        id: `${runbook.id}/restore-region/${pool.id}`,
        planes: [
          ...['backup', 'rds', 'ec2', 'sign-in'].map((service) => ctx.draft.plane(runbook.region, service)),
          ...(distributions.length > 0 ? [ctx.draft.plane('us-east-1', 'cloudfront')] : []),
        ],
        on: [{ group: ctx.draft.region(region), mode: 'lost' }],
        effect: { kind: 'move', pool: pool.id, member: restoredMember(runbook) },
      }),
    );
}

function operatorPlanes(ctx: ReadContext, ...services: readonly string[]): readonly string[] {
  return [...services, 'sign-in'].map((service) => ctx.draft.plane(siteRegion(ctx), service));
}

function zonesOf(ctx: ReadContext, { members }: Pool): readonly string[] {
  return members.flatMap(({ part }) => zoneOf(ctx, part) ?? []);
}

function zoneOf(ctx: ReadContext, part: string): string | undefined {
  return ctx.draft.findPart(part)?.zone;
}

/** A function that may promote a reader, and what starts it by itself. */
interface Acting {
  readonly resource: TemplateResource;
  readonly trigger: TemplateResource | undefined;
}

/** Functions whose role lets them fail a cluster over. */
function actingFunctions(ctx: ReadContext): readonly Acting[] {
  const triggers = ctx.resources('AWS::Scheduler::Schedule', 'AWS::Events::Rule');
  return ctx.resources('AWS::Lambda::Function').flatMap((resource) => {
    const role = ctx.target(resource, 'Role');
    const mayAct =
      role !== undefined && policiesOf(ctx, role).some((document) => allows(document, 'rds:FailoverDBCluster'));
    const trigger = triggers.find((each) =>
      [
        ctx.property(each, 'Target', 'Arn'),
        ...listed(ctx.property(each, 'Targets')).items.map(({ value }) => entry(value, 'Arn')),
      ].some((value) => targetOf(value) === resource),
    );
    return mayAct ? [{ resource, trigger }] : [];
  });
}

function allows(document: ReturnType<typeof entry>, action: string): boolean {
  return listed(entry(document, 'Statement')).items.some(
    ({ value }) =>
      knownText(entry(value, 'Effect')) === 'Allow' &&
      listed(entry(value, 'Action')).items.some((item) => knownText(item.value) === action),
  );
}

/** A function that acts by itself acts on what Aurora has already done, so it is no reaction of its own. */
function noteActing(ctx: ReadContext): void {
  for (const { resource, trigger } of actingFunctions(ctx)) {
    if (trigger !== undefined) {
      ctx.draft.noteOn(
        resource,
        'WITHOUT_EFFECT',
        `it may promote a reader, started by ${resourceKey(trigger)}; Aurora does so before it, and by the same plane`,
      );
    }
  }
}
