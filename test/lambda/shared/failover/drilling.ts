import type { DrillOrder } from '../../../../lambda/shared/failover/contract';
import { drillWriter } from '../../../../lambda/shared/failover/drill-writer';
import type { ActionOutcome } from '../../../../lambda/shared/failover/outcome';
import { known } from '../../../../lambda/shared/observed';
import { cluster, EVENT, Stage, vantage, vantages } from './stage';

/** NOW is a Wednesday, 21:00 in Tokyo. */
export const WINDOW = { days: ['Wed'], from: '21:00', until: '23:00', timeZone: 'Asia/Tokyo' } as const;

export function drill(stage: Stage, changes: Partial<DrillOrder> = {}): Promise<ActionOutcome> {
  stage.now += 60_000;
  stage.elapsed = 0;
  stage.calls.length = 0;
  const order = { orderId: 'drill-1', issuedAt: new Date(stage.now).toISOString() };
  return drillWriter(
    { ...EVENT, order, window: WINDOW, environment: { kind: 'non-production' }, ...changes },
    stage.ports(),
  );
}

/** A stage whose writer is away for some looks, and is then seen by one probe after the other. */
export function stageThatRecovers(): Stage {
  const stage = new Stage();
  let looks = 0;
  stage.before = (call) => {
    if (call === 'sleep 1000') {
      looks += 1;
      stage.elapsed += 500;
      if (looks <= 2) {
        stage.cluster = known(cluster({}, 'failing-over'));
        stage.vantages = vantages(undefined);
      } else if (looks === 3) {
        stage.move('m-b');
        stage.vantages = [vantage('a', undefined), vantage('b', 'm-b'), vantage('c', undefined)];
      } else {
        stage.move('m-b');
      }
    }
    if (call.startsWith('failOver')) {
      stage.elapsed += 700;
    }
  };
  return stage;
}
