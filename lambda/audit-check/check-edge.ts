import { merge, NOTHING, openQuestion, type Conclusion } from '../shared/decision';
import { found } from './conclude';
import type { ExpectedEdge, ExpectedRule } from './contract';
import type { EdgeObservation, RuleState } from './observation';

/** Actions by which a request may be refused. */
const ENFORCING = ['Block', 'Captcha', 'Challenge', 'None'];

/** The distribution itself: without it nobody reaches the site. */
export function checkDistribution({ distributionId }: ExpectedEdge, { distribution }: EdgeObservation): Conclusion {
  if (distribution.kind === 'unknown') {
    return openQuestion('distribution', 'service', distribution);
  }
  if (distribution.value === 'absent') {
    return found('DistributionMissing', distributionId, 'the distribution does not exist', 'service');
  }
  return distribution.value.isEnabled
    ? NOTHING
    : found('DistributionDisabled', distributionId, 'the distribution is disabled', 'service');
}

/** The web ACL: in front of the distribution, and complete. */
export function checkProtection(expected: ExpectedEdge, { distribution, webAcl }: EdgeObservation): Conclusion {
  return merge([checkAttachment(expected, distribution), checkWebAcl(expected, webAcl)]);
}

function checkAttachment(
  { distributionId, webAclArn }: ExpectedEdge,
  distribution: EdgeObservation['distribution'],
): Conclusion {
  if (distribution.kind === 'unknown') {
    return openQuestion('web ACL of the distribution', 'redundancy', distribution);
  }
  // What does not exist needs no protection.
  if (distribution.value === 'absent' || distribution.value.webAclArn === webAclArn) {
    return NOTHING;
  }
  const has = distribution.value.webAclArn === '' ? 'none' : distribution.value.webAclArn;
  return found('WebAclDetached', distributionId, `the distribution has not its web ACL but ${has}`);
}

function checkWebAcl({ webAclArn, rules }: ExpectedEdge, webAcl: EdgeObservation['webAcl']): Conclusion {
  if (webAcl.kind === 'unknown') {
    return openQuestion('web ACL', 'redundancy', webAcl);
  }
  if (webAcl.value === 'absent') {
    return found('WebAclMissing', webAclArn, 'the web ACL does not exist');
  }
  const { rules: observed } = webAcl.value;
  return merge(rules.map((rule) => checkRule(rule, observed)));
}

function checkRule({ name, enforces }: ExpectedRule, observed: readonly RuleState[]): Conclusion {
  const subject = `rule ${name}`;
  const rule = observed.find((candidate) => candidate.name === name);
  if (rule === undefined) {
    return found('WebAclRuleMissing', subject, 'the web ACL has no such rule');
  }
  return enforces && !ENFORCING.includes(rule.action)
    ? found('WebAclRuleWeak', subject, `the rule refuses nothing, its action is ${rule.action}`)
    : NOTHING;
}

/** The log of what the web ACL refuses. */
export function checkWebAclLog(
  { webAclArn, logDestinationArn }: ExpectedEdge,
  { logging }: EdgeObservation,
): Conclusion {
  if (logging.kind === 'unknown') {
    return openQuestion('logging of the web ACL', 'redundancy', logging);
  }
  if (logging.value === 'absent') {
    return found('WebAclLoggingOff', webAclArn, 'nothing that the web ACL refuses is logged');
  }
  return logging.value.destinationArns.includes(logDestinationArn)
    ? NOTHING
    : found('WebAclLoggingElsewhere', webAclArn, `logs go to ${logging.value.destinationArns.join(' and ')}`);
}
