import { jsonAnswer } from '../../../../lib/local/gateway/answer';
import { substituteRestoreTestingPlan } from '../../../../lib/local/gateway/bridges/restore-testing-plan';
import { contextOf, holding } from '../support/bridge-context';

const asked = (RestoreTestingPlanName: string) =>
  substituteRestoreTestingPlan(
    contextOf('GetRestoreTestingPlan', {
      parameters: { RestoreTestingPlanName },
      protocol: 'rest-json',
      view: holding('AWS::Backup::RestoreTestingPlan', 'drill'),
    }),
  );

test('a plan that a stack holds is as old as the stack', async () => {
  const CreationTime = Date.parse('2026-11-25T11:00:00.500Z') / 1000;
  expect(await asked('drill')).toEqual(
    jsonAnswer({ RestoreTestingPlan: { RestoreTestingPlanName: 'drill', CreationTime } }),
  );
});

test('another plan does not exist', async () => {
  expect(await asked('other')).toEqual(
    jsonAnswer({ message: 'no stack holds such a plan' }, 404, ['x-amzn-errortype', 'ResourceNotFoundException']),
  );
});
