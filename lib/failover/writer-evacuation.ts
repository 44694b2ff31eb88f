import { Duration, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { SETTINGS_VARIABLE, type EvacuationSettings } from '../../lambda/evacuate-writer/contract';
import { evacuateWriterFunctionName } from '../site/names';
import { actionEvent, leaseEnvironment } from './action-event';
import { actionStatements, type ActionMode } from './action-statements';
import type { ActionSurroundings } from './action-surroundings';
import { RecordedFunction } from './recorded-function';

/** Longest run: the failover is watched until it is seen to have succeeded, five minutes at most. */
const TIMEOUT = Duration.minutes(6);

/** Period of the metrics: an order is given now and then. */
const PERIOD = Duration.minutes(5);

/** Properties for `WriterEvacuation`. */
export interface WriterEvacuationProps extends ActionSurroundings {}

/**
 * Moves a writer that works out of a zone, when an operator orders it: `docs/runbooks/evacuate-writer.md`.
 *
 * The functions have fixed names, so that an order can be given by hand: the role of operators may invoke these two and no
 * other function. An order may be given without waiting for its end: it carries its own id and time, so one that Lambda
 * repeats is carried out once, and one that is five minutes old is refused.
 *
 * Whether the site file lets a function act by itself makes no difference here: a person does. The dry run tells what an
 * order would do, and can do none of it.
 */
export class WriterEvacuation extends Construct {
  /** Carries an order out. */
  readonly function: IFunction;
  /** Tells what an order would do. */
  readonly dryRun: IFunction;
  /** What the function that acts measures. */
  readonly runs: RecordedFunction;

  constructor(scope: Construct, id: string, props: WriterEvacuationProps) {
    super(scope, id);
    this.runs = this.addFunction('Resource', props, 'act');
    this.function = this.runs.function;
    this.dryRun = this.addFunction('DryRun', props, 'dry-run').function;
  }

  private addFunction(id: string, props: ActionSurroundings, mode: ActionMode): RecordedFunction {
    const { site } = props;
    const settings: EvacuationSettings = actionEvent(props, TIMEOUT);
    const what = `${site.name}: moves the writer out of a zone when an operator orders it`;
    return new RecordedFunction(this, id, {
      ...props,
      label: 'evacuate-writer',
      functionName: mode === 'act' ? 'evacuate-writer' : 'evacuate-writer-dry-run',
      fixedName: evacuateWriterFunctionName(site, mode),
      description: mode === 'act' ? what : `${what} (dry run: it only tells)`,
      timeout: TIMEOUT,
      interval: PERIOD,
      statements: actionStatements(this, props, mode),
      // An operator writes the zone; what the order is about, and within which limits, stands here.
      environment: {
        ...leaseEnvironment(props),
        [SETTINGS_VARIABLE]: Stack.of(this).toJsonString(settings),
      },
    });
  }
}
