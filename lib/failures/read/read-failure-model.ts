import type { TemplateModel } from '../../template';
import { mergeDeclared, declaredIn, type Declared } from '../declared';
import type { FailureModel } from '../model/types';
import { checkSelections } from './check-selections';
import { ReadContext, type ReadOptions } from './context';
import type { ReadFinding, UnreadService } from './findings';
import { readServices } from './services';
import { addElements } from './elements';
import { addPlanes } from './planes';
import { readAlarms } from './detectors/alarms';
import { readEvents } from './detectors/events';
import { readRunbooks } from './runbooks';
import { noteUnreached } from './unreached';

/** A failure model with what it leaves out. */
export interface ReadFailures {
  readonly model: FailureModel;
  readonly declared: Declared;
  /** Services whose way cannot be read: they are not in the model, and not determined. */
  readonly unread: readonly UnreadService[];
  readonly findings: readonly ReadFinding[];
}

/**
 * Reads what can fail, what requests need, and what happens then, from what CloudFormation will read.
 *
 * @param declared what is declared besides the metadata of the templates
 * @throws HonmaruError for declarations that name nothing of these templates
 */
export function readFailureModel(
  model: TemplateModel,
  declared: Declared = {},
  options: ReadOptions = {},
): ReadFailures {
  const all = mergeDeclared(declaredIn(model), declared, 'objectives');
  const ctx = new ReadContext(model, all, options);
  checkSelections(ctx);
  const unread = readServices(ctx);
  addElements(ctx);
  readRunbooks(ctx);
  readAlarms(ctx);
  readEvents(ctx);
  addPlanes(ctx);
  const read = ctx.draft.finish();
  noteUnreached(ctx, read);
  return { model: read, declared: all, unread, findings: ctx.draft.findings };
}
