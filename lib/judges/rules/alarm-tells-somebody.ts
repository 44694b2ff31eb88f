import { asBoolean, asList, asString, resourcesOfType, type TemplateResource } from '../../template';
import { judge, type Rule } from '../rule';
import { ALARM_TYPES } from '../support';

/**
 * An alarm with an action for OK alone, or with its actions switched off, is silent when it matters. One that a composite
 * alarm with an action names is heard through that.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
 */
export const alarmTellsSomebody: Rule = {
  id: 'AlarmTellsSomebody',
  description: 'Every alarm acts when it goes off, itself or through a composite alarm that names it.',
  check: (model) => {
    const alarms = resourcesOfType(model, ...ALARM_TYPES);
    const heard = alarms.filter(acts);
    return alarms.map((alarm) =>
      judge(alarm, [acts(alarm) || heard.some((other) => names(other, alarm)) ? undefined : SILENT]),
    );
  },
};

const SILENT = {
  message: 'goes off without telling anybody; give it an action, or name it in a composite alarm that has one',
  property: 'Properties.AlarmActions',
};

function acts({ properties }: TemplateResource): boolean {
  return asList(properties['AlarmActions']).length > 0 && asBoolean(properties['ActionsEnabled']) !== false;
}

/** Whether a composite alarm's rule names an alarm of the same stack, by reference or by its literal name. */
function names(composite: TemplateResource, alarm: TemplateResource): boolean {
  const rule = JSON.stringify(composite.properties['AlarmRule'] ?? '');
  const name = asString(alarm.properties['AlarmName']);
  const referred = composite.stack === alarm.stack && rule.includes(`"${alarm.logicalId}"`);
  return referred || (name !== undefined && new RegExp(`[("' ]${escapeRegExp(name)}[)"'\\\\ ]`).test(rule));
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
