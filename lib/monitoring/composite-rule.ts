/** Children a composite alarm may have. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
const MAX_CHILDREN = 100;

/** Characters a rule may have. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
const MAX_RULE_LENGTH = 10_240;

/** Rule of a composite alarm that holds while any of the alarms is in the state ALARM. */
export function anyInAlarm(alarmNames: readonly string[]): string {
  if (alarmNames.length === 0 || alarmNames.length > MAX_CHILDREN) {
    throw new Error(`a composite alarm has 1 to ${MAX_CHILDREN} children, got ${alarmNames.length}`);
  }
  const rule = alarmNames.map((name) => `ALARM("${name}")`).join(' OR ');
  if (rule.length > MAX_RULE_LENGTH) {
    throw new Error(`the rule of a composite alarm has at most ${MAX_RULE_LENGTH} characters, got ${rule.length}`);
  }
  return rule;
}
