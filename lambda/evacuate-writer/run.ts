import { runFailover, type ActionTools } from '../shared/aws-failover/run-failover';
import { evacuateWriter } from '../shared/failover/evacuate-writer';
import type { Action } from '../shared/run-action';
import type { EvacuateWriterEvent } from './contract';
import { evacuateWriterEvent, readSettings } from './event';

/** The evacuation of a zone by order, with what it works with. */
export function evacuateWriterAction(tools: ActionTools): Action<EvacuateWriterEvent> {
  return {
    name: 'evacuate-writer',
    event: evacuateWriterEvent(readSettings(tools.environment)),
    run: (event, context) => runFailover(evacuateWriter, event, context, tools),
  };
}
