import { runFailover, type ActionTools } from '../shared/aws-failover/run-failover';
import { failOverWriter } from '../shared/failover/fail-over-writer';
import type { Action } from '../shared/run-action';
import type { FailOverWriterEvent } from './contract';
import { failOverWriterEvent } from './event';

/** The decision whether to promote a reader, with what it works with. */
export function failOverWriterAction(tools: ActionTools): Action<FailOverWriterEvent> {
  return {
    name: 'fail-over-writer',
    event: failOverWriterEvent,
    run: (event, context) => runFailover(failOverWriter, event, context, tools),
  };
}
