import { asList, asNumber, at, type JsonValue } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { distributionsOf } from '../support';

/** Statuses that carry answers: a block by the web ACL, and what the application says about its own failure. */
const ANSWERS = new Set([403, 500]);

/** Error pages hold for the whole distribution. */
export const errorPagesLeaveAnswers: Rule = {
  id: 'ErrorPagesLeaveAnswers',
  description:
    'A distribution maps neither 403, which carries blocks by WAF, nor 500, which carries answers of the application.',
  check: (model) =>
    distributionsOf(model).map(({ resource, config }) =>
      judge(
        resource,
        asList(config['CustomErrorResponses']).map((response, index) => answerFault(response, index)),
      ),
    ),
};

function answerFault(response: JsonValue, index: number): RuleFault | undefined {
  const property = `Properties.DistributionConfig.CustomErrorResponses.${String(index)}`;
  const status = asNumber(at(response, 'ErrorCode'));
  if (status === undefined) {
    return undetermined('the status of an error page cannot be found', property);
  }
  const mapped = at(response, 'ResponsePagePath') !== undefined || at(response, 'ResponseCode') !== undefined;
  return mapped && ANSWERS.has(status)
    ? { message: `replaces the answer of status ${String(status)}`, property }
    : undefined;
}
