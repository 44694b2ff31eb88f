import { runFailover, type ActionTools } from '../shared/aws-failover/run-failover';
import { drillWriter } from '../shared/failover/drill-writer';
import type { Action } from '../shared/run-action';
import type { DrillEvent } from './contract';
import { drillEvent } from './event';

/** The planned failover, with what it works with. */
export function drillAction(tools: ActionTools): Action<DrillEvent> {
  return {
    name: 'drill',
    event: drillEvent,
    run: (event, context) => runFailover(drillWriter, event, context, tools),
  };
}
