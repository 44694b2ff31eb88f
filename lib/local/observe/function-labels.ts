import type { CheckName, FunctionLabel } from '../../../lambda/shared/contract';

/** Functions that keep records; the type says so of each. */
const LABELS: Readonly<Record<FunctionLabel, 'check' | 'action' | 'report'>> = {
  'topology-check': 'check',
  'database-check': 'check',
  'backup-check': 'check',
  'audit-check': 'check',
  'certificate-check': 'check',
  'line-check': 'check',
  'heartbeat-check': 'check',
  'site-check': 'check',
  'fail-over-writer': 'action',
  'evacuate-writer': 'action',
  drill: 'action',
  'daily-summary': 'report',
};

/** Every function that keeps records. */
export const FUNCTION_LABELS = Object.keys(LABELS) as readonly FunctionLabel[];

/** Whether a function only watches. */
export function isCheck(label: FunctionLabel): label is CheckName {
  return LABELS[label] === 'check';
}

/** Whether a function may act. */
export function isAction(label: FunctionLabel): boolean {
  return LABELS[label] === 'action';
}
