import type { EvacuateWriterOrder } from '../../../../lambda/shared/failover/contract';
import { evacuateWriter } from '../../../../lambda/shared/failover/evacuate-writer';
import type { ActionOutcome } from '../../../../lambda/shared/failover/outcome';
import { EVENT, Stage } from './stage';

/** Evacuates a zone, a minute after the last run. */
export function evacuate(stage: Stage, changes: Partial<EvacuateWriterOrder> = {}): Promise<ActionOutcome> {
  stage.now += 60_000;
  stage.elapsed = 0;
  stage.calls.length = 0;
  const order = { orderId: 'order-1', issuedAt: new Date(stage.now).toISOString() };
  return evacuateWriter({ ...EVENT, order, availabilityZone: 'a', ...changes }, stage.ports());
}

/** A stage on which Aurora moves the writer while it is watched. */
export function stageThatMoves(): Stage {
  const stage = new Stage();
  stage.before = (call) => {
    if (call === 'sleep 5000') {
      stage.move(stage.sent[0] ?? '');
    }
  };
  return stage;
}
