import { targetOf, type TemplateResource, type Value } from '../../../template';
import { listed } from '../../../verify';
import type { ReadContext } from '../context';

/**
 * Groups without which something that speaks in a Region is not heard: topics, their keys, and the planes of both.
 *
 * @returns `undefined` when nobody is told
 */
export function announcedBy(
  ctx: ReadContext,
  region: string | undefined,
  actions: readonly Value[],
): readonly string[] | undefined {
  const targets = actions.flatMap((action) => targetOf(action) ?? []);
  const topics = targets.filter(({ type }) => type === 'AWS::SNS::Topic');
  const heard = topics.filter((topic) => isHeard(ctx, topic));
  if (actions.length === 0 || (topics.length > 0 && heard.length === 0 && topics.length === actions.length)) {
    return undefined;
  }
  const keys = heard.flatMap((topic) => ctx.target(topic, 'KmsMasterKeyId') ?? []);
  return [
    ...(heard.length === 0 ? [] : [ctx.draft.plane(region, 'sns')]),
    ...[...heard, ...keys].map((resource) => ctx.draft.groupOf(resource, 'shared')),
  ];
}

function isHeard(ctx: ReadContext, topic: TemplateResource): boolean {
  return (
    listed(ctx.property(topic, 'Subscription')).items.length > 0 ||
    ctx.resources('AWS::SNS::Subscription').some((subscription) => ctx.target(subscription, 'TopicArn') === topic)
  );
}
