import { describeValue, knownText, resourceKey, targetOf, type TemplateResource, type Value } from '../../../template';
import { entry, listed } from '../../../verify';
import type { Sight } from '../../model/types';
import { SOURCES } from '../../register';
import type { ReadContext } from '../context';
import { delayOf } from '../delays';
import { resourcesIn } from '../structure';
import { announcedBy } from './announce';
import { unseenByApis } from './blind';

const DELIVERY_SECONDS = 60;
const RDS_DELIVERY_SECONDS = 300;

/** Events as detectors (FM-24): of EventBridge, of RDS, and of Auto Scaling groups. */
export function readEvents(ctx: ReadContext): void {
  ctx.resources('AWS::Events::Rule').forEach((rule) => {
    readRule(ctx, rule);
  });
  ctx.resources('AWS::RDS::EventSubscription').forEach((subscription) => {
    readSubscription(ctx, subscription);
  });
  ctx.resources('AWS::AutoScaling::AutoScalingGroup').forEach((group) => {
    readNotifications(ctx, group);
  });
}

function readRule(ctx: ReadContext, rule: TemplateResource): void {
  const pattern = ctx.property(rule, 'EventPattern');
  if (pattern.kind === 'absent') {
    return;
  }
  const parts = partsOfPattern(ctx, pattern);
  if (parts.length === 0) {
    ctx.draft.noteOn(
      rule,
      'DETECTOR_SEES_NOTHING',
      `its events (${sourcesOf(pattern)}) tell of nothing that the model can lose`,
    );
    return;
  }
  const targets = listed(ctx.property(rule, 'Targets')).items.map(({ value }) => entry(value, 'Arn'));
  add(ctx, rule, resourceKey(rule), [{ kind: 'part', parts }], targets, 'events', DELIVERY_SECONDS);
}

/** Keys that somebody disables, and certificates that expire: what a pattern of EventBridge tells of. */
function partsOfPattern(ctx: ReadContext, pattern: Value): readonly string[] {
  const sources = textsIn(entry(pattern, 'source'));
  if (sources.includes('aws.kms')) {
    const events = textsIn(entry(pattern, 'detail', 'eventName'));
    const named = resourcesIn(entry(pattern, 'detail', 'resources')).concat(resourcesIn(entry(pattern, 'resources')));
    return events.some((name) => /^(DisableKey|ScheduleKeyDeletion)$/.test(name))
      ? named.map(resourceKey).filter((id) => ctx.draft.findPart(id) !== undefined)
      : [];
  }
  if (sources.includes('aws.acm')) {
    return ctx.draft.allParts.filter(({ what }) => what === 'certificate').map(({ id }) => id);
  }
  return [];
}

function textsIn(value: Value): readonly string[] {
  return listed(value).items.flatMap((item) => knownText(item.value) ?? []);
}

function sourcesOf(pattern: Value): string {
  return textsIn(entry(pattern, 'source')).join(', ') || describeValue(entry(pattern, 'source'));
}

const DATABASE_EVENTS = /^(availability|failover|failure)$/;

function readSubscription(ctx: ReadContext, subscription: TemplateResource): void {
  const categories = textsIn(ctx.property(subscription, 'EventCategories'));
  const isOfLoss = categories.length === 0 || categories.some((category) => DATABASE_EVENTS.test(category));
  const sources = listed(ctx.property(subscription, 'SourceIds')).items.flatMap(({ value }) => targetOf(value) ?? []);
  const parts = sources
    .flatMap((source) => partsOfDatabase(ctx, source))
    .filter((id) => ctx.draft.findPart(id) !== undefined);
  if (parts.length === 0 || !isOfLoss) {
    ctx.draft.noteOn(subscription, 'DETECTOR_SEES_NOTHING', 'its events tell of nothing that the model can lose');
    return;
  }
  const topic = ctx.property(subscription, 'SnsTopicArn');
  const sees: readonly Sight[] = [{ kind: 'part', parts, blindTo: unseenByApis(ctx) }];
  add(ctx, subscription, resourceKey(subscription), sees, [topic], 'rds', RDS_DELIVERY_SECONDS);
}

/** An instance; of a cluster its writer, whose failover is told. */
function partsOfDatabase(ctx: ReadContext, source: TemplateResource): readonly string[] {
  const [pool] = ctx.draft.poolsOf('writer', source);
  const [writer] = pool === undefined ? [] : (ctx.draft.findPool(pool)?.members ?? []);
  return writer === undefined ? [resourceKey(source)] : [writer.part];
}

function readNotifications(ctx: ReadContext, group: TemplateResource): void {
  const [pool] = ctx.draft.poolsOf('servers', group);
  const replace = pool === undefined ? undefined : ctx.draft.findPool(pool)?.replace;
  for (const { value, index } of listed(ctx.property(group, 'NotificationConfigurations')).items) {
    const types = textsIn(entry(value, 'NotificationTypes'));
    if (pool === undefined || replace === undefined || !types.includes('autoscaling:EC2_INSTANCE_TERMINATE')) {
      ctx.draft.noteOn(group, 'DETECTOR_SEES_NOTHING', 'its notifications tell of nothing that the model can lose');
      continue;
    }
    const members = (ctx.draft.findPool(pool)?.members ?? []).map(({ id }) => id);
    add(
      ctx,
      group,
      `${resourceKey(group)}#notifications ${String(index)}`,
      [{ kind: 'failing', pool, atLeast: 1, members }],
      [entry(value, 'TopicARN')],
      'autoscaling',
      DELIVERY_SECONDS,
      replace.after.delay.reduce((sum, { seconds }) => sum + seconds, 0),
    );
  }
}

function add(
  ctx: ReadContext,
  resource: TemplateResource,
  id: string,
  sees: readonly Sight[],
  targets: readonly Value[],
  service: string,
  seconds: number,
  lasts = 0,
): void {
  const { region } = resource.stack;
  const heard = announcedBy(ctx, region, targets);
  if (heard === undefined) {
    ctx.draft.noteOn(resource, 'DETECTOR_TELLS_NOBODY', 'it has no target, and no topic with a subscription');
    return;
  }
  ctx.draft.touched.add(resource);
  ctx.draft.detectors.push({
    id,
    kind: 'event',
    sees,
    ...(lasts === 0 ? {} : { lasts }),
    delay: delayOf('delivery of the event', seconds, 'unverified', SOURCES.none),
    planes: [ctx.draft.plane(region, service), ...heard],
  });
}
