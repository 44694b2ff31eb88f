import type { TemplateModel } from '../../../lib/template';
import { createVerifier, type Verdict, type Verifier } from '../../../lib/verify';
import { editModel, smallestChanges, type Change, type ChangeQuestion } from '../../../lib/verify/flips';

/** Makes a question with the parties of a verifier. */
export type Ask = (verifier: Verifier) => ChangeQuestion;

/** Changes after which the answer to a question is the wanted one. */
export function changesOf(model: TemplateModel, ask: Ask, most = 10): readonly Change[] {
  const verifier = createVerifier(model);
  const question = ask(verifier);
  return smallestChanges(model, question, answer(verifier, question), { most });
}

/** The verdict after a change, asked afresh. */
export function verdictAfter(model: TemplateModel, change: Change | undefined, ask: Ask): string {
  const verifier = createVerifier(editModel(model, change?.edits ?? []));
  return answer(verifier, ask(verifier)).verdict;
}

function answer(verifier: Verifier, question: ChangeQuestion): Verdict {
  switch (question.kind) {
    case 'isolate':
      return verifier.isolate(question);
    case 'reach':
      return verifier.reach(question);
    case 'reach-only':
      return verifier.reachOnly({ ...question, services: question.services ?? [] });
  }
}
