import {
  asList,
  findTarget,
  resolve,
  resourcesOfType,
  textOf,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { ALARM_ACTIONS, ALARM_TYPES, arnParts } from '../support';

/**
 * CloudWatch accepts the ARN of another Region, and the action never happens.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
 */
export const alarmActionsInRegion: Rule = {
  id: 'AlarmActionsInRegion',
  description: 'Every action of an alarm is in the Region of the alarm.',
  check: (model) =>
    resourcesOfType(model, ...ALARM_TYPES).map((alarm) =>
      judge(
        alarm,
        ALARM_ACTIONS.flatMap((property) =>
          asList(alarm.properties[property]).map((action) =>
            actionFault(model, alarm, action, `Properties.${property}`),
          ),
        ),
      ),
    ),
};

function actionFault(
  model: TemplateModel,
  alarm: TemplateResource,
  action: JsonValue,
  property: string,
): RuleFault | undefined {
  const target = findTarget(model, alarm.stack, action);
  const text = textOf(resolve(model, alarm.stack, action));
  const region = target === undefined ? arnParts(text)?.region : (target.stack.region ?? '');
  const own = alarm.stack.region ?? '${AWS::Region}';
  if (region === undefined) {
    return undetermined(`the Region of the action ${text} cannot be found`, property);
  }
  const sameStackAnywhere = target?.stack === alarm.stack;
  return region === own || sameStackAnywhere
    ? undefined
    : { message: `an alarm in ${own} acts on ${text} in ${region}`, property };
}
