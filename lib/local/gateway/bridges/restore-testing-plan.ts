import { jsonAnswer } from '../answer';
import { requireParameter } from '../call';
import { refusal } from '../refusal';
import type { Substitute } from './bridge';

/** `GetRestoreTestingPlan`: the emulator has no restore testing plans; one that a stack holds exists since that stack does. */
export const substituteRestoreTestingPlan: Substitute = async ({ call, view }) => {
  const RestoreTestingPlanName = requireParameter(call, 'RestoreTestingPlanName');
  const plan = await view.deployedResource('AWS::Backup::RestoreTestingPlan', RestoreTestingPlanName);
  return plan === undefined
    ? refusal(call, 404, 'ResourceNotFoundException', 'no stack holds such a plan')
    : jsonAnswer({ RestoreTestingPlan: { RestoreTestingPlanName, CreationTime: plan.madeAt.getTime() / 1000 } });
};
