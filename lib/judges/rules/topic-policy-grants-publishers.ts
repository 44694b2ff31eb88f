import { asList, findTarget, resourcesOfType, type TemplateModel, type TemplateResource } from '../../template';
import { judge, mergeJudgements, type Rule, type RuleFault } from '../rule';
import {
  coversAction,
  environmentOf,
  meets,
  publicationsOf,
  publisherService,
  statementsOf,
  type Condition,
  type Publication,
  type Publisher,
} from '../support';

const PUBLISHERS: readonly Publisher[] = ['cloudwatch', 'events', 'rds', 'backup'];

/** The policy a topic is born with lets services of the account publish, these two excepted. */
const NEED_POLICY: readonly Publisher[] = ['events', 'backup'];

/** The other lock on the door of an encrypted topic: who may use its key must be let in as well. */
export const topicPolicyGrantsPublishers: Rule = {
  id: 'TopicPolicyGrantsPublishers',
  description: 'The policy of a topic lets every service publish that something in the templates has publish to it.',
  check: (model) =>
    mergeJudgements(
      PUBLISHERS.flatMap((publisher) => publicationsOf(model, publisher))
        .filter(({ topic }) => topic !== undefined)
        .map((publication) => judge(publication.source, [policyFault(model, publication)])),
    ),
};

function policyFault(model: TemplateModel, { publisher, source, topic, property }: Publication): RuleFault | undefined {
  const service = publisherService(publisher);
  const policies = topic === undefined ? [] : policiesOf(model, topic);
  if (topic === undefined || service === undefined || (policies.length === 0 && !NEED_POLICY.includes(publisher))) {
    return undefined;
  }
  const allowed = policies.some((policy) =>
    statementsOf(model, policy, policy.properties['PolicyDocument']).some(
      (statement) =>
        statement.allows &&
        statement.services.includes(service) &&
        statement.actions.some((action) => coversAction(action, 'sns:Publish')) &&
        statement.conditions.every((condition) => holds(condition, publisher, source)),
    ),
  );
  return allowed
    ? undefined
    : { message: `the policy of ${topic.logicalId} does not let ${service} publish`, property };
}

function policiesOf(model: TemplateModel, topic: TemplateResource): readonly TemplateResource[] {
  return resourcesOfType(model, 'AWS::SNS::TopicPolicy').filter(({ properties, stack }) =>
    asList(properties['Topics']).some((item) => findTarget(model, stack, item) === topic),
  );
}

/** EventBridge supports no condition in the policy of a topic; the others tell their account and what publishes. */
function holds(condition: Condition, publisher: Publisher, source: TemplateResource): boolean {
  if (publisher === 'events') {
    return false;
  }
  const [, , account] = environmentOf(source.stack);
  switch (condition.key) {
    case 'aws:sourceaccount':
    case 'aws:sourceowner':
      return meets(condition, account);
    case 'aws:sourcearn':
      // The names of sources are often generated: a pattern for this account is taken as meant for them.
      return condition.values.some((value) => value.includes(`:${account}:`));
    default:
      return false;
  }
}
